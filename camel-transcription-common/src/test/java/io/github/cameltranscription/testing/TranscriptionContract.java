/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.testing.ProviderPeer.Call;
import io.github.cameltranscription.testing.ProviderPeer.Trouble;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes into the operations of each provider and what comes out. */
abstract class TranscriptionContract extends HealthContract {

    private Exchange request(String operation, Object body, Map<String, Object> headers) {
        return send(scheme() + ":" + operation, body, headers);
    }

    private Exchange request(String operation, Object body) {
        return request(operation, body, Map.of());
    }

    private void assertNothingSent() {
        for (Call call : Call.values()) {
            assertThat(peer().count(call)).isZero();
        }
    }

    @Test
    void theReplyIsInTheFormatAskedFor() {
        Map.of(
                        "text", "text/plain [simulated speech 1]",
                        "json", "application/json \"segments\":[{\"start\":",
                        "srt", "application/x-subrip  --> ",
                        "vtt", "text/vtt WEBVTT\n",
                        "csv", "text/csv start,end,speaker,text",
                        "raw", "application/json [simulated speech 1]")
                .forEach((format, expected) -> {
                    Exchange reply = request("transcribe?outputFormat=" + format, Recordings.wav(2));

                    String body = reply.getMessage().getBody(String.class);
                    assertThat(reply.getException()).isNull();
                    assertThat(body).contains(expected.substring(expected.indexOf(' ') + 1));
                    assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                            .startsWith(expected.substring(0, expected.indexOf(' ')));
                    if (format.equals("raw")) {
                        assertThat(List.of(done(jobId(reply), peer().url()), other("")))
                                .contains(body);
                    }
                });
    }

    @Test
    void anIncomingJobIdIsIgnored() {
        Exchange reply = request("transcribe", Recordings.wav(1), about("of-another"));

        assertThat(reply.getException()).isNull();
        assertThat(jobId(reply)).isNotEqualTo("of-another");
    }

    @Test
    void whatCannotBeSentIsRefusedBeforeAnythingIsSent() {
        byte[] wav = Recordings.wav(1);
        String link = "https://example.com/a.mp3";
        assertInvalid(request("transcribe", ""), "the body is text");
        assertInvalid(request("transcribe", null), "no body");
        assertInvalid(request("transcribe", new byte[0]), "empty");
        assertInvalid(request("transcribe", new File("missing.wav")), "missing.wav");
        assertInvalid(
                request("transcribe", wav, Map.of(TranscriptionConstants.LANGUAGE, "klingon")), "language \"klingon\"");
        assertInvalid(request("transcribe?sourceUrl=" + link, wav), "both a sourceUrl and a body");
        assertInvalid(
                request("transcribe", null, Map.of(TranscriptionConstants.SOURCE_URL, "ftp://example.com/a.mp3")),
                "ftp://example.com/a.mp3",
                "http or https");
        for (String operation : List.of("await", "status")) {
            assertInvalid(request(operation, null), "the message names no job");
            assertInvalid(request(operation, new TranscriptionJob("other", "7", null, null)), "job 7 is one of other");
        }
        assertNothingSent();
    }

    private static void assertInvalid(Exchange reply, String... messages) {
        assertRefused(reply, ErrorCategory.INVALID_REQUEST, messages);
    }

    @Test
    void aSubmittedJobTravelsAsJsonToAnotherNodeAndIsAwaitedThere() throws Exception {
        Exchange submitted = request("submit", Recordings.wav(2), Map.of(Exchange.FILE_NAME, "call.wav"));
        byte[] travelling = submitted.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8);
        assertThat(submitted.getMessage().getHeader(TranscriptionConstants.STATUS))
                .isEqualTo("PENDING");
        assertThat(peer().count(Call.POLL)).isZero();

        Exchange awaited;
        try (DefaultCamelContext otherNode = new DefaultCamelContext()) {
            configure(otherNode);
            otherNode.start();
            awaited = otherNode
                    .createProducerTemplate()
                    .request(scheme() + ":await?outputFormat=text", exchange -> exchange.getMessage()
                            .setBody(travelling));
        }

        assertThat(awaited.getMessage().getBody()).isEqualTo("[simulated speech 1]");
        assertThat(awaited.getMessage().getHeaders())
                .containsEntry(
                        TranscriptionConstants.JOB_ID,
                        submitted.getMessage().getBody(TranscriptionJob.class).jobId())
                .containsEntry(TranscriptionConstants.FILE_NAME, "call.wav");
        assertThat(peer().jobs()).isEqualTo(1);
    }

    @Test
    void aJobThatTakesTooLongCanBeAwaitedByItsId() {
        peer().always(Call.POLL, Trouble.json(200, pending("job-1")));
        Exchange late = request("transcribe?jobTimeout=200ms", Recordings.wav(1));
        assertRefused(late, ErrorCategory.JOB_TIMED_OUT, "200 ms");
        assertThat(late.getException()).isInstanceOf(JobTimedOutException.class);

        peer().clear();
        Exchange awaited = request("await", null, about(jobId(late)));

        assertThat(awaited.getMessage().getBody(Transcript.class).segments()).hasSize(1);
        assertThat(peer().jobs()).isEqualTo(1);
    }

    @Test
    void aSubmissionWithoutAnIdIsUncertain() {
        String submitted = submitted("job-1");
        List<String> answers = new ArrayList<>(List.of(
                "<html><title>Login</title></html>",
                submitted.substring(0, submitted.indexOf("\"job-1\"")),
                error("maintenance"),
                "{\"status\":\"scheduled\"}",
                "[]",
                "42",
                "\"ok\"",
                "null",
                "",
                "\u0000\u0001"));
        for (String noId : List.of("null", "\" \"", "{\"id\":1}")) {
            answers.add(submitted.replace("\"job-1\"", noId));
        }
        for (String answer : answers) {
            for (Object body : List.of(Recordings.wav(1), LINK)) {
                peer().next(Call.SUBMISSION, Trouble.json(201, answer));

                assertThat(send(ofItsOwn("transcribe"), body).getException())
                        .as(answer)
                        .isInstanceOf(UncertainSubmissionException.class);
            }
        }
    }

    @Test
    void anAnswerThatSaysNothingIsAskedForAgainAndTheIdIsKept() throws Exception {
        String done = done("job-1", peer().url());
        List<String> answers = new ArrayList<>(List.of(
                "<html><title>Login</title></html>",
                done.substring(0, done.length() - 4),
                error("maintenance"),
                "{\"status\":null}",
                "{\"status\":{}}",
                "[]",
                "null",
                ""));
        answers.addAll(emptyAnswers());
        List<Future<Exchange>> late = new ArrayList<>();
        for (String answer : answers) {
            peer().next(Call.POLL, Trouble.json(200, answer), Trouble.json(200, answer));
            assertThat(send(ofItsOwn("transcribe"), Recordings.wav(1))
                            .getMessage()
                            .getBody(Transcript.class)
                            .segments())
                    .as(answer)
                    .hasSize(1);
            String address = "/late-" + late.size();
            peer().below(address, Call.POLL, Trouble.json(200, answer));
            late.add(later("transcribe?jobTimeout=300ms&baseUrl=" + peer().url() + address, Recordings.wav(1)));
        }
        for (Future<Exchange> reply : late) {
            Exchange failed = reply.get(1, TimeUnit.MINUTES);
            assertRefused(failed, ErrorCategory.JOB_TIMED_OUT, "the last trouble was");
            assertThat(jobId(failed)).isNotNull();
        }
    }
}
