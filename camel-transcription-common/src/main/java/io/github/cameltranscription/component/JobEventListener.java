/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobListener;
import io.github.cameltranscription.engine.JobStatus;

/** Passes on how a job goes on, as far as it is news. */
class JobEventListener implements JobListener {

    private final JobEvents events;
    private final Exchange exchange;
    private final JobOfExchange job;

    JobEventListener(JobEvents events, Exchange exchange, JobOfExchange job) {
        this.events = events;
        this.exchange = exchange;
        this.job = job;
    }

    @Override
    public void progressed(JobStatus status) {
        if (status.progress() != null && job.rises(status.progress())) {
            events.progressed(exchange, job.id(), status.progress());
        }
    }
}
