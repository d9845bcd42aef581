/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.Objects;

/**
 * The jobs that one kind of endpoint can continue.
 *
 * @param provider the provider's name, such as {@code palatine}
 * @param kind     what is made of the recording, such as {@code transcribe} or {@code diarize}
 * @param baseUrl  the address of the provider; a job is known only where it was submitted
 */
public record JobScope(String provider, String kind, String baseUrl) {

    /** An address with a slash at its end is the same as without. */
    public JobScope {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(baseUrl, "baseUrl");
        while (baseUrl.endsWith("/")) {
            baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
        }
    }

    /** Under which id the repository has the record of a key: the same recording elsewhere is another job. */
    public String idOf(String key) {
        return provider + ":" + kind + ":" + key + "@" + baseUrl;
    }
}
