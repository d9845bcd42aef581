/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.IOException;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** A circuit breaker works on a copy of the exchange, which completes before the next step has the transcript. */
class CircuitBreakerReleaseTest extends RouteTestSupport {

    @ParameterizedTest
    @ValueSource(strings = {"", "?jobRepository=#jobs"})
    void aFailureAfterTheBreakerKeepsTheJob(String options) throws Exception {
        Exchange reply;
        try (DefaultCamelContext context = Provider.PALATINE.context(simulator)) {
            context.getRegistry().bind("jobs", new MemoryJobRepository());
            RouteBuilder.addRoutes(context, routes -> routes.from("direct:in")
                    .circuitBreaker()
                    .to("palatine:transcribe" + options)
                    .end()
                    .throwException(new IOException("disk full")));
            context.start();

            reply = send(context, "direct:in", recording, Map.of());
        }
        // A stop waits for releases.
        assertThat(reply.getException()).hasMessage("disk full");
        String jobId = reply.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
        simulator.palatine().requests().assertNotReleased(jobId);
    }

    @Test
    void doTryReleases() throws Exception {
        Exchange reply;
        try (DefaultCamelContext context = Provider.PALATINE.context(simulator)) {
            RouteBuilder.addRoutes(context, routes -> routes.from("direct:in")
                    .doTry()
                    .to("palatine:transcribe")
                    .doCatch(Exception.class)
                    .end());
            context.start();

            reply = send(context, "direct:in", recording, Map.of());
        }
        String jobId = reply.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
        simulator.palatine().requests().assertReleased(jobId);
    }
}
