/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.spi.Synchronization;

/**
 * Closes a recorded job once its exchange has completed: the record says delivered, the provider is told, the record goes.
 * A crash in between leaves a record that is finished off at the next start.
 *
 * @param releases {@code null} where the provider is not told, or has been
 */
record FinishOnCompletion(RecordedJob job, JobReleases releases, String jobId) implements Synchronization, Ordered {

    /** After the source's own commit, so that a source that comes again still finds its job. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        job.delivered();
        if (releases == null) {
            job.finish();
        } else {
            releases.release(jobId, job::finish, job::letGo);
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        job.suspend();
    }
}
