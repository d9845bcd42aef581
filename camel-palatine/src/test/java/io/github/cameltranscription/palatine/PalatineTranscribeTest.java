/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineTranscribeTest extends PalatineTestSupport {

    @TempDir
    Path folder;

    @Test
    void aFileBecomesATranscript() throws Exception {
        Path file = Files.write(folder.resolve("call.wav"), Recordings.wav(3));

        Exchange reply = send("palatine:transcribe", file.toFile(), Map.of("mine", "kept"));

        assertThat(reply.getException()).isNull();
        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.segments()).hasSize(3);
        assertThat(transcript.provider()).isEqualTo("palatine");
        assertThat(transcript.jobId())
                .isEqualTo(reply.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isNotBlank();
        assertThat(transcript.raw()).contains("avg_logprob");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry("mine", "kept")
                .containsEntry(TranscriptionConstants.PROVIDER, "palatine")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 4.5);
        palatine.requests().assertSubmitted(1);
    }

    @ParameterizedTest
    @CsvSource({
        "text, text/plain",
        "json, application/json",
        "srt, application/x-subrip",
        "vtt, text/vtt",
        "csv, text/csv",
        "raw, application/json"
    })
    void theReplyIsInTheFormatAskedFor(String format, String contentType) {
        Exchange reply = send("palatine:transcribe?outputFormat=" + format, Recordings.wav(2));

        assertThat(reply.getException()).isNull();
        String body = reply.getMessage().getBody(String.class);
        assertThat(body)
                .contains(
                        switch (format) {
                            case "json" -> "\"segments\":[{\"start\":0";
                            case "srt" -> "00:00:00,000 --> ";
                            case "vtt" -> "WEBVTT\n";
                            case "csv" -> "start,end,speaker,text";
                            case "raw" -> "\"status\":\"success\"";
                            default -> "simulated speech 1";
                        });
        assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                .startsWith(contentType);
    }

    @Test
    void subtitleLinesAreAsLongAsAskedFor() {
        Exchange reply =
                send("palatine:transcribe?outputFormat=srt&cueMaxLineLength=12&cueMaxLines=1", Recordings.wav(1));

        assertThat(reply.getMessage().getBody(String.class).lines()).allMatch(line -> line.length() <= 29);
        assertThat(reply.getMessage()
                        .getBody(String.class)
                        .lines()
                        .filter(line -> !line.contains("-->") && !line.isBlank()))
                .allMatch(line -> line.length() <= 12);
    }

    @Test
    void optionsAndHeadersBecomeParametersOnTheWire() {
        send(
                "palatine:transcribe?model=small&fastInference=false&language=ru&diarizationModel=auto"
                        + "&minSpeakers=2&maxSpeakers=3&param.beam_size=5",
                Recordings.wav(1),
                Map.of(PalatineConstants.MODEL, "of_header", TranscriptionConstants.LANGUAGE, "en"));

        assertThat(submission().queryParameters())
                .containsEntry("model", List.of("of_header"))
                .containsEntry("fast_inference", List.of("false"))
                .containsEntry("language", List.of("en"))
                .containsEntry("diarization_model", List.of("auto"))
                .containsEntry("min_speakers", List.of("2"))
                .containsEntry("max_speakers", List.of("3"))
                .containsEntry("beam_size", List.of("5"))
                .doesNotContainKey("num_speakers");
    }

    @Test
    void nothingIsSentThatWasNotAskedFor() {
        send("palatine:transcribe", Recordings.wav(1));

        assertThat(submission().queryParameters()).isEmpty();
    }

    @Test
    void speakersAreTold() {
        Exchange reply = send("palatine:transcribe?diarizationModel=palatine_diarize&speakers=2", Recordings.wav(3));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.segments()).allSatisfy(segment -> {
            assertThat(segment.speaker()).isNotBlank();
            assertThat(segment.words()).isNotEmpty();
        });
    }

    @Test
    void aNameInRussianWithQuotesAndBlanksArrivesAsItIs() {
        String name = "Совещание \"Весна\" 1 мая.wav";

        send("palatine:transcribe", Recordings.wav(1), Map.of(Exchange.FILE_NAME, "входящие/" + name));

        assertThat(submission().file().fileName()).isEqualTo(name);
        assertThat(submission().file().contentType()).isEqualTo("audio/wav");
    }

    @Test
    void theContentTypeIsThatOfTheBytesWhateverTheNameSays() {
        send(
                "palatine:transcribe",
                new ByteArrayInputStream(Recordings.wav(1)),
                Map.of(TranscriptionConstants.FILE_NAME, "call.mp3"));

        assertThat(submission().file().contentType()).isEqualTo("audio/wav");
        assertThat(submission().chunked()).isTrue();
    }

    @Test
    void aLinkIsLeftToPalatineToDownload() {
        Exchange reply = send(
                "palatine:transcribe?model=small",
                null,
                Map.of(
                        TranscriptionConstants.SOURCE_URL,
                        "https://example.com/a.mp3?signature=\"x\"%2F".replace("\"", "%22")));

        assertThat(reply.getException()).isNull();
        RecordedRequest request =
                palatine.requests().of(PalatineCall.SUBMIT_BY_URL).get(0);
        assertThat(request.body()).contains("https://example.com/a.mp3?signature=%22x%22%2F");
        assertThat(request.queryParameter("model")).isEqualTo("small");
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).isNotEmpty();
    }

    @Test
    void whatCannotBeSentIsRefusedBeforeAnythingIsSent() {
        assertRefused(send("palatine:transcribe", ""), "the body is text");
        assertRefused(send("palatine:transcribe", null), "no body");
        assertRefused(send("palatine:transcribe", new byte[0]), "empty");
        assertRefused(send("palatine:transcribe", folder.resolve("missing.wav").toFile()), "missing.wav");
        assertRefused(
                send("palatine:transcribe", Recordings.wav(1), Map.of(TranscriptionConstants.LANGUAGE, "klingon")),
                "language \"klingon\"");
        assertRefused(
                send("palatine:transcribe?sourceUrl=https://example.com/a.mp3", Recordings.wav(1)), "both a sourceUrl");
        assertThat(palatine.requests().all()).isEmpty();
    }

    private static void assertRefused(Exchange reply, String message) {
        assertThat(reply.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void anIncomingJobIdIsIgnored() {
        Exchange reply =
                send("palatine:transcribe", Recordings.wav(1), Map.of(TranscriptionConstants.JOB_ID, "of-another"));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isNotEqualTo("of-another");
    }

    private RecordedRequest submission() {
        return palatine.requests().of(PalatineCall.SUBMIT).get(0);
    }
}
