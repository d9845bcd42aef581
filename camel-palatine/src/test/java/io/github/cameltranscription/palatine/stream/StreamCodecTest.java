/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.audio.MediaContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamCodecTest {

    /** In the order of palatine-streaming.ru.txt; mp2 to mp4 are in the vendor's public documentation. */
    private static final List<String> DOCUMENTED = List.of(
            "linear16",
            "linear32",
            "opus",
            "flac",
            "mp3",
            "aac",
            "mp2",
            "m4a",
            "wav",
            "webm",
            "ogg",
            "mp4",
            "alaw",
            "mulaw",
            "amr-nb",
            "amr-wb",
            "ogg-opus",
            "speex",
            "g729");

    @Test
    void everyDocumentedCodecIsThereAndNoOther() {
        assertThat(Stream.of(StreamCodec.values()).map(StreamCodec::wireName)).containsExactlyElementsOf(DOCUMENTED);
        assertThat(DOCUMENTED.stream().map(StreamCodec::of)).containsExactly(StreamCodec.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pcm", "LINEAR16", "amr_nb", "linear16 "})
    void anotherNameIsRefusedWithThoseThatThereAre(String name) {
        assertThatThrownBy(() -> StreamCodec.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("codec \"" + name + "\" is not one of " + String.join(", ", DOCUMENTED));
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR16, 2, false",
        "LINEAR32, 4, false",
        "OPUS, 0, false",
        "FLAC, 0, false",
        "MP3, 0, false",
        "AAC, 0, false",
        "ALAW, 1, true",
        "MULAW, 1, true",
        "AMR_NB, 0, true",
        "AMR_WB, 0, true",
        "MP2, 0, false",
        "M4A, 0, false",
        "WAV, 0, false",
        "WEBM, 0, false",
        "OGG, 0, false",
        "MP4, 0, false",
        "OGG_OPUS, 0, false",
        "SPEEX, 0, false",
        "G729, 0, true"
    })
    void saysHowLongASampleIsAndWhetherItIsForTelephones(StreamCodec codec, int sampleSize, boolean telephone) {
        assertThat(codec.sampleSize()).isEqualTo(sampleSize);
        assertThat(codec.isTimed()).isEqualTo(sampleSize > 0);
        assertThat(codec.isTelephone()).isEqualTo(telephone);
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR16, WAV UNKNOWN",
        "LINEAR32, WAV UNKNOWN",
        "OPUS, UNKNOWN",
        "FLAC, FLAC",
        "MP3, MPEG_AUDIO UNKNOWN",
        "AAC, ADTS ISO_MEDIA UNKNOWN",
        "ALAW, WAV UNKNOWN",
        "MULAW, WAV UNKNOWN",
        "AMR_NB, AMR UNKNOWN",
        "AMR_WB, AMR UNKNOWN",
        "MP2, MPEG_AUDIO UNKNOWN",
        "M4A, ISO_MEDIA",
        "WAV, WAV",
        "WEBM, MATROSKA",
        "OGG, OGG",
        "MP4, ISO_MEDIA",
        "OGG_OPUS, OGG",
        "SPEEX, OGG UNKNOWN",
        "G729, UNKNOWN"
    })
    void saysWhichSignaturesItsAudioMayBeginWith(StreamCodec codec, String containers) {
        List<String> fitting = List.of(containers.split(" "));
        for (MediaContainer container : MediaContainer.values()) {
            assertThat(codec.mayBeIn(container))
                    .as("%s in %s", codec, container)
                    .isEqualTo(fitting.contains(container.name()));
        }
    }

    private static Stream<StreamFormat> timed() {
        return EnumSet.of(StreamCodec.LINEAR16, StreamCodec.LINEAR32, StreamCodec.ALAW, StreamCodec.MULAW).stream()
                .flatMap(codec -> StreamRecording.SAMPLE_RATES.stream()
                        .flatMap(rate -> Stream.of(1, 2).map(channels -> new StreamFormat(codec, rate, channels))));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aBlockIsAWholeNumberOfSamplesAtEveryRate(StreamFormat format) {
        long bytes = format.bytesIn(Duration.ofMillis(300));

        assertThat(format.isTimed()).isTrue();
        assertThat(bytes * 1000).isEqualTo(300L * format.sampleRate() * format.frameSize());
        assertThat(format.timeOf(bytes)).isEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void dayLongAudioIsCountedToTheByte(StreamFormat format) {
        long day = Duration.ofDays(1).toSeconds() * format.sampleRate() * format.frameSize();

        assertThat(format.bytesIn(Duration.ofDays(1))).isEqualTo(day);
        assertThat(format.timeOf(day)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aMessageHoldsWholeSamples(StreamFormat format) {
        for (int millis = 50; millis <= 300; millis++) {
            int chunk = format.chunkSize(Duration.ofMillis(millis));
            assertThat(chunk % format.frameSize()).isZero();
            assertThat(format.timeOf(chunk))
                    .isBetween(Duration.ofMillis(millis).minusNanos(125_000), Duration.ofMillis(millis));
        }
        assertThat(format.chunkSize(Duration.ofNanos(1))).isEqualTo(format.frameSize());
    }

    @Test
    void aSampleIsAsManyBytesAsTheCodecSays() {
        assertThat(new StreamFormat(StreamCodec.LINEAR16, 8000, 2).frameSize()).isEqualTo(4);
        assertThat(new StreamFormat(StreamCodec.LINEAR32, 8000, 1).frameSize()).isEqualTo(4);
        assertThat(new StreamFormat(StreamCodec.ALAW, 8000, 1).frameSize()).isEqualTo(1);
        assertThat(new StreamFormat(StreamCodec.OPUS, 48_000, 2).frameSize()).isEqualTo(1);
    }

    @Test
    void aSampleThatIsNotWholeTakesNoTime() {
        StreamFormat format = new StreamFormat(StreamCodec.LINEAR16, 8000, 1);

        assertThat(format.timeOf(1)).isZero();
        assertThat(format.timeOf(3)).isEqualTo(Duration.ofNanos(125_000));
    }

    @Test
    void compressedAudioTellsNothingAboutTimeAndIsSentInPiecesOfOneSize() {
        StreamFormat format = new StreamFormat(StreamCodec.MP3, 48_000, 2);

        assertThat(format.isTimed()).isFalse();
        assertThat(format.chunkSize(Duration.ofMillis(50))).isEqualTo(4096);
        assertThat(format.chunkSize(Duration.ofMillis(300))).isEqualTo(4096);
    }
}
