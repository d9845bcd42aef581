/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Map;

/** Authorizes requests to a provider. */
@FunctionalInterface
public interface RequestAuthorization {

    /** The headers; they are made anew for every attempt, and sent to no other host. */
    Map<String, String> headers();

    /** Called when the provider has refused the headers: whether one more attempt with new headers can succeed. */
    default boolean isCorrectedBy(ResponseHead refusal) {
        return false;
    }
}
