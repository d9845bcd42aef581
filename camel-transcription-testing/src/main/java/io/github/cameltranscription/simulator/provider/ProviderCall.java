/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import io.vertx.core.http.HttpMethod;

/** A kind of call of a provider's API. Internal. */
public interface ProviderCall {

    /** The method that it is made with; null for what is no call of the API. */
    HttpMethod method();

    /** The job that a path of this call names; null if it names none. */
    String jobId(String requestPath);
}
