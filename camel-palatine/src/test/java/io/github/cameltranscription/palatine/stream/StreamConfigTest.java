/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamConfigTest {

    private static final StreamFormat OURS = new StreamFormat(StreamCodec.OGG_OPUS, 16_000, 2);

    private static String difference(String codec, Integer sampleRate, Integer channels) {
        return new StreamConfig("palatine_stream", "ru", codec, sampleRate, channels, List.of("mp3"), List.of(8000))
                .difference(OURS, Map.of());
    }

    @Test
    void equalAndMissingValuesAreNoDifference() {
        assertThat(difference("ogg-opus", 16_000, 2)).isNull();
        assertThat(difference("OGG-Opus", 16_000, 2)).isNull();
        assertThat(difference(null, null, null)).isNull();
    }

    @Test
    void aDifferenceNamesTheOptionBothValuesAndTheFix() {
        assertThat(difference("linear16", 16_000, 2))
                .isEqualTo("codec ogg-opus is not what the service expects, which is linear16: nothing was sent;"
                        + " set the option to that and send such audio");
        assertThat(difference("ogg-opus", 48_000, 2))
                .startsWith("sampleRate 16000 is not what the service expects, which is 48000:");
        assertThat(difference(null, null, 1)).startsWith("channels 2 is not what the service expects, which is 1:");
    }

    @Test
    void theFirstDifferenceIsNamed() {
        assertThat(difference("opus", 8000, 1)).startsWith("codec ");
        assertThat(difference(null, 8000, 1)).startsWith("sampleRate ");
    }

    @Test
    void parametersOfTheUserOverrideTheFormat() {
        StreamFormat format = new StreamFormat(StreamCodec.OPUS, 16_000, 1);
        StreamConfig config = new StreamConfig(null, null, "lc3", 24_000, 1, null, null);

        assertThat(config.difference(format, Map.of("codec", "lc3", "sample_rate", "24000")))
                .isNull();
        assertThat(config.difference(format, Map.of("sample_rate", "24000"))).startsWith("codec opus");
    }
}
