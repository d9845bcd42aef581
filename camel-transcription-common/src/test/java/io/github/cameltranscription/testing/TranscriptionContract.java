/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.File;
import java.net.URI;
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

/** What goes into the operations of each provider and what comes out; a {@link ProviderContract} implements it. */
public interface TranscriptionContract {

    private ProviderContract provider() {
        return (ProviderContract) this;
    }

    private Exchange send(String operation, Object body, Map<String, Object> headers) {
        return provider().send(provider().scheme() + ":" + operation, body, headers);
    }

    private Exchange send(String operation, Object body) {
        return send(operation, body, Map.of());
    }

    private void assertNothingSent() {
        for (Call call : Call.values()) {
            assertThat(provider().peer().count(call)).isZero();
        }
    }

    @Test
    default void theReplyIsInTheFormatAskedFor() {
        Map.of(
                        "text", "text/plain [simulated speech 1]",
                        "json", "application/json \"segments\":[{\"start\":",
                        "srt", "application/x-subrip  --> ",
                        "vtt", "text/vtt WEBVTT\n",
                        "csv", "text/csv start,end,speaker,text",
                        "raw", "application/json [simulated speech 1]")
                .forEach((format, expected) -> {
                    Exchange reply = send("transcribe?outputFormat=" + format, Recordings.wav(2));

                    String body = reply.getMessage().getBody(String.class);
                    assertThat(reply.getException()).isNull();
                    assertThat(body).contains(expected.substring(expected.indexOf(' ') + 1));
                    assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                            .startsWith(expected.substring(0, expected.indexOf(' ')));
                    if (format.equals("raw")) {
                        assertThat(List.of(
                                        provider()
                                                .done(
                                                        ComponentTestSupport.jobId(reply),
                                                        provider().peer().url()),
                                        provider().other("")))
                                .contains(body);
                    }
                });
    }

    @Test
    default void anIncomingJobIdIsIgnored() {
        Exchange reply = send("transcribe", Recordings.wav(1), ComponentTestSupport.about("of-another"));

        assertThat(reply.getException()).isNull();
        assertThat(ComponentTestSupport.jobId(reply)).isNotEqualTo("of-another");
    }

    @Test
    default void whatCannotBeSentIsRefusedBeforeAnythingIsSent() {
        byte[] wav = Recordings.wav(1);
        String link = "https://example.com/a.mp3";
        assertRefused(send("transcribe", ""), "the body is text");
        assertRefused(send("transcribe", null), "no body");
        assertRefused(send("transcribe", new byte[0]), "empty");
        assertRefused(send("transcribe", new File("missing.wav")), "missing.wav");
        assertRefused(
                send("transcribe", wav, Map.of(TranscriptionConstants.LANGUAGE, "klingon")), "language \"klingon\"");
        assertRefused(send("transcribe?sourceUrl=" + link, wav), "both a sourceUrl and a body");
        assertRefused(
                send("transcribe", null, Map.of(TranscriptionConstants.SOURCE_URL, "ftp://example.com/a.mp3")),
                "ftp://example.com/a.mp3",
                "http or https");
        for (String operation : List.of("await", "status")) {
            assertRefused(send(operation, null), "the message names no job");
            assertRefused(send(operation, new TranscriptionJob("other", "7", null, null)), "job 7 is one of other");
        }
        assertNothingSent();
    }

    private static void assertRefused(Exchange reply, String... messages) {
        ComponentTestSupport.assertRefused(reply, ErrorCategory.INVALID_REQUEST, messages);
    }

    @Test
    default void aSubmittedJobTravelsAsJsonToAnotherNodeAndIsAwaitedThere() throws Exception {
        Exchange submitted = send("submit", Recordings.wav(2), Map.of(Exchange.FILE_NAME, "call.wav"));
        byte[] travelling = submitted.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8);
        assertThat(submitted.getMessage().getHeader(TranscriptionConstants.STATUS))
                .isEqualTo("PENDING");
        assertThat(provider().peer().count(Call.POLL)).isZero();

