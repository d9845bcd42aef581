/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.List;
import java.util.Map;

import io.github.cameltranscription.transcript.TextReply;

/**
 * The first message of the service in a session (palatine-streaming.ru.txt). Missing values are {@code null}.
 *
 * @param language the language, ISO 639-1
 * @param codec the expected codec
 * @param sampleRate the expected sample rate in Hz
 * @param channels the expected number of channels
 * @param supportedCodecs all accepted codecs; never {@code null}
 * @param supportedSampleRates all accepted sample rates; never {@code null}
 */
public record StreamConfig(
        String model,
        String language,
        String codec,
        Integer sampleRate,
        Integer channels,
        List<String> supportedCodecs,
        List<Integer> supportedSampleRates)
        implements TextReply {

    /** Fills in what must not be {@code null}. */
    public StreamConfig {
        supportedCodecs = supportedCodecs == null ? List.of() : List.copyOf(supportedCodecs);
        supportedSampleRates = supportedSampleRates == null ? List.of() : List.copyOf(supportedSampleRates);
    }

    /**
     * Describes a difference between this config and the audio, which would become noise.
     *
     * @param own the user's parameters, which the service received instead
     * @return the difference; {@code null} without one
     */
    String difference(StreamFormat format, Map<String, String> own) {
        String ours = own.getOrDefault("codec", format.codec().wireName());
        if (codec != null && !codec.equalsIgnoreCase(ours)) {
            return difference("codec", ours, codec);
        }
        if (sampleRate != null && !own.containsKey("sample_rate") && sampleRate != format.sampleRate()) {
            return difference("sampleRate", format.sampleRate(), sampleRate);
        }
        if (channels != null && !own.containsKey("channels") && channels != format.channels()) {
            return difference("channels", format.channels(), channels);
        }
        return null;
    }

    private static String difference(String option, Object ours, Object theirs) {
        return option + " " + ours + " is not what the service expects, which is " + theirs
                + ": nothing was sent; set the option to that and send such audio";
    }
}
