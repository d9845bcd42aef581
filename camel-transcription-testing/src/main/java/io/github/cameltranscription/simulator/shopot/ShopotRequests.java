/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.util.List;

import io.github.cameltranscription.simulator.provider.ProviderRecorder;
import io.github.cameltranscription.simulator.provider.ProviderRequests;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/** What Shopot was asked. */
public final class ShopotRequests extends ProviderRequests<ShopotCall, ShopotRequests> {

    ShopotRequests(ProviderRecorder<ShopotCall> recorder) {
        super(recorder);
    }

    @Override
    protected ShopotRequests self() {
        return this;
    }

    /** Requests to {@code POST /transcribe}, whatever their answer. */
    public List<RecordedRequest> submissions() {
        return of(ShopotCall.SUBMIT);
    }

    /** Requests to {@code GET /transcribe/{id}} and {@code GET /status/{id}}. */
    public List<RecordedRequest> statusPolls() {
        return of(ShopotCall.STATUS);
    }
}
