/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Palatine answers something that its documentation does not have. */
class PalatineUnexpectedAnswersTest extends PalatineTestSupport {

    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><title>Login</title></html>",
                "{\"status\":\"scheduled\",\"task_id\":",
                "{\"status\":\"scheduled\"}",
                "{\"status\":\"scheduled\",\"task_id\":null}",
                "{\"status\":\"scheduled\",\"task_id\":{\"id\":1}}",
                "{\"detail\":\"maintenance\"}",
                "[]",
                "42",
                "\"ok\"",
                "null",
                "",
                "\u0000\u0001"
            })
    void aSubmissionWithoutAnIdIsUncertain(String answer) {
        palatine.faults().onSubmit().body(answer, JSON).once();

        Exchange reply = send("palatine:transcribe", Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><title>Login</title></html>",
                "{\"status\":\"success\",\"data\":{\"text\":\"cut o",
                "{\"status\":\"success\",\"data\":null}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"error\":\"Bad gateway\"}",
                "{\"status\":null}",
                "{\"status\":{}}",
                "[]",
                "null",
                ""
            })
    void anAnswerThatSaysNothingIsAskedForAgainAndTheIdIsKept(String answer) {
        palatine.faults().onStatus().body(answer, JSON).times(2);

        Exchange tolerated = send("palatine:transcribe", Recordings.wav(1));
        assertThat(tolerated.getException()).isNull();
        assertThat(tolerated.getMessage().getBody(Transcript.class).segments()).isNotEmpty();

        palatine.faults().onStatus().body(answer, JSON).always();
        Exchange failed = send("palatine:transcribe?jobTimeout=300ms", Recordings.wav(1));
        assertThat(failed.getException())
                .isInstanceOf(JobTimedOutException.class)
                .hasMessageContaining("the last trouble was");
        assertThat(failed.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isNotNull();
    }

    @Test
    void oddValuesInATranscriptAreToleratedAndUnknownOnesKept() {
        palatine.faults().onStatus().body("""
                        {"status":"success","id":7,"new":{"a":[1]},"data":{"duration":"12,5","language":null,
                        "text":"Один два","words":"none","models":["x"],"segments":[
                        null, 5, [],
                        {"start":"0.5","end":1.5,"text":" Один","speaker":3,"avg_logprob":-0.1,"words":null},
                        {"start":null,"end":"x","text":null},
                        {"start":-1,"end":2.5,"text":" два","tokens":[1,2],"words":[{"word":" два","start":2,"end":2.5,"confidence":"0.9"}]}
                        ]},"error":null}""", JSON).once();

        Exchange reply = send("palatine:transcribe", Recordings.wav(1));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.duration()).hasMillis(12_500);
        assertThat(transcript.text()).isEqualTo("Один два");
        assertThat(transcript.segments()).hasSize(3);
        assertThat(transcript.segments().get(0).start()).hasMillis(500);
        assertThat(transcript.segments().get(0).text()).isEqualTo("Один");
        assertThat(transcript.segments().get(0).speaker()).isEqualTo("3");
        assertThat(transcript.segments().get(2).words().get(0).confidence()).isEqualTo(0.9);
        assertThat(transcript.raw()).contains("avg_logprob").contains("\"new\"");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.DURATION))
                .isEqualTo(12.5);
    }

    @Test
    void theOlderGenerationsBooleanStatusIsUnderstood() {
        palatine.faults().onStatus().body("{\"task_status\":false}", JSON).once();
        palatine.faults()
                .onStatus()
                .body("{\"task_status\":true,\"data\":{\"text\":\"готово\",\"segments\":[]}}", JSON)
                .once();

        Exchange reply = send("palatine:transcribe", Recordings.wav(1));

        assertThat(reply.getMessage().getBody(Transcript.class).text()).isEqualTo("готово");
    }

    @Test
    void anUnknownWordForWaitingIsWaiting() {
        palatine.faults().onStatus().body("{\"status\":\"in_queue\"}", JSON).times(2);

        assertThat(send("palatine:transcribe", Recordings.wav(1)).getException())
                .isNull();
    }
}
