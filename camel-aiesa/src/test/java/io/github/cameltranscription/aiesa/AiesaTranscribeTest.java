/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Analysis;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaTranscribeTest extends AiesaTestSupport {

    @TempDir
    Path folder;

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("Совещание.txt"), "Ёлка. Разъезд. Съёмка.");
        return builder.scripts(scripts);
    }

    @Test
    void aFileBecomesATranscriptWithSpeakersCostAndMinutes() throws Exception {
        Path file = Files.write(folder.resolve("Совещание.wav"), Recordings.wav(3));

        Exchange reply = sent("aiesa:transcribe?enableDiarization=true", file.toFile(), Map.of("mine", "kept"));

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.text()).isEqualTo("Ёлка. Разъезд. Съёмка.");
        assertThat(transcript.segments()).hasSize(3);
        assertThat(transcript.segments().get(1).start()).hasMillis(1_500);
        assertThat(transcript.segments()).extracting(Segment::speaker).doesNotContainNull();
        assertThat(transcript.segments().get(1).words()).isNotEmpty();
        assertThat(transcript.provider()).isEqualTo("aiesa");
        assertThat(transcript.jobId()).isEqualTo(jobId(reply)).isNotBlank();
        assertThat(transcript.raw()).contains("recognized_speakers");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry("mine", "kept")
                .containsEntry(TranscriptionConstants.PROVIDER, "aiesa")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 4.5)
                .containsEntry(AiesaConstants.COST, 0.7)
                .containsEntry(AiesaConstants.MINUTES_BILLED, 1)
                .containsEntry(AiesaConstants.PRIORITY, "queue");
        assertThat(submission().file().fileName()).isEqualTo("Совещание.wav");
        assertThat(submission().file().contentType()).isEqualTo("audio/wav");
        assertThat(submission().file().size()).isEqualTo(Files.size(file));
        aiesa.requests().assertSubmitted(1).assertNoSignedHeadersOnCdn().assertRefusedSignatures(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whetherAiesaWantsAConfirmationIsInAHeaderAndHoldsNothingUp(boolean needed) {
        aiesa.needConfirm(needed);

        Exchange reply = sent("aiesa:transcribe", Recordings.wav(1));

        assertThat(reply.getMessage().getHeader(AiesaConstants.NEED_CONFIRM)).isEqualTo(needed);
    }

    @Test
    void optionsBecomeFieldsOfTheFormAndHeadersWin() {
        send(
                "aiesa:transcribe?language=ru&priority=queue&enableDiarization=false&aiPrompt=Что решили?"
                        + "&param.model=large",
                Recordings.wav(1),
                Map.of(TranscriptionConstants.LANGUAGE, "en", AiesaConstants.PRIORITY, "lightning"));

        assertThat(submission().fields())
                .isEqualTo(Map.of(
                        "language", "en",
                        "priority", "lightning",
                        "enable_diarization", "false",
                        "ai_prompt", "Что решили?",
                        "model", "large"));
    }

    @Test
    void nothingIsSentThatWasNotAskedForExceptThePriority() {
        send("aiesa:transcribe", Recordings.wav(1));

        assertThat(submission().fields()).isEqualTo(Map.of("priority", "queue"));
        assertThat(submission().file().fileName()).isEqualTo("recording.wav");
    }

    @Test
    void aParameterOfTheUsersOwnWinsOverTheOption() {
        send("aiesa:transcribe?priority=queue&param.priority=lightning", Recordings.wav(1));

        assertThat(submission().fields()).containsEntry("priority", "lightning");
    }

    @Test
    void aLinkIsAFormWithoutFile() {
        Exchange reply = sent(
                "aiesa:transcribe?language=en&priority=lightning&enableDiarization=true&param.model=large",
                URI.create("https://example.com/%D0%B0.mp3?signature=1%2B2"));

        assertThat(reply.getMessage().getBody(Transcript.class).segments()).isNotEmpty();
        assertThat(reply.getMessage().getHeader(AiesaConstants.PRIORITY)).isEqualTo("lightning");
        assertThat(submission().file()).isNull();
        assertThat(submission().fields())
                .isEqualTo(Map.of(
                        "source_type", "url",
                        "source_url", "https://example.com/%D0%B0.mp3?signature=1%2B2",
                        "language", "en",
                        "priority", "lightning",
                        "enable_diarization", "true",
                        "model", "large"));
        aiesa.requests().assertSubmitted(1);
        assertThat(aiesa.requests().models())
                .as("a small request finds out the time by itself")
                .isEmpty();
    }

    @Test
    void aLinkMayBeTheOptionTheHeaderOrTheBody() {
        send("aiesa:transcribe?sourceUrl=https://example.com/option.mp3", null);
        send(
                "aiesa:transcribe?sourceUrl=https://example.com/option.mp3",
                null,
                Map.of(TranscriptionConstants.SOURCE_URL, "https://example.com/header.mp3"));
        send("aiesa:transcribe", URI.create("https://example.com/body.mp3"));

        assertThat(aiesa.requests().submissions())
                .extracting(request -> request.fields().get("source_url"))
                .containsExactly(
                        "https://example.com/option.mp3",
                        "https://example.com/header.mp3",
                        "https://example.com/body.mp3");
    }

    @Test
    void aPromptBringsAnAnalysis() {
        Exchange reply = send("aiesa:transcribe?aiPrompt=Ключевые моменты", Recordings.wav(1));

        Analysis analysis = reply.getMessage().getBody(Transcript.class).analysis();
        assertThat(analysis.prompt()).isEqualTo("Ключевые моменты");
        assertThat(analysis.model()).isEqualTo("gpt-oss:20b");
        assertThat(analysis.text()).startsWith("[simulated analysis]");
        assertThat(reply.getMessage().getHeader(AiesaConstants.ANALYSIS)).isEqualTo(analysis.text());
    }

    @Test
    void withoutAPromptThereIsNoAnalysis() {
        Exchange reply = send("aiesa:transcribe", Recordings.wav(1));

        assertThat(reply.getMessage().getBody(Transcript.class).analysis()).isNull();
        assertThat(reply.getMessage().getHeaders()).doesNotContainKey(AiesaConstants.ANALYSIS);
    }

    @Test
    void aStreamIsUploadedToo() {
        byte[] wav = Recordings.wav(2);

        Exchange reply =
                send("aiesa:transcribe", new ByteArrayInputStream(wav), Map.of(Exchange.FILE_NAME, "Запись \"1\".wav"));

        assertThat(reply.getMessage().getBody(Transcript.class).segments()).hasSize(2);
        assertThat(submission().file().fileName()).isEqualTo("Запись \"1\".wav");
        assertThat(submission().file().size()).isEqualTo(wav.length);
    }

    @Test
    void aBadValueOfAHeaderIsRefusedBeforeAnythingIsSent() {
        byte[] wav = Recordings.wav(1);
        assertRefused(
                send("aiesa:transcribe", wav, Map.of(TranscriptionConstants.LANGUAGE, "russian")),
                ErrorCategory.INVALID_REQUEST,
                "language \"russian\"",
                "ISO 639-1");
        assertRefused(
                send("aiesa:transcribe", wav, Map.of(AiesaConstants.PRIORITY, "urgent")),
                ErrorCategory.INVALID_REQUEST,
                "priority \"urgent\"",
                "lightning, queue");
        assertThat(aiesa.requests().all()).isEmpty();
    }

    private RecordedRequest submission() {
        return aiesa.requests().submissions().get(0);
    }
}
