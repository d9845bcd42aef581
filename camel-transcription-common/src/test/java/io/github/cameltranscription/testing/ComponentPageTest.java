/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.OptionTable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ComponentPageTest {

    private static final ComponentPage PAGE =
            new ComponentPage(JsonMapper.generateComponentModel("""
            {
              "component": { "syntax": "fake:operation" },
              "componentProperties": {
                "model": { "kind": "property", "group": "producer", "type": "string", "javaType": "java.lang.String",
                           "defaultValue": "large", "description": "A model, a|b or {c}." }
              },
              "headers": {
                "CamelFakeModel": { "kind": "header", "group": "producer", "javaType": "String",
                                    "description": "The model.", "constantName": "org.example.FakeConstants#MODEL" }
              },
              "properties": {
                "operation": { "kind": "path", "group": "common", "required": true, "type": "enum",
                               "javaType": "java.lang.String", "enum": [ "transcribe", "submit" ],
                               "description": "What to do." },
                "delay": { "kind": "parameter", "group": "consumer", "type": "duration", "javaType": "long",
                           "defaultValue": "1s", "description": "How long." },
                "repository": { "kind": "parameter", "group": "common (advanced)", "type": "object",
                                "javaType": "java.util.Map<java.lang.String, java.lang.Object>",
                                "description": "Where." }
              }
            }
            """), new OptionTable());

    private static final String BEFORE = """
            = Fake

            // component options: START
            // component options: END
            In between.
            // endpoint options: START
            <<<<<<< ours
            | old
            // endpoint options: END
            // endpoint headers: START
            // endpoint headers: END
            The end.
            """;

    private static final String AFTER = """
            = Fake

            // component options: START
            [width="100%",cols="2,5,^1,2",options="header"]
            |===
            | Name | Description | Default | Type
            | *model* (producer) | A model, a\\|b or \\{c}. | `large` | string
            |===
            // component options: END
            In between.
            // endpoint options: START
            .Path parameters
            [width="100%",cols="2,5,^1,2",options="header"]
            |===
            | Name | Description | Default | Type
            | *operation* (common) | *Required.* What to do. One of: `transcribe`, `submit`. | | String
            |===

            .Query parameters
            [width="100%",cols="2,5,^1,2",options="header"]
            |===
            | Name | Description | Default | Type
            | *delay* (consumer) | How long. | `1s` | duration
            | *repository* (common (advanced)) | Where. | | Map
            |===
            // endpoint options: END
            // endpoint headers: START
            [width="100%",cols="2,5,^1,2",options="header"]
            |===
            | Name | Description | Default | Type
            | *CamelFakeModel* (producer) | The model. Constant: `FakeConstants.MODEL`. | | String
            |===
            // endpoint headers: END
            The end.
            """;

    @Test
    void theTablesAreThoseOfTheCatalogAndTheRestStays() {
        assertThat(PAGE.withTables(BEFORE)).isEqualTo(AFTER);
    }

    @Test
    void aPageThatIsCurrentStaysAsItIs() {
        assertThat(PAGE.withTables(AFTER)).isEqualTo(AFTER);
    }

    @Test
    void aPageWithoutAMarkOrWithOneTwiceIsRefused() {
        assertThatThrownBy(() -> PAGE.withTables(BEFORE.replace("// endpoint headers: START\n", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("// endpoint headers: START");
        assertThatThrownBy(() -> PAGE.withTables(BEFORE + "// component options: START\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("// component options: START");
    }
}
