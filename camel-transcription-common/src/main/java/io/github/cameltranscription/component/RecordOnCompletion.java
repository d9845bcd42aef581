/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.spi.Synchronization;

import io.github.cameltranscription.job.RecordedJob;

/**
 * Records how an exchange has ended. It runs last, after the source's own commit, so that a source which brings the
 * recording again still finds its job.
 *
 * @param job     what the exchange was about
 * @param purpose what the exchange did with it
 */
record RecordOnCompletion(RecordedJob job, Purpose purpose) implements Synchronization, Ordered {

    enum Purpose {
        /** The exchange has submitted the job for {@code results} or {@code await}. */
        SUBMIT,
        /** The exchange has the result; the job is not released. */
        DELIVER,
        /** The exchange has the result; the job must be released. */
        DELIVER_AND_RELEASE
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST - 1;
    }

    @Override
    public void onComplete(Exchange exchange) {
        switch (purpose) {
            case SUBMIT -> job.sourceCommitted();
            case DELIVER -> job.delivered(false);
            case DELIVER_AND_RELEASE -> job.delivered(true);
        }
    }

    /** A source that has not committed brings the recording again; a job that was submitted for others is for them. */
    @Override
    public void onFailure(Exchange exchange) {
        if (purpose == Purpose.SUBMIT) {
            job.free();
        } else {
            job.undelivered(exchange.getException());
        }
    }
}
