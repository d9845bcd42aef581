/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.UnreadableResultException;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.aiesa.AiesaResult;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaResultsTest extends AiesaTestSupport {

    @Test
    void theTextIsAiesasOwn() {
        Exchange reply = send("aiesa:transcribe?resultType=text", Recordings.wav(2));

        assertThat(reply.getMessage().getBody()).isEqualTo("[simulated speech 1] [simulated speech 2]");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 3.0)
                .containsEntry(AiesaConstants.COST, 0.7);
        aiesa.requests().assertCount(AiesaCall.RESULT, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "await", "download"})
    void theReportIsIdenticalToTheByte(String operation) {
        String jobId = submit();

        Exchange reply = operation.equals("transcribe")
                ? send("aiesa:transcribe?resultType=pdf", Recordings.wav(2))
                : send("aiesa:" + operation + "?resultType=pdf", null, about(jobId));

        byte[] report = reply.getMessage().getBody(byte[].class);
        assertThat(report).startsWith("%PDF-".getBytes()).isEqualTo(aiesa.result(jobId(reply), AiesaResult.PDF));
        assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/pdf");
    }

    @Test
    void theAnalysisComesWithEveryResult() {
        for (AiesaResultType type : AiesaResultType.values()) {
            Exchange reply = send("aiesa:transcribe?aiPrompt=Итоги&resultType=" + type, Recordings.wav(1));

            assertThat(reply.getMessage().getHeader(AiesaConstants.ANALYSIS, String.class))
                    .as(type.name())
                    .startsWith("[simulated analysis]");
        }
    }

    @Test
    void linksSayWhereTheResultsLieAndNothingIsFetched() {
        Exchange reply = send("aiesa:transcribe?resultType=links", Recordings.wav(1));

        Map<?, ?> links = reply.getMessage().getBody(Map.class);
        assertThat(links.keySet()).extracting(Object::toString).containsExactlyInAnyOrder("text", "json", "pdf");
        assertThat(links.values())
                .allSatisfy(link ->
                        assertThat(link.toString()).startsWith(aiesa.cdnUrl()).contains(jobId(reply)));
        assertThat(reply.getMessage().getHeaders()).containsEntry(AiesaConstants.COST, 0.7);
        aiesa.requests().assertCount(AiesaCall.RESULT, 0);
    }

    @Test
    void aDownloadIsAStream() {
        Exchange reply = send("aiesa:download?resultType=pdf", null, about(submit()));

        assertThat(reply.getMessage().getBody())
                .satisfiesAnyOf(body -> assertThat(body).isInstanceOf(StreamCache.class), body -> assertThat(body)
                        .isInstanceOf(InputStream.class));
    }

    @Test
    void aDownloadThatBreaksOffIsMadeAgain() {
        aiesa.faults().onResult().truncate().times(2);
        String jobId = submit();

        Exchange reply = send("aiesa:download?resultType=pdf", null, about(jobId));

        assertThat(reply.getMessage().getBody(byte[].class)).isEqualTo(aiesa.result(jobId, AiesaResult.PDF));
        aiesa.requests().assertCount(AiesaCall.RESULT, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theServerOfTheResultsGetsNoHeaderOfTheApi(boolean redirected) {
        aiesa.resultsRedirect(redirected);

        for (String type : List.of("json", "text", "pdf")) {
            sent("aiesa:transcribe?resultType=" + type, Recordings.wav(1));
        }
        sent("aiesa:download?resultType=pdf", null, about(submit()));

        assertThat(aiesa.requests().results()).hasSize(redirected ? 8 : 4).allSatisfy(request -> assertThat(
                        request.headers())
                .noneMatch(header -> header.getKey().toLowerCase().startsWith("x-")
                        || header.getKey().equalsIgnoreCase("authorization")
                        || header.getValue().contains(PUBLIC_KEY)));
        aiesa.requests().assertNoSignedHeadersOnCdn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cdn.example.com/",
                "http://127.0.0.1.example.com/",
                "http://localhost@cdn.example.com/",
                "http://10.0.0.1/",
                "ftp://cdn.example.com/",
                "file:///etc/",
                "//cdn.example.com/",
                "cdn.example.com/",
                "http:cdn",
                "not a link/"
            })
    void aResultWithoutHttpsIsNotFetched(String prefix) {
        aiesa.resultsAt(prefix);

        assertNotFetched("link", "result");
        aiesa.requests().assertCount(AiesaCall.RESULT, 0).assertCount(AiesaCall.STATUS, 3);
    }

    private void assertNotFetched(String... words) {
        for (Exchange reply : List.of(
                send("aiesa:transcribe", Recordings.wav(1)),
                send("aiesa:transcribe?resultType=pdf", Recordings.wav(1)),
                send("aiesa:download?resultType=pdf", null, about(submit())))) {
            assertRefused(reply, ErrorCategory.INVALID_REQUEST, words);
            assertThat(reply.getException(TranscriptionException.class).getJobId())
                    .isEqualTo(jobId(reply))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/",
                "https://[::ffff:10.0.0.1]/",
                "https://168430081/"
            })
    void aResultInAPrivateNetworkIsNotFetched(String prefix) {
        aiesa.resultsAt(prefix);

        assertNotFetched("allowPrivateLinks=true");
        aiesa.requests().assertCount(AiesaCall.RESULT, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "https://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/"})
    void aRedirectIntoAPrivateNetworkIsNotFollowed(String target) {
        aiesa.faults().onResult().status(302).header("Location", target).times(3);

        assertNotFetched("allowPrivateLinks=true");
    }

    @Test
    void theErrorNamesTheLinkAndTheFix() {
        aiesa.resultsAt("http://cdn.example.com/");

        Exchange reply = send("aiesa:download?resultType=pdf", null, about(submit()));

        assertRefused(
                reply,
                ErrorCategory.INVALID_REQUEST,
                "http://cdn.example.com",
                "not https",
                "resultType=links gives its whole address");
        assertThat(send("aiesa:await?resultType=links", null, about(jobId(reply)))
                        .getMessage()
                        .getBody(String.class))
                .contains("http://cdn.example.com/");
    }

    @Test
    void aResultAtHttpsIsFetchedFromTheLoopbackInterfaceToo() {
        aiesa.resultsAt("https://127.0.0.1:1/");

        Exchange reply = send("aiesa:transcribe?jobTimeout=2s", Recordings.wav(1));

        assertRefused(reply, ErrorCategory.JOB_TIMED_OUT, "the last trouble was");
    }

    /** Links expire; a new status has new ones. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 500, 503})
    void anExpiredLinkIsReplacedByThatOfANewStatus(int status) {
        aiesa.faults().onResult().status(status).times(2);

        assertThat(body("aiesa:transcribe", Recordings.wav(1), Transcript.class).segments())
                .hasSize(1);
        aiesa.requests()
                .assertCount(AiesaCall.RESULT, 3)
                .assertCount(AiesaCall.STATUS, 3)
                .assertSubmitted(1);
    }

    /** As clients in use find it: one level deeper, in any order, with times of the clock where numbers are missing. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"transcription\":%s}", "%s"})
    void theSegmentsAreReadInOrderWithTheNamesOfSpeakers(String shape) {
        String jobId = submit();
        String status = answer(jobId);
        aiesa.faults()
                .onStatus()
                .body(
                        status.replace(
                                "\"source_type\"",
                                "\"recognized_speakers\":[{\"id\":\"SPEAKER_01\",\"name\":\"Анна\"},{\"name\":\"x\"},7],"
                                        + "\"normalization_enabled\":true,\"source_type\""),
                        JSON)
                .times(2);
        aiesa.faults().onResult().body(shape.formatted("""
                        {"duration":203.93,"segments":[
                        {"id":2,"confidence":NaN,"speaker":"SPEAKER_02","start":7,"end":9,"start_time":"00:00:07","text":"Пока."},
                        {"id":1,"speaker":"SPEAKER_01","start":null,"start_time":"00:00:02","end_time":"00:00:05","text":"Привет."},
                        {"id":3,"start":"00:00:10","end":"00:01:11","text":"Эхо."}]}"""), JSON).times(2);

        Exchange reply = send("aiesa:await", null, about(jobId));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.segments())
                .containsExactly(
                        Segment.of(Duration.ofSeconds(2), Duration.ofSeconds(5), "SPEAKER_01", "Привет."),
                        Segment.of(Duration.ofSeconds(7), Duration.ofSeconds(9), "SPEAKER_02", "Пока."),
                        Segment.of(Duration.ofSeconds(10), Duration.ofSeconds(71), null, "Эхо."));
        assertThat(transcript.text()).isEqualTo("Привет. Пока. Эхо.");
        assertThat(transcript.duration()).hasMillis(203_930);
        assertThat(transcript.speakers()).isEqualTo(Map.of("SPEAKER_01", Speaker.named("Анна")));
        assertThat(reply.getMessage().getHeader(AiesaConstants.DETAILS).toString())
                .contains("normalization_enabled=true");
        assertThat(send("aiesa:await?outputFormat=vtt", null, about(jobId))
                        .getMessage()
                        .getBody(String.class))
                .contains("<v Анна>Привет.", "<v SPEAKER_02>Пока.");
    }

    @Test
    void aJsonWithoutAKnownTextAndNoTextFileIsAnError() {
        String jobId = submit();
        aiesa.faults()
                .onStatus()
                .body(answer(jobId).replace("\"text\":", "\"txt\":"), JSON)
                .always();
        nextResult("{\"transcription\":{\"phrases\":[\"Да.\"]}}");

        Exchange reply = send("aiesa:await", null, about(jobId));

        assertThat(reply.getException())
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining(jobId)
                .hasMessageContaining("phrases")
                .hasMessageNotContaining("Да.");
    }

    /** AIESA's answer to a poll. */
    private String answer(String jobId) {
        return body("aiesa:status", null, about(jobId), JobStatus.class).answer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"transcription\":{\"foreign\":1}}", "{}", "[]", "{\"segments\":[],\"text\":null}"})
    void theTextReplacesAJsonOfUnknownShape(String foreign) {
        nextResult(foreign);

        Transcript transcript = body("aiesa:transcribe", Recordings.wav(2), Transcript.class);

        assertThat(transcript.text()).isEqualTo("[simulated speech 1] [simulated speech 2]");
        assertThat(transcript.segments()).isEmpty();
        assertThat(transcript.raw()).isEqualTo(foreign);
        assertThat(transcript.language()).isEqualTo("ru");
        assertThat(transcript.duration()).hasSeconds(3);
    }

    @Test
    void aJsonWithATextAloneIsATranscript() {
        nextResult("{\"text\":\" Один два \"}");

        assertThat(body("aiesa:transcribe", Recordings.wav(2), Transcript.class).text())
                .isEqualTo("Один два");
        aiesa.requests().assertCount(AiesaCall.RESULT, 1);
    }

    @ParameterizedTest
    @CsvSource({"transcribe, text", "transcribe, pdf", "download, pdf", "download, json"})
    void aGatewaysPageIsNotAResult(String operation, String type) {
        aiesa.faults()
                .onResult()
                .body("\n<!DOCTYPE html><html><body>Log in</body></html>", "text/html")
                .times(2);

        Exchange reply = operation.equals("transcribe")
                ? send("aiesa:transcribe?resultType=" + type, Recordings.wav(1))
                : send("aiesa:download?resultType=" + type, null, about(submit()));

        assertThat(reply.getMessage().getBody(String.class)).doesNotContain("Log in");
        aiesa.requests().assertCount(AiesaCall.RESULT, 3);
    }

    @ParameterizedTest
    @CsvSource({"transcribe, text, 204", "transcribe, text, 206", "transcribe, pdf, 205", "download, text, 206"})
    void aPartIsNotAResult(String operation, String type, int status) {
        aiesa.faults().onResult().status(status).body("a part", "text/plain").times(2);

        Exchange reply = operation.equals("transcribe")
                ? send("aiesa:transcribe?resultType=" + type, Recordings.wav(1))
                : send("aiesa:download?resultType=" + type, null, about(submit()));

        assertThat(reply.getMessage().getBody(String.class))
                .doesNotContain("a part")
                .isNotEmpty();
        aiesa.requests().assertCount(AiesaCall.RESULT, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"Оди", "<html>", "7", "null", ""})
    void aBrokenJsonIsFetchedAgain(String broken) {
        nextResult(broken);

        assertThat(body("aiesa:transcribe", Recordings.wav(1), Transcript.class).segments())
                .hasSize(1);
        aiesa.requests().assertCount(AiesaCall.RESULT, 2);
    }

    @Test
    void aByteOrderMarkIsRemoved() {
        aiesa.faults()
                .onResult()
                .body("\uFEFFОдин", "text/plain; charset=utf-8")
                .once();
        nextResult("\uFEFF{\"text\":\"Два\"}");

        assertThat(body("aiesa:transcribe?resultType=text", Recordings.wav(1), Object.class))
                .isEqualTo("Один");
        assertThat(body("aiesa:transcribe?outputFormat=text", Recordings.wav(1), Object.class))
                .isEqualTo("Два");
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "PDF"})
    void anErrorForAMissingResultNamesTheOthers(AiesaResultType type) {
        aiesa.faults()
                .onStatus()
                .body(
                        completed("{\"json\":\"https://cdn.example.com/r\",\"docx\":\"https://cdn.example.com/d\",\""
                                + type.wireName() + "\":null}"),
                        JSON)
                .times(2);

        for (String operation : new String[] {"await", "download"}) {
            Exchange reply = send("aiesa:" + operation + "?resultType=" + type, null, about("job-1"));

            assertRefused(
                    reply,
                    ErrorCategory.INVALID_REQUEST,
                    "no result \"" + type.wireName() + "\"",
                    "only docx, json",
                    "choose another resultType");
            assertThat(reply.getException(TranscriptionException.class).getJobId())
                    .isEqualTo("job-1");
        }
    }

    @Test
    void aTranscriptNeedsJsonOrText() {
        nextStatus(completed("{\"pdf\":\"https://cdn.example.com/r\"}"));

        assertRefused(
                send("aiesa:await", null, about("job-1")),
                ErrorCategory.INVALID_REQUEST,
                "no result \"json\", only pdf");
    }

    @Test
    void theTextIsTheTranscriptIfThereIsNoJson() {
        String jobId = submit();
        nextStatus(completed("{\"text\":\" " + link(jobId, "text") + " \"}"));

        assertThat(body("aiesa:await", null, about(jobId), Transcript.class).text())
                .isEqualTo("[simulated speech 1]");
    }

    @Test
    void aLinkMayHaveAQueryAndLettersBeyondAscii() {
        String jobId = submit();
        String signed = link(jobId, "json") + "?name=отчёт&signature=a%2Bb";
        nextStatus(completed("{\"json\":\"" + signed + "\"}"));

        assertThat(body("aiesa:await", null, about(jobId), Transcript.class).segments())
                .hasSize(1);
        RecordedRequest request = aiesa.requests().results().get(0);
        assertThat(request.queryParameter("name")).isEqualTo("отчёт");
        assertThat(request.queryParameter("signature")).isEqualTo("a+b");
    }

    private String link(String jobId, String kind) {
        return body("aiesa:await?resultType=links", null, about(jobId), Map.class)
                .get(kind)
                .toString();
    }
}
