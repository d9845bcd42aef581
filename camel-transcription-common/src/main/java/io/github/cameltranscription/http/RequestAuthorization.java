/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Map;

/** Proves to a provider who we are. */
@FunctionalInterface
public interface RequestAuthorization {

    /** The headers that do so; made anew for every attempt, and sent to no other host. */
    Map<String, String> headers();

    /**
     * Called when the provider did not accept the headers.
     *
     * @param  refusal the answer
     * @return         whether it explains why, so that the same request with new headers is worth one more attempt
     */
    default boolean isCorrectedBy(ResponseHead refusal) {
        return false;
    }
}
