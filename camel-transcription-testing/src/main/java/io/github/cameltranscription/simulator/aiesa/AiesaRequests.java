/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameltranscription.simulator.provider.ProviderRequests;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/** What AIESA was asked, on both of its servers. */
public final class AiesaRequests extends ProviderRequests<AiesaCall, AiesaRequests> {

    private final AtomicLong refusedSignatures = new AtomicLong();
    private final AtomicLong signedOnCdn = new AtomicLong();

    AiesaRequests(int keptRequests) {
        super(keptRequests, AiesaCall.SUBMIT, AiesaCall.STATUS);
    }

    void countRefusedSignature() {
        refusedSignatures.incrementAndGet();
    }

    void countSignedOnCdn() {
        signedOnCdn.incrementAndGet();
    }

    @Override
    protected AiesaRequests self() {
        return this;
    }

    /** Requests to {@code POST /transcriptions/calculate}. */
    public List<RecordedRequest> calculations() {
        return of(AiesaCall.CALCULATE);
    }

    /** Requests to {@code GET /ai/models}. */
    public List<RecordedRequest> models() {
        return of(AiesaCall.MODELS);
    }

    /** Requests for the files of jobs, redirected ones too. */
    public List<RecordedRequest> results() {
        return of(AiesaCall.RESULT);
    }

    /** How many requests to the API were refused because of their keys, timestamp or signature; faults are not counted. */
    public long refusedSignatures() {
        return refusedSignatures.get();
    }

    /** Exactly so many signatures were refused, see {@link #refusedSignatures()}. */
    public AiesaRequests assertRefusedSignatures(long requests) {
        return check(
                refusedSignatures() == requests,
                "Expected " + requests + " refused signatures, there were " + refusedSignatures());
    }

    /** How many requests have shown the server of the results a header that is for the API alone, or Authorization. */
    public long signedRequestsOnCdn() {
        return signedOnCdn.get();
    }

    /** No request has, see {@link #signedRequestsOnCdn()}. */
    public AiesaRequests assertNoSignedHeadersOnCdn() {
        return check(
                signedRequestsOnCdn() == 0,
                "Expected no signed headers on the server of the results, they came with " + signedRequestsOnCdn()
                        + " requests");
    }

    /** Forgets the refused signatures and signed headers too. */
    @Override
    public void clear() {
        super.clear();
        refusedSignatures.set(0);
        signedOnCdn.set(0);
    }
}
