/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.audio.MediaContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamCodecTest {

    /**
     * The name, the bytes of a sample, whether it is for telephones, and the signatures that its audio may begin with. In the
     * order of palatine-streaming.ru.txt; mp2 to mp4 are in the vendor's public documentation.
     */
    private static final Map<String, List<Object>> DOCUMENTED = documented("""
            linear16 2 false WAV UNKNOWN
            linear32 4 false WAV UNKNOWN
            opus 0 false UNKNOWN
            flac 0 false FLAC
            mp3 0 false MPEG_AUDIO UNKNOWN
            aac 0 false ADTS ISO_MEDIA UNKNOWN
            mp2 0 false MPEG_AUDIO UNKNOWN
            m4a 0 false ISO_MEDIA
            wav 0 false WAV
            webm 0 false MATROSKA
            ogg 0 false OGG
            mp4 0 false ISO_MEDIA
            alaw 1 true WAV UNKNOWN
            mulaw 1 true WAV UNKNOWN
            amr-nb 0 true AMR UNKNOWN
            amr-wb 0 true AMR UNKNOWN
            ogg-opus 0 false OGG
            speex 0 false OGG UNKNOWN
            g729 0 true UNKNOWN
            """);

    private static Map<String, List<Object>> documented(String table) {
        Map<String, List<Object>> codecs = new LinkedHashMap<>();
        table.lines().map(row -> row.split(" ", 4)).forEach(row -> {
            List<MediaContainer> containers = Stream.of(row[3].split(" "))
                    .map(MediaContainer::valueOf)
                    .sorted()
                    .toList();
            codecs.put(row[0], List.of(Integer.valueOf(row[1]), Boolean.valueOf(row[2]), containers));
        });
        return codecs;
    }

    @Test
    void theCodecsAreTheDocumentedOnes() {
        Map<String, List<Object>> codecs = new LinkedHashMap<>();
        for (StreamCodec codec : StreamCodec.values()) {
            assertThat(StreamCodec.of(codec.wireName())).isEqualTo(codec);
            assertThat(codec.isTimed()).isEqualTo(codec.sampleSize() > 0);
            List<MediaContainer> containers =
                    Stream.of(MediaContainer.values()).filter(codec::mayBeIn).toList();
            codecs.put(codec.wireName(), List.of(codec.sampleSize(), codec.isTelephone(), containers));
        }
        assertThat(codecs).containsExactlyEntriesOf(DOCUMENTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pcm", "LINEAR16", "amr_nb", "linear16 "})
    void theErrorOfAnotherNameListsTheCodecs(String name) {
        assertThatThrownBy(() -> StreamCodec.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("codec \"" + name + "\" is not one of " + String.join(", ", DOCUMENTED.keySet()));
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
    void theBytesOfADayAreExact(StreamFormat format) {
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
    void aFrameIsASampleOfEachChannel() {
        assertThat(new StreamFormat(StreamCodec.LINEAR16, 8000, 2).frameSize()).isEqualTo(4);
        assertThat(new StreamFormat(StreamCodec.LINEAR32, 8000, 1).frameSize()).isEqualTo(4);
        assertThat(new StreamFormat(StreamCodec.ALAW, 8000, 1).frameSize()).isEqualTo(1);
        assertThat(new StreamFormat(StreamCodec.OPUS, 48_000, 2).frameSize()).isEqualTo(1);
    }

    @Test
    void partOfASampleHasNoDuration() {
        StreamFormat format = new StreamFormat(StreamCodec.LINEAR16, 8000, 1);

        assertThat(format.timeOf(1)).isZero();
        assertThat(format.timeOf(3)).isEqualTo(Duration.ofNanos(125_000));
    }

    @Test
    void messagesOfCompressedAudioHaveOneSize() {
        StreamFormat format = new StreamFormat(StreamCodec.MP3, 48_000, 2);

        assertThat(format.isTimed()).isFalse();
        assertThat(format.chunkSize(Duration.ofMillis(50))).isEqualTo(4096);
        assertThat(format.chunkSize(Duration.ofMillis(300))).isEqualTo(4096);
    }
}
