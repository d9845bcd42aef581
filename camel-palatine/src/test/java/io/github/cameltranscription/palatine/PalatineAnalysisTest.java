/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** The replies of sentiment, diarize and balance. */
class PalatineAnalysisTest extends PalatineTestSupport {

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both").to("palatine:transcribe").to("palatine:sentiment");
            }
        };
    }

    @Test
    void sentimentRepliesWithTheSentimentOfTheRecording() {
        Exchange reply = sent("palatine:sentiment", Recordings.wav(1));

        PalatineSentiment sentiment = reply.getMessage().getBody(PalatineSentiment.class);
        assertThat(sentiment.label()).isEqualTo("Neutral");
        assertThat(sentiment.score()).isEqualTo(0.61);
        assertThat(sentiment.classes()).hasSize(5).contains(new PalatineSentimentClass("Very Negative", 0.02));
        assertThat(sentiment.jobId()).isEqualTo(jobId(reply));
        assertThat(reply.getMessage().getHeader(PalatineConstants.SENTIMENT)).isEqualTo("Neutral");
        assertThat(palatine.requests().of(PalatineCall.SENTIMENT).get(0).queryParameters())
                .isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(palatine.requests().count(PalatineCall.SENTIMENT_RELEASE))
                .isEqualTo(1));
    }

    @Test
    void outputFormatSetsTheFormatOfASentiment() {
        Exchange json = send("palatine:sentiment?outputFormat=json", Recordings.wav(1));
        Exchange raw = send("palatine:sentiment?outputFormat=raw", Recordings.wav(1));
        Exchange typed = send("palatine:sentiment", Recordings.wav(1));

        assertThat((String) json.getMessage().getBody()).contains("\"label\":\"Neutral\"");
        assertThat(json.getMessage().getHeader(PalatineConstants.SENTIMENT)).isEqualTo("Neutral");
        assertThat((String) raw.getMessage().getBody()).contains("\"sentiment\":[");
        assertThat(typed.getMessage().getBody(JsonNode.class).get("score").asDouble())
                .isEqualTo(0.61);
        String text = typed.getMessage().getBody(String.class);
        assertThat(text).contains("\"label\":\"Neutral\"");
        assertThat(new String(typed.getMessage().getBody(byte[].class))).isEqualTo(text);
        assertThat(typed.getMessage().getBody(InputStream.class)).hasContent(text);
    }

    @Test
    void sentimentOfATextIsRefused() {
        assertInvalid("palatine:sentiment", "I am happy", "the body is text, not a recording");
        assertInvalid("direct:both", Recordings.wav(1), "sentiment takes a recording, and the body is a transcript");
        assertThat(palatine.requests().count(PalatineCall.SENTIMENT)).isZero();
    }

    @Test
    void diarizeRepliesWithSpeakersAndTimesWithoutText() {
        Transcript transcript = body(
                "palatine:diarize?speakers=2&diarizationModel=palatine_diarize", Recordings.wav(3), Transcript.class);

        assertThat(transcript.text()).isEmpty();
        assertThat(transcript.segments()).isNotEmpty().allSatisfy(segment -> {
            assertThat(segment.speaker()).isNotBlank();
            assertThat(segment.end()).isGreaterThan(segment.start());
        });
        assertThat(palatine.requests()
                        .of(PalatineCall.DIARIZATION_SUBMIT)
                        .get(0)
                        .queryParameters())
                .containsEntry("num_speakers", List.of("2"))
                .containsEntry("model", List.of("palatine_diarize"));
        assertThat(palatine.requests()
                        .of(PalatineCall.DIARIZATION_STATUS)
                        .get(0)
                        .queryParameter("merge_segments"))
                .isEqualTo("true");
        Awaitility.await().untilAsserted(() -> assertThat(palatine.requests().count(PalatineCall.DIARIZATION_RELEASE))
                .isEqualTo(1));
    }

    @Test
    void aLinkIsDiarized() {
        Transcript reply = body(
                "palatine:diarize?diarizationModel=palatine_diarize_multi&maxSpeakers=6&sourceUrl=https://example.com/a.mp3",
                null,
                Transcript.class);

        assertThat(reply.segments()).isNotEmpty();
        RecordedRequest submission =
                palatine.requests().of(PalatineCall.DIARIZATION_SUBMIT_BY_URL).get(0);
        assertThat(submission.body()).isEqualTo("{\"source_url\":\"https://example.com/a.mp3\"}");
        assertThat(submission.queryParameters())
                .containsEntry("model", List.of("palatine_diarize_multi"))
                .containsEntry("max_speakers", List.of("6"));
    }

    @Test
    void balanceRepliesWithAmountAndCurrency() {
        palatine.balance(12.25);

        Exchange reply = sent("palatine:balance", "whatever", Map.of("mine", "stays"));

        PalatineBalance balance = reply.getMessage().getBody(PalatineBalance.class);
        assertThat(balance.amount()).isEqualTo(12.25);
        assertThat(balance.currency()).isEqualTo("RUB");
        assertThat(reply.getMessage().getHeader(PalatineConstants.BALANCE)).isEqualTo(12.25);
        assertThat(reply.getMessage().getHeader(PalatineConstants.CURRENCY)).isEqualTo("RUB");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.PROVIDER))
                .isEqualTo("palatine");
        assertThat(reply.getMessage().getHeader("mine")).isEqualTo("stays");
        String text = reply.getMessage().getBody(String.class);
        assertThat(text).startsWith("{\"amount\":12.25,\"currency\":\"RUB\"");
        assertThat(new String(reply.getMessage().getBody(byte[].class))).isEqualTo(text);
        assertThat(reply.getMessage().getBody(InputStream.class)).hasContent(text);
        assertThat(reply.getMessage().getBody(JsonNode.class).get("amount").asDouble())
                .isEqualTo(12.25);
    }

    @Test
    void balanceIsRequestedAgainAfterATemporaryFailure() {
        palatine.faults().onBalance().status(500).once();
        palatine.faults().onBalance().reset().once();

        sent("palatine:balance?maxRetries=2", null);
        assertThat(palatine.requests().count(PalatineCall.BALANCE)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"bal", "{}", "{\"balance\":\"much\"}", "[]", "<html>proxy</html>", "\"\"", "{\"balance\":null}"
            })
    void anAnswerWithoutABalanceIsProviderUnavailable(String body) {
        palatine.faults().onBalance().body(body, "application/json").always();

        assertThat(send("palatine:balance?maxRetries=0", null).getException())
                .isInstanceOf(ProviderUnavailableException.class);
    }
}
