/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.event.JobEventKind;
import io.github.cameltranscription.event.TranscriptionJobEvent;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/** Tells Camel's event notifiers about the jobs of an endpoint. One that throws costs no job and keeps no other from it. */
final class JobEvents {

    private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);
    private static final int COMPLETE = 100;

    private final TranscriptionEndpoint<?> endpoint;

    JobEvents(TranscriptionEndpoint<?> endpoint) {
        this.endpoint = endpoint;
    }

    void submitted(Exchange exchange, String jobId) {
        TranscriptionMonitor.of(endpoint.getCamelContext()).submitted(endpoint.providerName(), endpoint.getOperation());
        tell(exchange, JobEventKind.SUBMITTED, jobId, null, null);
    }

    void progressed(Exchange exchange, String jobId, int progress) {
        tell(exchange, JobEventKind.PROGRESSED, jobId, progress, null);
    }

    void completed(Exchange exchange, String jobId) {
        tell(exchange, JobEventKind.COMPLETED, jobId, COMPLETE, null);
    }

    void failed(Exchange exchange, String jobId, Integer progress, ErrorCategory category) {
        tell(exchange, JobEventKind.FAILED, jobId, progress, category);
    }

    /** The exchange with the result has ended, and may be in use again: the event has one of its own. */
    void released(String jobId) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, jobId);
        tell(exchange, JobEventKind.RELEASED, jobId, null, null);
    }

    private void tell(Exchange exchange, JobEventKind kind, String jobId, Integer progress, ErrorCategory category) {
        CamelContext context = endpoint.getCamelContext();
        TranscriptionJobEvent event = null;
        for (EventNotifier notifier : context.getManagementStrategy().getStartedEventNotifiers()) {
            if (notifier.isDisabled() || notifier.isIgnoreExchangeEvents()) {
                continue;
            }
            if (event == null) {
                event = new TranscriptionJobEvent(
                        exchange, kind, endpoint.providerName(), endpoint.getOperation(), jobId, progress, category);
                event.setTimestamp(System.currentTimeMillis());
            }
            tell(notifier, event);
        }
    }

    private void tell(EventNotifier notifier, TranscriptionJobEvent event) {
        try {
            if (notifier.isEnabled(event)) {
                notifier.notify(event);
            }
        } catch (Exception faulty) {
            endpoint.log(
                    event.getExchange(),
                    event.getJobId(),
                    () -> LOG.warn("An event notifier failed at {}", event, faulty));
        }
    }
}
