/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every block is checked, or has a reason not to be. */
class EveryBlockTest {

    private static final Set<String> CHECKED = Set.of("java", "yaml", "xml", "properties", "sh", "json");

    /** By the first line of the block. */
    private static final Map<String, String> NOT_CHECKED = Map.of(
            "purpose.nonce.mac.your-own-id", "the form of an id, in words",
            "1", "subtitles: GettingStartedTest compares them with what comes out",
            "flowchart TD", "a diagram (mermaid), which GitHub draws",
            "stateDiagram-v2", "a diagram (mermaid), which GitHub draws",
            "SELECT job_key, job_id, file_name, attempts, last_error FROM camel_transcription_job WHERE state = 'PARKED';",
                    "statements for a person: JobRepositoriesTest runs such ones");

    private static final String URI_FORMAT = "(palatine|shopot|aiesa):operation\\[\\?options]\\n";

    static List<CodeBlock> json() {
        return CodeBlock.in("json");
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonIsWellFormed(CodeBlock block) throws Exception {
        assertThat(JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build()
                        .readTree(block.code()))
                .isNotNull();
    }

    @Test
    void everyBlockIsCheckedOrHasAReasonNotToBe() {
        assertThat(CodeBlock.all()).hasSizeGreaterThan(60).allSatisfy(block -> {
            if (block.language().isEmpty()) {
                assertThat(block.code()).matches(URI_FORMAT);
            } else if (!CHECKED.contains(block.language())) {
                assertThat(NOT_CHECKED).containsKey(block.firstLine());
            }
        });
    }

    @Test
    void everyReasonIsNeeded() {
        assertThat(CodeBlock.all().stream()
                        .filter(block -> !block.language().isEmpty() && !CHECKED.contains(block.language()))
                        .map(CodeBlock::firstLine)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(NOT_CHECKED.keySet());
    }
}
