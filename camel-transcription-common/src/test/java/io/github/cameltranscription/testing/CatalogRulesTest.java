/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogRulesTest {

    private static final String GOOD = """
            {
              "component": { "description": "Transcribe." },
              "componentProperties": {
                "apiKey": { "kind": "property", "displayName": "API Key", "label": "security", "type": "string",
                            "javaType": "java.lang.String", "secret": true, "description": "The key." },
                "jobTimeout": { "kind": "property", "displayName": "Job Timeout", "label": "common",
                                "type": "duration", "javaType": "long", "defaultValue": "2h",
                                "description": "How long." },
                "releaseJob": { "kind": "property", "displayName": "Release Job", "label": "common", "type": "enum",
                                "javaType": "io.github.cameltranscription.component.ReleaseMoment",
                                "enum": [ "exchange", "fetch", "never" ], "defaultValue": "fetch",
                                "description": "When; the default is fetch." }
              },
              "headers": {
                "CamelTranscriptionJobId": { "kind": "header", "label": "", "javaType": "String",
                    "description": "The id.",
                    "constantName": "io.github.cameltranscription.component.TranscriptionConstants#JOB_ID" }
              },
              "properties": {}
            }
            """;

    @Test
    void aGoodCatalogIsTakenAsItIs() {
        assertThat(CatalogRules.violations(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The key. | the key | apiKey: the description is no sentence
                    API Key | Api Key | apiKey: displayName "Api Key" writes an abbreviation as a word
                    "secret": true | "secret": false | apiKey: secret is false
                    "type": "duration" | "type": "integer" | jobTimeout is a period of time, and its type is integer
                    "Job Timeout", "label": "common" | "Job Timeout", "label": "" | jobTimeout has no label
                    , "never" | | releaseJob has the enums [exchange, fetch], and its type has [EXCHANGE, FETCH, NEVER]
                    "type": "enum" | "type": "string" | releaseJob is of type string and has the enums [exchange, fetch, never]
                    "defaultValue": "fetch" | "defaultValue": "later" | releaseJob: the default later is not one of [exchange, fetch, never]
                    default is fetch | default is never | releaseJob: the description says the default is never, and it is fetch
                    "javaType": "String" | "javaType": "" | CamelTranscriptionJobId has no javaType
                    #JOB_ID | #JOB_KEY | CamelTranscriptionJobId is not what io.github.cameltranscription.component.TranscriptionConstants#JOB_KEY says
                    Transcribe. | Transcribe | the component's description "Transcribe" is no sentence
                    """)
    void whatBreaksARuleIsNamed(String good, String bad, String violation) {
        assertThat(CatalogRules.violations(GOOD.replace(good, bad == null ? "" : bad)))
                .contains(violation);
    }
}
