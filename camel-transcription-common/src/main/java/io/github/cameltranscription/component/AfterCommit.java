/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.spi.Synchronization;

/**
 * What is done about a job when an exchange has ended; one that was rolled back has failed. It runs after the source's own
 * commit, so that a source which brings the recording again still finds its job.
 */
record AfterCommit(Object job, Runnable completed, Consumer<Exception> failed) implements Synchronization, Ordered {

    /** Adds it unless the exchange has one of the same job: an exchange that is redelivered waits more than once. */
    static void of(Exchange exchange, Object job, Runnable completed, Consumer<Exception> failed) {
        AfterCommit added = new AfterCommit(job, completed, failed);
        if (!exchange.getExchangeExtension().containsOnCompletion(added)) {
            exchange.getExchangeExtension().addOnCompletion(added);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST - 1;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (RestOfRoute.isRolledBack(exchange)) {
            onFailure(exchange);
        } else {
            completed.run();
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        failed.accept(exchange.getException());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AfterCommit that && job.equals(that.job);
    }

    @Override
    public int hashCode() {
        return job.hashCode();
    }
}
