/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.Map;

import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.TranscriptionOperation;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogRulesTest {

    private static final String GOOD = """
            {
              "component": { "description": "Transcribe.", "scheme": "fake", "syntax": "fake:operation", "label": "ai,cloud",
                             "remote": true, "lenientProperties": false, "consumerOnly": false,
                             "producerOnly": false },
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
              "properties": {
                "operation": { "kind": "path", "displayName": "Operation", "required": true, "type": "enum",
                               "javaType": "java.lang.String", "enum": [ "transcribe", "openai-transcription" ],
                               "description": "What: transcribe (wait), openai-transcription (at once)." },
                "jobTimeout": { "kind": "parameter", "displayName": "Job Timeout", "label": "producer",
                                "type": "duration", "javaType": "long", "defaultValue": "2h",
                                "description": "How long." }
              }
            }
            """.replaceAll("\\s+", " ");

    private static final Map<String, Object> VALUES =
            Map.of("jobTimeout", 7_200_000L, "releaseJob", ReleaseMoment.FETCH);

    private enum Operation implements TranscriptionOperation {
        TRANSCRIBE,
        OPENAI_TRANSCRIPTION
    }

    @Test
    void aGoodCatalogBreaksNoRule() {
        assertThat(violations(GOOD)).isEmpty();
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
                    "remote": true | "remote": false | remote is false, not true
                    "required": true | "required": false | operation is not required
                    "openai-transcription" ] | "submit" ] | operation has the enums [transcribe, submit], not [transcribe, openai-transcription]
                    openai-transcription (at once) | more | operation: openai-transcription (...) is not explained
                    "defaultValue": "2h" | "defaultValue": "1h" | jobTimeout: the catalog's default is 1h, and the code's is 7200000
                    "producer", "type": "duration", "javaType": "long", "defaultValue": "2h" | "producer", "type": "duration", "javaType": "long" | jobTimeout: the default is 2h on the component, and null on the endpoint
                    , "defaultValue": "fetch" | | releaseJob: the catalog's default is null, and the code's is FETCH
                    "jobTimeout": { "kind": "parameter" | "timeout": { "kind": "parameter" | the option jobTimeout is missing
                    "jobTimeout": { "kind": "parameter" | "timeout": { "kind": "parameter" | timeout cannot be set on the component
                    "CamelTranscriptionJobId" | "CamelJob" | the header CamelTranscriptionJobId is missing
                    Transcribe. | Transcribe | the component's description "Transcribe" is no sentence
                    """)
    void aBrokenRuleIsNamed(String good, String bad, String violation) {
        assertThat(violations(GOOD.replace(good, bad == null ? "" : bad))).contains(violation);
    }

    private static List<String> violations(String json) {
        CatalogRules rules = new CatalogRules(JsonMapper.generateComponentModel(json));
        rules.check(Operation.values(), VALUES::get);
        rules.checkPresent(List.of("jobTimeout"), List.of("CamelTranscriptionJobId"));
        return rules.found();
    }
}
