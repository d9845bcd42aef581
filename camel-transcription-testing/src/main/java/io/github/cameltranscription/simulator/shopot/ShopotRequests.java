/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.github.cameltranscription.simulator.provider.ProviderRequests;

/** What Shopot was asked. */
public final class ShopotRequests extends ProviderRequests<ShopotCall, ShopotRequests> {

    ShopotRequests(int keptRequests) {
        super(keptRequests, ShopotCall.SUBMIT, ShopotCall.STATUS);
    }

    @Override
    protected ShopotRequests self() {
        return this;
    }
}
