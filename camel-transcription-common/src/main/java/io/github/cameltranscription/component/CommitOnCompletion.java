/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.spi.Synchronization;

/** Lets others wait for a job once the exchange that submitted it has completed: its source will not bring it again. */
record CommitOnCompletion(JobOfExchange job) implements Synchronization, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (job.recorded() != null) {
            job.recorded().sourceCommitted();
        }
    }

    /** What was submitted stays for {@code results}, and is marked: the source may bring the recording again. */
    @Override
    public void onFailure(Exchange exchange) {
        if (job.recorded() != null) {
            job.recorded().suspend();
        }
    }
}