        Exchange awaited;
        try (DefaultCamelContext otherNode = new DefaultCamelContext()) {
            provider().configure(otherNode);
            otherNode.start();
            awaited = otherNode
                    .createProducerTemplate()
                    .request(provider().scheme() + ":await?outputFormat=text", exchange -> exchange.getMessage()
                            .setBody(travelling));
        }

        assertThat(awaited.getMessage().getBody()).isEqualTo("[simulated speech 1]");
        assertThat(awaited.getMessage().getHeaders())
                .containsEntry(
                        TranscriptionConstants.JOB_ID,
                        submitted.getMessage().getBody(TranscriptionJob.class).jobId())
                .containsEntry(TranscriptionConstants.FILE_NAME, "call.wav");
        assertThat(provider().peer().jobs()).isEqualTo(1);
    }

    @Test
    default void aJobThatTakesTooLongCanBeAwaitedByItsId() {
        provider().peer().always(Call.POLL, Trouble.json(200, provider().pending("job-1")));
        Exchange late = send("transcribe?jobTimeout=200ms", Recordings.wav(1));
        ComponentTestSupport.assertRefused(late, ErrorCategory.JOB_TIMED_OUT, "200 ms");
        assertThat(late.getException()).isInstanceOf(JobTimedOutException.class);

        provider().peer().clear();
        Exchange awaited = send("await", null, ComponentTestSupport.about(ComponentTestSupport.jobId(late)));

        assertThat(awaited.getMessage().getBody(Transcript.class).segments()).hasSize(1);
        assertThat(provider().peer().jobs()).isEqualTo(1);
    }

    @Test
    default void aSubmissionWithoutAnIdIsUncertain() {
        String submitted = provider().submitted("job-1");
        List<String> answers = new ArrayList<>(List.of(
                "<html><title>Login</title></html>",
                submitted.substring(0, submitted.indexOf("\"job-1\"")),
                provider().error("maintenance"),
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
            for (Object body : List.of(Recordings.wav(1), URI.create("https://example.com/a.mp3"))) {
                provider().peer().next(Call.SUBMISSION, Trouble.json(201, answer));

                assertThat(provider()
                                .send(provider().ofItsOwn("transcribe"), body)
                                .getException())
                        .as(answer)
                        .isInstanceOf(UncertainSubmissionException.class);
            }
        }
    }

    @Test
    default void anAnswerThatSaysNothingIsAskedForAgainAndTheIdIsKept() throws Exception {
        String done = provider().done("job-1", provider().peer().url());
        List<String> answers = new ArrayList<>(List.of(
                "<html><title>Login</title></html>",
                done.substring(0, done.length() - 4),
                provider().error("maintenance"),
                "{\"status\":null}",
                "{\"status\":{}}",
                "[]",
                "null",
                ""));
        answers.addAll(provider().emptyAnswers());
        List<Future<Exchange>> late = new ArrayList<>();
        for (String answer : answers) {
            provider().peer().next(Call.POLL, Trouble.json(200, answer), Trouble.json(200, answer));
            assertThat(provider()
                            .send(provider().ofItsOwn("transcribe"), Recordings.wav(1))
                            .getMessage()
                            .getBody(Transcript.class)
                            .segments())
                    .as(answer)
                    .hasSize(1);
            String address = "/late-" + late.size();
            provider().peer().below(address, Call.POLL, Trouble.json(200, answer));
            late.add(provider()
                    .later(
                            "transcribe?jobTimeout=300ms&baseUrl="
                                    + provider().peer().url() + address,
                            Recordings.wav(1)));
        }
        for (Future<Exchange> reply : late) {
            Exchange failed = reply.get(1, TimeUnit.MINUTES);
            ComponentTestSupport.assertRefused(failed, ErrorCategory.JOB_TIMED_OUT, "the last trouble was");
            assertThat(ComponentTestSupport.jobId(failed)).isNotNull();
        }
    }
}
