/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases a job once its exchange has completed. It is equal to another one for the same job: an exchange that is
 * redelivered waits for its job more than once and releases it once.
 */
record ReleaseOnCompletion(JobReleases releases, String jobId) implements Synchronization, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseOnCompletion.class);

    /** After the source's own commit, so that a source that comes again still finds its job. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        releases.release(jobId);
    }

    @Override
    public void onFailure(Exchange exchange) {
        LOG.debug("Job {} is kept: its exchange failed", jobId);
    }
}
