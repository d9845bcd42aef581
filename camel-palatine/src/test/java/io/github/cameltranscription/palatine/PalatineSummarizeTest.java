/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineSummarizeTest extends PalatineTestSupport {

    private static final String MINUTES = "Встреча в понедельник. \"Анна\" пишет\tдоговор.";

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twice")
                        .to("palatine:summarize")
                        .setBody(constant("Another text."))
                        .to("palatine:summarize");
                from("direct:minutes").to("palatine:transcribe").to("palatine:summarize");
            }
        };
    }

    private RecordedRequest only(PalatineCall call) {
        assertThat(palatine.requests().of(call)).hasSize(1);
        return palatine.requests().of(call).get(0);
    }

    @Test
    void aRecordingIsSummarised(@TempDir Path folder) throws Exception {
        File recording =
                Files.write(folder.resolve("meeting.wav"), Recordings.wav(2)).toFile();

        Exchange reply = sent("palatine:summarize", recording);

        PalatineSummary summary = reply.getMessage().getBody(PalatineSummary.class);
        assertThat(summary.text()).startsWith("[simulated meeting_summary of ").contains("[simulated speech 1]");
        assertThat(summary.jobId()).isEqualTo(jobId(reply));
        assertThat(summary.raw()).contains("\"status\":\"success\"");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.STATUS)).isEqualTo("DONE");
        RecordedRequest request = only(PalatineCall.SUMMARIZE);
        assertThat(request.file().fileName()).isEqualTo("meeting.wav");
        assertThat(request.file().contentType()).startsWith("audio/");
        assertThat(request.queryParameters()).containsExactly(Map.entry("task", List.of("meeting_summary")));
        Awaitility.await().untilAsserted(() -> assertThat(palatine.requests().count(PalatineCall.SUMMARY_RELEASE))
                .isEqualTo(1));
        palatine.requests().assertNothingReleasedUnfetched();
    }

    @Test
    void aTextIsSummarisedWithoutARecording() throws Exception {
        PalatineSummary reply = body("palatine:summarize?thinking=true", MINUTES, PalatineSummary.class);

        assertThat(reply.text()).isEqualTo("[simulated meeting_summary of 6 words] Встреча в понедельник.");
        RecordedRequest request = only(PalatineCall.SUMMARIZE_TEXT);
        JsonNode sent = JsonMapper.builder().build().readTree(request.body());
        assertThat(sent.properties()).hasSize(1);
        assertThat(sent.get("text").asText()).isEqualTo(MINUTES);
        assertThat(request.queryParameter("thinking")).isEqualTo("true");
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
    }

    @Test
    void theTextOfATranscriptIsSummarised() {
        String reply = body("direct:minutes", Recordings.wav(2), String.class);

        assertThat(reply).isEqualTo("[simulated meeting_summary of 6 words] [simulated speech 1] [simulated speech 2]");
        assertThat(only(PalatineCall.SUMMARIZE_TEXT).body()).contains("[simulated speech 1] [simulated speech 2]");
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(2));
    }

    /** The header of the link stays on the message, but the body is summarised. */
    @Test
    void theTranscriptOfALinkIsSummarised() {
        Exchange reply = sent("direct:minutes", null, Map.of(TranscriptionConstants.SOURCE_URL, "https://host/a.mp3"));

        assertThat(reply.getMessage().getBody()).isInstanceOf(PalatineSummary.class);
        assertThat(palatine.requests().count(PalatineCall.SUBMIT_BY_URL)).isEqualTo(1);
        assertThat(palatine.requests().count(PalatineCall.SUMMARIZE_TEXT)).isEqualTo(1);
    }

    /** The texts differ, although the link in the header is the same. */
    @Test
    void twoTextsInOneExchangeAreTwoJobs() {
        Map<String, Object> link = Map.of(TranscriptionConstants.SOURCE_URL, "https://host/a.mp3");

        assertThat(body("direct:twice", "A text.", link, String.class)).endsWith("Another text.");
        palatine.requests().assertSubmitted(2);
    }

    @Test
    void thePromptIsSent() {
        String reply =
                body("palatine:summarize?task=user_prompt&prompt=RAW(Какие риски? 1 & 2)", MINUTES, String.class);

        assertThat(reply).contains("asked for: Какие риски? 1 & 2");
        assertThat(only(PalatineCall.SUMMARIZE_TEXT).queryParameters())
                .containsEntry("task", List.of("user_prompt"))
                .containsEntry("prompt", List.of("Какие риски? 1 & 2"));
    }

    /** The vendor's node for n8n sends this parameter. */
    @Test
    void aParameterCanBeAdded() {
        send("palatine:summarize?param.prompt=*", "Hello.");

        assertThat(only(PalatineCall.SUMMARIZE_TEXT).body()).isEqualTo("{\"text\":\"Hello.\"}");
        assertThat(only(PalatineCall.SUMMARIZE_TEXT).queryParameters()).containsEntry("prompt", List.of("*"));
    }

    @Test
    void headersOfTranscriptionsAreNotSent() {
        sent(
                "palatine:summarize",
                Recordings.wav(1),
                Map.of(PalatineConstants.MODEL, "other", TranscriptionConstants.LANGUAGE, "en"));

        assertThat(only(PalatineCall.SUMMARIZE).queryParameters()).containsOnlyKeys("task");
    }

    @Test
    void outputFormatSetsTheFormatOfTheReply() throws Exception {
        Exchange text = send("palatine:summarize?outputFormat=text", MINUTES);
        Exchange json = send("palatine:summarize?outputFormat=json", MINUTES);
        Exchange raw = send("palatine:summarize?outputFormat=raw", MINUTES);

        assertThat(text.getMessage().getBody())
                .isInstanceOf(String.class)
                .asString()
                .startsWith("[simulated");
        assertThat(text.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                .startsWith("text/plain");
        JsonNode read =
                JsonMapper.builder().build().readTree((String) json.getMessage().getBody());
        assertThat(read.get("text").asText()).startsWith("[simulated");
        assertThat(read.get("jobId").asText()).isEqualTo(jobId(json));
        assertThat((String) raw.getMessage().getBody()).contains("\"data\":{\"meeting_title\":");
        assertThat(raw.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    }

    @Test
    void theSummaryConvertsToTextAndToJson() {
        PalatineSummary summary = new PalatineSummary("id", "итог", "{}");

        TypeConverter converter = context.getTypeConverter();
        assertThat(converter.convertTo(String.class, summary)).isEqualTo("итог");
        assertThat(converter.convertTo(byte[].class, summary)).isEqualTo("итог".getBytes());
        assertThat(converter.convertTo(java.io.InputStream.class, summary)).hasContent("итог");
        assertThat(converter.convertTo(JsonNode.class, summary).get("text").asText())
                .isEqualTo("итог");
    }

    @Test
    void anEmptyBodyAndALinkAreRefusedBeforeAnythingIsSent() {
        assertInvalid("palatine:summarize", "", "the text is empty");
        assertInvalid("palatine:summarize", " \n", "the text is empty");
        assertInvalid("palatine:summarize", Transcript.empty(), "the text is empty");
        assertInvalid("palatine:summarize", null, "no body");
        assertInvalid("palatine:summarize", new byte[0], "empty");
        assertInvalid("palatine:summarize", URI.create("https://host/a.mp3"), "summarize takes an upload");
        assertThat(palatine.requests().all()).isEmpty();
    }
}
