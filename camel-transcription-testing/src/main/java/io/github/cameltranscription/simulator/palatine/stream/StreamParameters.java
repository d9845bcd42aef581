/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import io.vertx.core.MultiMap;

/** What a client asks for, with the documented defaults (palatine-streaming.ru.txt); codec, rate and channels may be wrong. */
record StreamParameters(String model, String language, String sampleRate, String codec, String channels) {

    static StreamParameters of(MultiMap query) {
        return new StreamParameters(
                valueOr(query, "model", "palatine_stream"),
                valueOr(query, "language", "ru"),
                valueOr(query, "sample_rate", "48000"),
                valueOr(query, "codec", "linear16"),
                valueOr(query, "channels", "1"));
    }

    private static String valueOr(MultiMap query, String name, String documentedDefault) {
        String value = query.get(name);
        return value == null ? documentedDefault : value;
    }
}
