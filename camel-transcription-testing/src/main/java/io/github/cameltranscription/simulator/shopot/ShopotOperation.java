/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** Processes one kind of call. */
interface ShopotOperation {

    /** Throws {@link Refusal} where the request is wrong. */
    Answer answer(ProviderExchange<ShopotCall> exchange);
}
