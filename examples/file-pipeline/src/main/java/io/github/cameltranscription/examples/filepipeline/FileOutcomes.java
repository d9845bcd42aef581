/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts what has come of the recordings, as Camel tells it: when they have been moved to their last place. */
@Singleton
public class FileOutcomes {

    private final CamelContext context;
    private final boolean kept;
    private final List<FileOutcome> outcomes = new ArrayList<>();
    private int done;
    private int failed;

    FileOutcomes(CamelContext context, @ConfigProperty(name = "pipeline.demo") boolean demo) {
        this.context = context;
        this.kept = demo;
    }

    void completed(@Observes ExchangeCompletedEvent event) {
        if (isRecording(event.getExchange())) {
            add(FileOutcome.done(event.getExchange()));
        }
    }

    void failed(@Observes ExchangeFailedEvent event) {
        if (isRecording(event.getExchange())) {
            add(FileOutcome.failed(event.getExchange()));
        }
    }

    private static boolean isRecording(Exchange exchange) {
        return TranscribeFilesRoute.ID.equals(exchange.getFromRouteId());
    }

    private synchronized void add(FileOutcome outcome) {
        if (outcome.isDone()) {
            done++;
        } else {
            failed++;
        }
        // A folder that is watched for months must not fill the memory.
        if (kept) {
            outcomes.add(outcome);
        }
    }

    /** How far the pipeline is. */
    public synchronized Progress progress() {
        return new Progress(done, context.getInflightRepository().size(TranscribeFilesRoute.ID), failed);
    }

    /** What came of each recording so far, in a demonstration; empty where a folder is watched. */
    public synchronized List<FileOutcome> all() {
        return List.copyOf(outcomes);
    }
}
