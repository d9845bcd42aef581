/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.net.URI;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineOpenAiTranscriptionTest extends PalatineTestSupport {

    @Test
    void oneRequestGivesATranscript() {
        Transcript transcript = body("palatine:openai-transcription?language=ru", Recordings.wav(2), Transcript.class);

        assertThat(transcript.segments()).hasSize(2);
        assertThat(transcript.jobId()).isNull();
        assertThat(request().fields())
                .containsEntry("model", "palatine_large_highspeed")
                .containsEntry("language", "ru")
                .containsEntry("response_format", "verbose_json");
    }

    @Test
    void diarizationRequestsTheDiarizedFormat() {
        String reply = body(
                "palatine:openai-transcription?diarizationModel=auto&outputFormat=vtt",
                Recordings.wav(2),
                String.class);

        assertThat(reply).contains("<v ");
        assertThat(request().fields())
                .containsEntry("diarization_model", "auto")
                .containsEntry("response_format", "diarized_json");
    }

    @ParameterizedTest
    @CsvSource({
        "json, '\"text\"'",
        "verbose_json, '\"segments\"'",
        "text, simulated speech 1",
        "srt, ' --> '",
        "vtt, WEBVTT",
        "diarized_json, '\"speaker\"'"
    })
    void fileFormatMakesTheReplyPalatinesOwnAnswer(String fileFormat, String expected) {
        Exchange reply = sent("palatine:openai-transcription?fileFormat=" + fileFormat, Recordings.wav(2));

        assertThat(reply.getMessage().getBody()).isInstanceOf(String.class);
        assertThat(reply.getMessage().getBody(String.class)).contains(expected);
        assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE)).isNotNull();
        assertThat(request().fields()).containsEntry("response_format", fileFormat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?fileFormat=srt"})
    void aGatewaysPageInPlaceOfTheAnswerIsUncertain(String format) {
        palatine.faults()
                .onOpenAiTranscription()
                .body("<html>gateway</html>", "text/html")
                .once();

        Exchange reply = send("palatine:openai-transcription" + format, Recordings.wav(1));

        assertThat(reply.getException())
                .isInstanceOf(UncertainSubmissionException.class)
                .hasMessageContaining("HTML page");
        assertThat(palatine.requests().count(PalatineCall.OPENAI_TRANSCRIPTION)).isEqualTo(1);
    }

    @Test
    void aPartOfATranscriptIsUncertain() {
        palatine.faults()
                .onOpenAiTranscription()
                .status(206)
                .body("1\n00:00:00,000 --> 00:00:01,000\nОдин", "text/plain")
                .once();

        Exchange reply = send("palatine:openai-transcription?fileFormat=srt", Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
        assertThat(palatine.requests().count(PalatineCall.OPENAI_TRANSCRIPTION)).isEqualTo(1);
    }

    @Test
    void anUncertainTranscriptionIsNotSentAgainByAnErrorHandler() throws Exception {
        palatine.faults().onOpenAiTranscription().reset().afterProcessing().always();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                from("direct:in").to("palatine:openai-transcription");
            }
        });

        Exchange reply = send("direct:in", Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
        assertThat(reply.getMessage().getHeader(Exchange.REDELIVERY_COUNTER)).isEqualTo(3);
        palatine.requests().assertCount(PalatineCall.OPENAI_TRANSCRIPTION, 1);
    }

    @Test
    void aLinkIsRefused() {
        Exchange reply = send("palatine:openai-transcription", URI.create("https://example.com/a.mp3"));

        assertThat(reply.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("use transcribe");
    }

    private RecordedRequest request() {
        return palatine.requests().of(PalatineCall.OPENAI_TRANSCRIPTION).get(0);
    }
}
