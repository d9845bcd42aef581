/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class ShopotTranscribeTest extends ShopotTestSupport {

    private static final String ALL_OPTIONS = "shopot:transcribe?language=ru&initialPrompt=Весна, ГОСТ&vadFilter=false"
            + "&disableDiarization=true&summary=brief&template=minutes&param.beam_size=5";

    @TempDir
    Path folder;

    @Test
    void aFileBecomesATranscript() throws Exception {
        Path file = Files.write(folder.resolve("call.wav"), Recordings.wav(3));

        Exchange reply = sent("shopot:transcribe", file.toFile(), Map.of("mine", "kept"));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.segments()).hasSize(3);
        assertThat(transcript.segments().get(1).start()).hasMillis(1_500);
        assertThat(transcript.segments().get(1).speaker()).isEqualTo("SPEAKER_01");
        assertThat(transcript.provider()).isEqualTo("shopot");
        assertThat(transcript.jobId()).isEqualTo(jobId(reply)).isNotBlank();
        assertThat(transcript.raw()).contains("balance_minutes");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry("mine", "kept")
                .containsEntry(TranscriptionConstants.PROVIDER, "shopot")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 4.5);
        shopot.requests().assertSubmitted(1);
    }

    @Test
    void theBalanceIsInAHeader() {
        shopot.faults().balanceMinutes(118.575);

        assertThat(sent("shopot:transcribe", Recordings.wav(3)).getMessage().getHeader(ShopotConstants.BALANCE_MINUTES))
                .isEqualTo(118.5);
    }

    @Test
    void optionsBecomeFieldsOfTheForm() {
        send(ALL_OPTIONS, Recordings.wav(1), Map.of(TranscriptionConstants.LANGUAGE, "en"));

        assertThat(submission().fields())
                .isEqualTo(Map.of(
                        "language", "en",
                        "initial_prompt", "Весна, ГОСТ",
                        "vad_filter", "false",
                        "disable_diarization", "true",
                        "summary", "brief",
                        "template", "minutes",
                        "beam_size", "5"));
        assertThat(submission().file().fileName()).isEqualTo("recording.wav");
    }

    @Test
    void withoutOptionsNoFieldIsSent() {
        send("shopot:transcribe", Recordings.wav(1));

        assertThat(submission().fields()).isEmpty();
        assertThat(shopot.requests().statusPolls()).allMatch(poll -> poll.query() == null);
    }

    @Test
    void aLinkIsSentAsJsonWithRealBooleans() throws Exception {
        Transcript reply = body(
                ALL_OPTIONS,
                null,
                Map.of(TranscriptionConstants.SOURCE_URL, "https://example.com/a.mp3?signature=%22x%22"),
                Transcript.class);

        assertThat(json(submission()))
                .isEqualTo(Map.of(
                        "url", "https://example.com/a.mp3?signature=%22x%22",
                        "language", "ru",
                        "initial_prompt", "Весна, ГОСТ",
                        "vad_filter", false,
                        "disable_diarization", true,
                        "summary", "brief",
                        "template", "minutes",
                        "beam_size", "5"));
        assertThat(reply.segments()).isNotEmpty();
    }

    @Test
    void aLinkMayBeTheOptionOrTheBody() {
        send("shopot:transcribe?sourceUrl=https://example.com/option.mp3", null);
        send("shopot:transcribe", URI.create("https://example.com/body.mp3"));

        assertThat(shopot.requests().submissions())
                .extracting(ShopotTranscribeTest::linkOf)
                .containsExactly("https://example.com/option.mp3", "https://example.com/body.mp3");
    }

    @Test
    void disableDiarizationGivesNoSpeakers() {
        Transcript reply = body("shopot:transcribe?disableDiarization=true", Recordings.wav(3), Transcript.class);

        assertThat(reply.segments())
                .allSatisfy(segment -> assertThat(segment.speaker()).isNullOrEmpty());
    }

    @ParameterizedTest
    @CsvSource({"paragraph_json, 3", "plain_json, 0", "paragraph_text, 0", "plain_text, 0"})
    void everyModifierGivesATranscript(String modifier, int segments) {
        Transcript transcript = body("shopot:transcribe?modifier=" + modifier, Recordings.wav(3), Transcript.class);

        assertThat(transcript.text()).contains("[simulated speech 1]").contains("[simulated speech 3]");
        assertThat(transcript.segments()).hasSize(segments);
        assertThat(transcript.duration() != null).isEqualTo(modifier.endsWith("json"));
        assertThat(submission().fields()).isEmpty();
        assertThat(shopot.requests().statusPolls().get(0).queryParameter("modifier"))
                .isEqualTo(modifier);
    }

    @Test
    void theModifierOfTheHeaderWinsAndAnotherNameOnTheWireIsPossible() {
        send(
                "shopot:transcribe?modifier=plain_text&param.beam_size=5&param.status.result_modifier=plain_json",
                Recordings.wav(1),
                Map.of(ShopotConstants.MODIFIER, "paragraph_text"));

        RecordedRequest poll = shopot.requests().statusPolls().get(0);
        assertThat(poll.queryParameter("modifier")).isEqualTo("paragraph_text");
        assertThat(poll.queryParameter("result_modifier")).isEqualTo("plain_json");
        assertThat(poll.queryParameter("beam_size")).isNull();
        assertThat(submission().fields()).containsEntry("beam_size", "5").doesNotContainKey("result_modifier");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timesAreUnderstoodAsStringsAndAsNumbers(boolean numbers) {
        shopot.timesAsNumbers(numbers);

        Transcript transcript = body("shopot:transcribe", Recordings.wav(2), Transcript.class);

        assertThat(transcript.duration()).hasMillis(3_000);
        assertThat(transcript.segments().get(1).start()).hasMillis(1_500);
    }

    @Test
    void everyDocumentedLanguageIsSent() {
        ShopotOptions.LANGUAGES.forEach(language -> sent("shopot:submit?language=" + language, Recordings.wav(1)));

        assertThat(shopot.requests().submissions())
                .extracting(request -> request.fields().get("language"))
                .containsExactlyElementsOf(ShopotOptions.LANGUAGES);
    }

    @Test
    void anInvalidRequestIsRefusedBeforeAnythingIsSent() {
        byte[] wav = Recordings.wav(1);
        assertRefused(
                send("shopot:transcribe", wav, Map.of(TranscriptionConstants.LANGUAGE, "eo")),
                ErrorCategory.INVALID_REQUEST,
                "language \"eo\"",
                "af, ar, az");
        assertRefused(
                send("shopot:transcribe", wav, Map.of(ShopotConstants.MODIFIER, "paragraphs")),
                ErrorCategory.INVALID_REQUEST,
                "modifier \"paragraphs\"",
                "paragraph_json, paragraph_text, plain_json, plain_text");
        assertRefused(
                send("shopot:transcribe", wav, Map.of(Exchange.FILE_NAME, "call.opus")),
                ErrorCategory.UNSUPPORTED_MEDIA,
                "call.opus has the extension \"opus\"",
                "mp3, wav, flac, ogg, aac, m4a, wma, mp4, mov, avi, mkv, webm, wmv, m4v, flv");
        assertThat(shopot.requests().all()).isEmpty();
    }

    @Test
    void aFileOfMoreThan200MegabytesIsRefusedBeforeAnythingIsSent() throws Exception {
        Path large = folder.resolve("large.wav");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(200L * 1024 * 1024 + 1);
        }

        Exchange reply = send("shopot:submit", large);

        assertRefused(
                reply, ErrorCategory.PAYLOAD_TOO_LARGE, "large.wav has 209715201 bytes", "200 MB (209715200 bytes)");
        assertThat(shopot.requests().all()).isEmpty();
    }

    private static Object linkOf(RecordedRequest request) {
        try {
            return json(request).get("url");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, Object> json(RecordedRequest request) throws IOException {
        return JsonMapper.builder().build().readValue(request.body(), new TypeReference<>() {});
    }

    private RecordedRequest submission() {
        return shopot.requests().submissions().get(0);
    }
}
