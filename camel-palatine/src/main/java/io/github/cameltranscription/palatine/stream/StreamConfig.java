/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.List;
import java.util.Map;

import io.github.cameltranscription.transcript.TextReply;

/**
 * What the service says first, when a session begins (palatine-streaming.ru.txt).
 *
 * @param model                the model, or {@code null} if it does not say
 * @param language             ISO 639-1, or {@code null} if it does not say
 * @param codec                the codec it expects, or {@code null} if it does not say
 * @param sampleRate           samples a second, or {@code null} if it does not say
 * @param channels             how many, or {@code null} if it does not say
 * @param supportedCodecs      what it could take besides; never {@code null}
 * @param supportedSampleRates what it could take besides; never {@code null}
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
     * What would be heard as noise, in words.
     *
     * @param  format what is going to be sent
     * @param  own    parameters of the address that the user set, which the service received instead
     * @return        {@code null} if they agree as far as it says
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
