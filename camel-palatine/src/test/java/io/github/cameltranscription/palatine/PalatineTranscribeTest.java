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

import io.github.cameltranscription.component.TranscriptionConstants;
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

        Exchange reply = sent("palatine:transcribe", file.toFile(), Map.of("mine", "kept"));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.segments()).hasSize(3);
        assertThat(transcript.provider()).isEqualTo("palatine");
        assertThat(transcript.jobId()).isEqualTo(jobId(reply)).isNotBlank();
        assertThat(transcript.raw()).contains("avg_logprob");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry("mine", "kept")
                .containsEntry(TranscriptionConstants.PROVIDER, "palatine")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 4.5);
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void cueMaxLineLengthLimitsTheLinesOfSubtitles() {
        String srt = body(
                "palatine:transcribe?outputFormat=srt&cueMaxLineLength=12&cueMaxLines=1",
                Recordings.wav(1),
                String.class);

        assertThat(srt.lines().filter(line -> !line.contains("-->") && !line.isBlank()))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 12);
    }

    @Test
    void optionsAndHeadersAreSentAsParameters() {
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
    void noParameterIsSentByDefault() {
        send("palatine:transcribe", Recordings.wav(1));

        assertThat(submission().queryParameters()).isEmpty();
    }

    @Test
    void diarizationGivesSegmentsASpeakerAndWords() {
        Transcript transcript = body(
                "palatine:transcribe?diarizationModel=palatine_diarize&speakers=2",
                Recordings.wav(3),
                Transcript.class);

        assertThat(transcript.segments()).allSatisfy(segment -> {
            assertThat(segment.speaker()).isNotBlank();
            assertThat(segment.words()).isNotEmpty();
        });
    }

    @Test
    void aRussianFileNameWithQuotesAndSpacesIsSentUnchanged() {
        String name = "Совещание \"Весна\" 1 мая.wav";

        send("palatine:transcribe", Recordings.wav(1), Map.of(Exchange.FILE_NAME, "входящие/" + name));

        assertThat(submission().file().fileName()).isEqualTo(name);
        assertThat(submission().file().contentType()).isEqualTo("audio/wav");
    }

    @Test
    void theContentTypeIsThatOfTheBytesNotOfTheName() {
        send(
                "palatine:transcribe",
                new ByteArrayInputStream(Recordings.wav(1)),
                Map.of(TranscriptionConstants.FILE_NAME, "call.mp3"));

        assertThat(submission().file().contentType()).isEqualTo("audio/wav");
        assertThat(submission().chunked()).isTrue();
    }

    @Test
    void palatineDownloadsALink() {
        Transcript reply = body(
                "palatine:transcribe?model=small",
                null,
                Map.of(
                        TranscriptionConstants.SOURCE_URL,
                        "https://example.com/a.mp3?signature=\"x\"%2F".replace("\"", "%22")),
                Transcript.class);

        RecordedRequest request =
                palatine.requests().of(PalatineCall.SUBMIT_BY_URL).get(0);
        assertThat(request.body()).contains("https://example.com/a.mp3?signature=%22x%22%2F");
        assertThat(request.queryParameter("model")).isEqualTo("small");
        assertThat(reply.segments()).isNotEmpty();
    }

    private RecordedRequest submission() {
        return palatine.requests().of(PalatineCall.SUBMIT).get(0);
    }
}
