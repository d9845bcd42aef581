/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import io.vertx.core.http.HttpMethod;

/** A kind of call of a provider's API. Internal. */
public interface ProviderCall {

    /** Whether the provider has such a call at all. */
    boolean isKnown();

    /** Whether it is made with this method. */
    boolean allows(HttpMethod method);
}
