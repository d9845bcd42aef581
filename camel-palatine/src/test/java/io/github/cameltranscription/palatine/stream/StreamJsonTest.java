/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamJsonTest {

    @Test
    void aPartialHasItsTimesInSeconds() {
        assertThat(new StreamPartial("мир", "привет \"мир\"\n", Duration.ofMillis(300), Duration.ofMillis(90_061_500))
                        .toJson())
                .isEqualTo(
                        "{\"chunkText\":\"мир\",\"fullText\":\"привет \\\"мир\\\"\\n\",\"start\":0.3,\"end\":90061.5}");
    }

    @Test
    void timesAreToTheMillisecond() {
        assertThat(new StreamPartial("", "", Duration.ZERO, Duration.ofNanos(1_234_999_999)).toJson())
                .isEqualTo("{\"chunkText\":\"\",\"fullText\":\"\",\"start\":0,\"end\":1.234}");
    }

    @Test
    void aConfigurationHasTheNamesOfOurOptions() {
        assertThat(new StreamConfig(
                                "palatine_stream",
                                "ru",
                                "linear16",
                                48_000,
                                1,
                                List.of("linear16", "g729"),
                                List.of(8000, 48_000))
                        .toJson())
                .isEqualTo(
                        "{\"model\":\"palatine_stream\",\"language\":\"ru\",\"codec\":\"linear16\",\"sampleRate\":48000,"
                                + "\"channels\":1,\"supportedCodecs\":[\"linear16\",\"g729\"],\"supportedSampleRates\":[8000,48000]}");
    }

    @Test
    void whatTheServiceDoesNotSayIsNull() {
        assertThat(new StreamConfig(null, null, null, null, null, null, null).toJson())
                .isEqualTo("{\"model\":null,\"language\":null,\"codec\":null,\"sampleRate\":null,\"channels\":null,"
                        + "\"supportedCodecs\":[],\"supportedSampleRates\":[]}");
    }
}
