/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/** Looks twice a second how far the pipeline is. */
@ApplicationScoped
public class ProgressRoute extends RouteBuilder {

    private final ConsoleReport report;

    ProgressRoute(ConsoleReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        report.begin();
        from("timer:progress?period=500").routeId("progress").process(tick -> report.refresh());
    }
}
