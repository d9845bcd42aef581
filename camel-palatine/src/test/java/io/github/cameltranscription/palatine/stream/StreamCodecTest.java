/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
