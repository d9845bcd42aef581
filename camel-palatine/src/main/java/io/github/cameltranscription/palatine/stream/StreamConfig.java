/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.List;

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
}
