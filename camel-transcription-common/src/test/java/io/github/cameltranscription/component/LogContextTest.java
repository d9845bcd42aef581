/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.testing.Logged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The logging context (MDC) of our lines, and that nothing of it stays on the thread. */
class LogContextTest extends ComponentTest {

    private static final String QUICK = "fake:transcribe?initialDelay=1&maxPollInterval=1";

    private final Logged logged = Logged.atDebug("io.github.cameltranscription");

    @AfterEach
    void stopLogging() {
        logged.close();
        MDC.clear();
    }

    private Map<String, String> contextOf(String words) {
        return logged.lines().stream()
                .filter(line -> line.getFormattedMessage().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with \"" + words + "\" in " + logged.lines()))
                .getMDCPropertyMap();
    }

    @Test
    void everyLineOfAJobNamesProviderJobRouteAndExchangeAndLeavesNothingBehind() {
        cloud.onStatusFail(ErrorCategory.PROVIDER_UNAVAILABLE);
        CompletableFuture<Map<String, String>> afterwards = new CompletableFuture<>();
        routes(route -> route.from("direct:in").routeId("calls").to(QUICK).process(exchange -> {
            Map<String, String> left = MDC.getCopyOfContextMap();
            afterwards.complete(left == null ? Map.of() : left);
        }));

        Exchange exchange = send("direct:in", RECORDING);

        for (String line : List.of("submitted", "will be asked again", "ended: done")) {
            assertThat(contextOf(line))
                    .as(line)
                    .containsEntry(JobLog.PROVIDER, "fake")
                    .containsEntry(JobLog.JOB_ID, "job-1")
                    .containsEntry(JobLog.ROUTE_ID, "calls")
                    .containsEntry(JobLog.EXCHANGE_ID, exchange.getExchangeId());
        }
        assertThat(afterwards.join()).doesNotContainKeys(JobLog.PROVIDER, JobLog.JOB_ID, JobLog.ROUTE_ID);
    }

    @Test
    void theContextOfTheCallerIsRestored() {
        MDC.put(JobLog.JOB_ID, "of-the-caller");
        MDC.put(JobLog.ROUTE_ID, "of-the-caller");
        MDC.put("mine", "stays");

        JobLog.line("fake", "job-7", "calls", "exchange-1", () -> assertThat(MDC.getCopyOfContextMap())
                .containsEntry(JobLog.JOB_ID, "job-7")
                .containsEntry(JobLog.ROUTE_ID, "calls")
                .containsEntry("mine", "stays"));

        assertThat(MDC.getCopyOfContextMap())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(JobLog.JOB_ID, "of-the-caller", JobLog.ROUTE_ID, "of-the-caller", "mine", "stays"));
    }

    @Test
    void aLineThatThrowsLeavesNothingBehind() {
        assertThatThrownBy(() -> JobLog.line("fake", "job-7", () -> {
                    throw new IllegalStateException("an appender");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(MDC.get(JobLog.JOB_ID)).isNull();
    }

    @Test
    void aFailureNamesItsJobToo() {
        cloud.onSubmitFail(ErrorCategory.INVALID_REQUEST);

        send(QUICK, RECORDING);

        assertThat(contextOf("ended: ")).containsEntry(JobLog.PROVIDER, "fake").doesNotContainKey(JobLog.JOB_ID);
    }
}
