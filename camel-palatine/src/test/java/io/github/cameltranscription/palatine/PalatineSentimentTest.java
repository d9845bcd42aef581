/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineSentimentTest extends PalatineTestSupport {

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
    void theReplyHasTheSentimentOfTheRecording() {
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
    void outputFormatSetsTheFormatAndTheReplyConvertsToJson() {
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
        assertThat(typed.getMessage().getBody(java.io.InputStream.class)).hasContent(text);
    }

    @Test
    void aTextIsRefusedBeforeItIsSent() {
        assertInvalid("palatine:sentiment", "I am happy", "the body is text, not a recording");
        assertInvalid("direct:both", Recordings.wav(1), "sentiment takes a recording, and the body is a transcript");
        assertThat(palatine.requests().count(PalatineCall.SENTIMENT)).isZero();
    }
}
