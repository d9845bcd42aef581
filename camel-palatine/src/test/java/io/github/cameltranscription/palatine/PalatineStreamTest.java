/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.palatine.stream.AudioMessage;
import io.github.cameltranscription.simulator.palatine.stream.RecordedStream;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole recording through {@code palatine:stream}. */
@Tag("server")
class PalatineStreamTest extends PalatineTestSupport {

    private static final SpokenAudio SPEECH =
            SpokenAudio.of("Добрый день. Сегодня ясно, а завтра обещают дождь и ветер.", 16_000);

    @TempDir
    Path folder;

    @Test
    void theAudioOfAWavFileIsStreamedWithoutOtherChunks() throws Exception {
        Path file = Files.write(folder.resolve("речь.wav"), SPEECH.wav());
        Files.writeString(file, "LIST\4\0\0\0note", StandardOpenOption.APPEND);

        Exchange reply = send("palatine:stream", file.toFile());

        Transcript transcript = reply.getMessage().getBody(Transcript.class);
        assertThat(transcript.text()).isEqualTo(SPEECH.text());
        assertThat(transcript.provider()).isEqualTo("palatine");
        assertThat(transcript.language()).isEqualTo("ru");
        assertThat(transcript.duration()).isEqualTo(SPEECH.duration());
        assertThat(transcript.raw()).contains("\"final\"");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.PROVIDER))
                .isEqualTo("palatine");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.LANGUAGE))
                .isEqualTo("ru");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.DURATION, double.class))
                .isEqualTo(SPEECH.duration().toMillis() / 1e3);
        // The header would make the next recording of the route a chunk of this stream.
        assertThat(reply.getMessage().getHeader(PalatineConstants.STREAM_ID)).isNull();
        RecordedStream stream = palatine.streams().assertOpened(1).last();
        assertThat(stream.audioSha256()).isEqualTo(sha256(SPEECH.pcm()));
        assertThat(stream.parameters())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("sample_rate", "16000", "codec", "linear16", "channels", "1"));
        assertThat(stream.tokenInQuery()).isTrue();
        assertThat(stream.tokenInHeader()).isFalse();
    }

    @Test
    void theSegmentsHaveTimesAndSubtitlesAreMadeOfThem() throws Exception {
        // At the same time, since each takes as long as it is spoken.
        Future<Exchange> reply = asyncSend("palatine:stream?realtime=true", SPEECH.wav());
        Future<Exchange> subtitles = asyncSend("palatine:stream?realtime=true&outputFormat=srt", SPEECH.wav());

        List<Segment> segments = reply.get(1, TimeUnit.MINUTES)
                .getMessage()
                .getBody(Transcript.class)
                .segments();
        assertThat(segments).hasSize(2);
        assertThat(segments.get(0).text()).isEqualTo("Добрый день.");
        assertThat(segments.get(0).end())
                .isGreaterThanOrEqualTo(SPEECH.words().get(1).end());
        assertThat(segments.get(1).start())
                .isGreaterThanOrEqualTo(segments.get(0).end());
        assertThat(segments.get(1).end()).isLessThanOrEqualTo(SPEECH.duration());
        assertThat(segments).allSatisfy(segment -> assertThat(segment.words()).isNotEmpty());

        assertThat(subtitles.get(1, TimeUnit.MINUTES).getMessage())
                .satisfies(message -> assertThat(message.getBody(String.class))
                        .startsWith("1\n00:00:0")
                        .contains("Добрый день."))
                .satisfies(message -> assertThat(message.getHeader(Exchange.CONTENT_TYPE))
                        .isEqualTo("application/x-subrip;charset=UTF-8"));
        assertThat(body("palatine:stream?outputFormat=vtt", SPEECH.wav(), String.class))
                .startsWith("WEBVTT\n");
    }

    @Test
    void rawBytesAndInputStreamsHaveTheFormatOfTheOptions() {
        String uri = "palatine:stream?sampleRate=16000&outputFormat=text";

        assertThat(body(uri, SPEECH.pcm(), Object.class)).isEqualTo(SPEECH.text());
        assertThat(body(uri, new ByteArrayInputStream(SPEECH.pcm()), Object.class))
                .isEqualTo(SPEECH.text());

        palatine.streams().assertOpened(2).assertAllCompleted();
    }

    @Test
    void theDefaultFormatIsTheDocumentedOne() {
        SpokenAudio fast = SpokenAudio.of("раз два", 48_000);

        assertThat(body("palatine:stream?outputFormat=text", fast.pcm(), String.class))
                .isEqualTo("раз два");

        assertThat(palatine.streams().last().parameters())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("sample_rate", "48000", "codec", "linear16", "channels", "1"));
    }

    @Test
    void optionsHeadersAndAddedParametersAreSent() {
        SpokenAudio stereo = SpokenAudio.builder(8_000)
                .channels(2)
                .word("да", Duration.ofMillis(100), Duration.ofMillis(400))
                .build();
        send(
                "palatine:stream?sampleRate=8000&channels=2&streamModel=one&language=ru&param.hint=a b"
                        + "&streamAuth=header",
                stereo.pcm(),
                Map.of(PalatineConstants.MODEL, "two", TranscriptionConstants.LANGUAGE, "en"));

        RecordedStream stream = palatine.streams().last();
        assertThat(stream.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "sample_rate", "8000",
                        "codec", "linear16",
                        "channels", "2",
                        "model", "two",
                        "language", "en",
                        "hint", "a b"));
        assertThat(stream.tokenInQuery()).isFalse();
        assertThat(stream.tokenInHeader()).isTrue();
        assertThat(stream.text()).isEqualTo("да");
    }

    @Test
    void chunkDurationSetsTheLengthOfMessages() {
        send("palatine:stream?sampleRate=16000&chunkDuration=50ms", SPEECH.pcm());

        List<AudioMessage> messages = palatine.streams().last().messages();
        assertThat(messages.subList(0, messages.size() - 2))
                .hasSizeGreaterThan(50)
                .allSatisfy(message -> assertThat(message.size()).isEqualTo(1600));
        assertThat(messages.get(messages.size() - 1).size()).isZero();
    }

    @Test
    void realtimeSendsAudioAtTheSpeedOfSpeech() {
        send("palatine:stream?sampleRate=16000&realtime=true", SPEECH.pcm());

        List<AudioMessage> messages = palatine.streams().last().messages();
        Duration sending = messages.get(messages.size() - 1)
                .arrival()
                .minus(messages.get(0).arrival());
        assertThat(sending).isGreaterThan(SPEECH.duration().dividedBy(2));
    }

    @Test
    void aBodyInAnotherFormatIsRefusedBeforeAnythingIsSent() {
        assertInvalid("palatine:stream?sampleRate=48000", SPEECH.wav(), "sampleRate 48000", "16000");
        assertInvalid("palatine:stream?channels=2", SPEECH.wav(), "channels 2", "which is 1");
        assertInvalid("palatine:stream?codec=alaw", SPEECH.wav(), "codec \"alaw\"", "linear16");
        assertInvalid("palatine:stream", "fLaC and so on, for some time".getBytes(), "linear16", "FLAC");
        assertInvalid("palatine:stream?codec=flac", SPEECH.pcm(), "codec \"flac\"", "no signature");
        assertInvalid("palatine:stream", new byte[1601], "codec \"linear16\"", "not whole ones");
        assertInvalid("palatine:stream", SpokenAudio.of("да", 11_025).wav(), "sampleRate 11025", "8000, 16000");
        assertInvalid("palatine:stream", new byte[0], "empty", "0 bytes");
        assertInvalid("palatine:stream", URI.create("http://host/a.wav"), "use transcribe for a link");
        palatine.streams().assertOpened(0);
    }

    @Test
    void aStreamThatEndsWithPartOfASampleIsRefused() {
        assertInvalid("palatine:stream", new ByteArrayInputStream(new byte[1601]), "whole samples");
    }

    @Test
    void theTranscriptOfSilenceHasNoText() {
        Transcript transcript = body("palatine:stream?sampleRate=16000", new byte[32_000], Transcript.class);

        assertThat(transcript.text()).isEmpty();
        assertThat(transcript.segments()).isEmpty();
        assertThat(transcript.duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void compressedAudioIsSentUnchanged() throws Exception {
        byte[] flac = "fLaC".repeat(3_000).getBytes();

        sent("palatine:stream?codec=flac", flac);

        assertThat(palatine.streams().last().parameter("codec")).isEqualTo("flac");
        assertThat(palatine.streams().last().audioSha256()).isEqualTo(sha256(flac));
    }

    @Test
    void aRecordingThatCannotBeReadToItsEndFailsTheExchange() {
        Exchange reply = send("palatine:stream?sampleRate=16000", new ByteArrayInputStream(SPEECH.pcm()) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                if (pos > 40_000) {
                    throw new java.io.UncheckedIOException(new java.io.IOException("the line is dead"));
                }
                return super.read(bytes, offset, Math.min(length, 4_000));
            }
        });

        assertThat(reply.getException()).hasMessageContaining("the line is dead");
        assertThat(reply.getMessage().getBody()).isNotInstanceOf(Transcript.class);
    }

    @Test
    void idleTimeoutDoesNotApplyToARecordingThatArrivesSlowly() throws Exception {
        PipedOutputStream speaker = new PipedOutputStream();
        PipedInputStream listener = new PipedInputStream(speaker, SPEECH.pcm().length);
        Future<Exchange> reply = asyncSend("palatine:stream?sampleRate=16000&idleTimeout=100ms", listener);
        int heard = 4_800 * 5;
        speaker.write(SPEECH.pcm(), 0, heard);
        Awaitility.await()
                .until(() -> palatine.streams().opened() == 1
                        && palatine.streams().last().audioBytes() == heard);
        // A stream of chunks that is silent for as long is ended.
        send(
                "palatine:stream?sampleRate=16000&idleTimeout=100ms",
                new byte[3_200],
                Map.of(PalatineConstants.STREAM_ID, "idle"));
        Awaitility.await().until(() -> palatine.streams().last().completed());
        speaker.write(SPEECH.pcm(), heard, SPEECH.pcm().length - heard);
        speaker.close();

        assertThat(reply.get().getMessage().getBody(Transcript.class).text()).isEqualTo(SPEECH.text());
        palatine.streams().assertOpened(2);
    }

    @Test
    void aRecordingThatOutlastsTheShutdownTimeoutIsInterrupted() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        Future<Exchange> reply = asyncSend("palatine:stream?sampleRate=16000&realtime=true", new byte[32_000 * 600]);
        Awaitility.await().until(() -> palatine.streams().open() == 1);

        context.stop();

        assertFailed(reply.get(), ErrorCategory.JOB_INTERRUPTED, 0);
        Awaitility.await().untilAsserted(() -> palatine.streams().assertAllEnded());
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
