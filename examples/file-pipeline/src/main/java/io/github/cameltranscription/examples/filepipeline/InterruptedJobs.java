/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.github.cameltranscription.error.ErrorCategory;

/**
 * Reports the jobs that are still waited for when the program is ended. A route that is being stopped runs no
 * {@code onException} any more, and the id of a job that was paid for must not be lost.
 */
@Singleton
public class InterruptedJobs extends SynchronizationAdapter implements Processor {

    private static final Logger LOG = Logger.getLogger(InterruptedJobs.class);
    private static final int LIMIT_SECONDS = 5;

    private final Path errors;
    private final ObjectMapper json;
    /** One party for each recording under way, and one for the program. */
    private final Phaser underWay = new Phaser(1);

    InterruptedJobs(@ConfigProperty(name = "pipeline.folder") Path folder, ObjectMapper json) {
        this.errors = folder.resolve("error");
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) {
        underWay.register();
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    /** After the recording has been moved. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        underWay.arriveAndDeregister();
    }

    @Override
    public void onFailure(Exchange exchange) {
        try {
            FailureReport report = FailureReport.of(exchange);
            if (ErrorCategory.JOB_INTERRUPTED.name().equals(report.category())) {
                write(report);
            }
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private void write(FailureReport report) {
        try {
            Files.createDirectories(errors);
            json.writerWithDefaultPrettyPrinter()
                    .writeValue(errors.resolve(report.file() + ".error.json").toFile(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program does not end before all of them have been moved and reported. */
    @PreDestroy
    void finish() throws InterruptedException {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arriveAndDeregister(), LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            LOG.warn("Recordings under way were not moved in time: the log has their job ids");
        }
    }
}
