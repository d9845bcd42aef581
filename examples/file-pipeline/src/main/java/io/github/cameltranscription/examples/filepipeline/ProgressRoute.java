/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.examples.demo.ConsoleReport;

/** Looks twice a second how far the pipeline is. */
@ApplicationScoped
public class ProgressRoute extends RouteBuilder {

    private final ConsoleReport console;
    private final ProgressReport report;

    ProgressRoute(ConsoleReport console, ProgressReport report) {
        this.console = console;
        this.report = report;
    }

    @Override
    public void configure() {
        console.begin();
        from("timer:progress?period=500").routeId("progress").process(tick -> report.refresh());
    }
}
