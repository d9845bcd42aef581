/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KameletRulesTest {

    private static final String CATALOG = """
            { "component": { "scheme": "fake", "artifactId": "camel-fake" },
              "componentProperties": {},
              "properties": {
                "apiKey": { "kind": "parameter", "secret": true, "type": "string" },
                "count": { "kind": "parameter", "secret": false, "type": "integer" },
                "format": { "kind": "parameter", "secret": false, "enum": [ "transcript", "text", "json" ] } } }
            """;

    private static final String GOOD = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: fake-action
              labels:
                camel.apache.org/kamelet.type: action
              annotations:
                camel.apache.org/kamelet.support.level: Preview
                camel.apache.org/catalog.version: 1.2.3
                camel.apache.org/kamelet.icon: data:image/svg+xml;base64,PHN2Zy8+
                camel.apache.org/provider: Camel Transcription
                camel.apache.org/kamelet.group: Fake
                camel.apache.org/kamelet.namespace: AI
            spec:
              definition:
                title: Fake Action
                description: Does it.
                type: object
                required:
                  - count
                properties:
                  apiKey:
                    title: API Key
                    description: The key.
                    type: string
                    format: password
                    x-descriptors:
                      - urn:camel:group:credentials
                  count:
                    title: Number of Items
                    description: How many.
                    type: integer
                    example: 2
                  format:
                    title: Format
                    description: Which.
                    type: string
                    default: json
                    enum:
                      - json
                      - text
              dataTypes:
                out:
                  types:
                    json:
                      mediaType: application/json
              dependencies:
                - camel:core
                - camel:kamelet
                - mvn:io.github.cameltranscription:camel-fake:1.2.3
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to:
                        uri: fake:do
                        parameters:
                          apiKey: "{{?apiKey}}"
                          count: "RAW({{?count}})"
                          format: "{{format}}"
            """;

    @Test
    void aGoodKameletBreaksNoRule() {
        assertThat(violations(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: Kamelet                    | kind: Pipe                   | kind is not Kamelet
            camel.apache.org/v1              | camel.apache.org/v1alpha1    | apiVersion is not camel.apache.org/v1
            name: fake-action                | name: other-action           | the file is named fake-action.kamelet.yaml
            type: action                     | type: sink                   | the name does not end with -sink
            type: action                     | type: step                   | the label kamelet.type is "step"
            title: Fake Action               | title: Fake                  | the title "Fake" does not end with its type
            description: Does it.            | description: ""              | has no description
            type: object                     | type: array                  | the definition's type is not object
            1.2.3                            | 1.2.4                        | catalog.version is 1.2.4, not 1.2.3
            base64,PHN2Zy8+                  | base64,PGEvPg==              | the icon is no SVG in a data URL
            svg+xml;base64,                  | png;base64,                  | the icon is no SVG in a data URL
            provider: Camel Transcription    | provider: Another           | the provider is not Camel Transcription
            kamelet.group: Fake              | kamelet.group: ""            | kamelet.group is missing
            support.level: Preview           | support.level: ""            | kamelet.support.level is missing
            kamelet.namespace: AI            | kamelet.namespace: ""        | kamelet.namespace is missing
            - count                          | - other                      | other is required and not declared
            {{format}}                       | json                         | format is declared and not used
            {{format}}                       | {{format}} {{x:1}}           | x is used and not declared
            - camel:core                     | - camel:base                 | the dependency camel:core is missing
            - camel:kamelet                  | - camel:base                 | the dependency camel:kamelet is missing
            camel-fake:1.2.3                 | camel-fake:1.2.2             | the dependency mvn:io.github.cameltranscription:camel-fake:1.2.3 is missing
            application/json                 | ""                           | the data type json has no mediaType
            out:                             | in:                          | dataTypes say nothing of what comes out
            title: API Key                   | title: ""                    | apiKey: has no title
            title: API Key                   | title: The Key               | apiKey: the title begins with The
            Number of Items                  | Number of items              | count: the title "Number of items" has a word that begins with a small letter
            description: The key.            | description: The key         | apiKey: the description is no sentence
            type: integer                    | type: int                    | count: the type is none that is usual
            type: integer                    | type: boolean                | count: example is of another type
            urn:camel:group:credentials      | urn:camel:group:x            | apiKey: has the format password and not the descriptor urn:camel:group:credentials
            example: 2                       | x: 2                         | count: has neither an example nor a default
            default: json                    | default: xml                 | format: default is not in enum
            format: password                 | example: a                   | apiKey: the option apiKey is secret
            - text                           | - xml                        | format: allows [json, xml], and the option [json, text]
            """)
    void aBrokenRuleIsNamed(String good, String bad, String violation) {
        assertThat(GOOD).contains(good);
        assertThat(violations(GOOD.replace(good, bad)))
                .contains((bad.startsWith("name:") ? "other-action: " : "fake-action: ") + violation);
    }

    @Test
    void aSecretThatCamelWouldLogIsNamed() {
        assertThat(violations(GOOD.replace("apiKey:\n", "mySecret:\n").replace("{{?apiKey}}", "{{?mySecret}}")))
                .containsExactly(
                        "fake-action: mySecret: is secret, and Camel would log it: it masks only names that it knows");
    }

    @Test
    void aPropertyThatIsRequiredTwiceIsNamed() {
        assertThat(violations(GOOD.replace("      - count\n", "      - count\n      - count\n")))
                .containsExactly("fake-action: count is required twice");
    }

    @Test
    void tooManyPropertiesAreCounted() {
        StringBuilder more = new StringBuilder();
        StringBuilder used = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            more.append("      p" + i + ": { title: P, description: P., type: string, example: a }\n");
            used.append(" {{?p" + i + "}}");
        }
        String many = GOOD.replace("    properties:\n", "    properties:\n" + more)
                .replace("    from:\n", "    from:\n      description: \"" + used + "\"\n");
        assertThat(violations(many)).containsExactly("fake-action: has more than 10 properties");
    }

    @Test
    void aTitleAndADescriptionBelongToOneKamelet() {
        assertThat(violations(GOOD, GOOD))
                .containsExactly(
                        "fake-action: another Kamelet has the same title",
                        "fake-action: another Kamelet has the same description");
    }

    private static List<String> violations(String... kamelets) {
        return new KameletRules(JsonMapper.generateComponentModel(CATALOG), "1.2.3")
                .check(Stream.of(kamelets)
                        .map(yaml -> new KameletFile("fake-action.kamelet.yaml", yaml))
                        .toList());
    }
}
