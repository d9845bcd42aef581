/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.log.JobLog;

import static org.assertj.core.api.Assertions.assertThat;

/** What the logging context (MDC) of our lines says, and that nothing of it is left behind. */
class LogContextTest extends ComponentTest {

    private static final String QUICK = "fake:transcribe?initialDelay=1&maxPollInterval=1";

    private final Logger ours = (Logger) LoggerFactory.getLogger("io.github.cameltranscription");
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.getMDCPropertyMap();
            lines.add(line);
        }
    };
    private Level before;

    @BeforeEach
    void record() {
        before = ours.getLevel();
        ours.setLevel(Level.DEBUG);
        recorder.start();
        ours.addAppender(recorder);
    }

    @AfterEach
    void forget() {
        ours.detachAppender(recorder);
        ours.setLevel(before);
        MDC.clear();
    }

    private Map<String, String> contextOf(String words) {
        return lines.stream()
                .filter(line -> line.getFormattedMessage().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with \"" + words + "\" in " + lines))
                .getMDCPropertyMap();
    }

    @Test
    void everyLineOfAJobNamesProviderJobRouteAndExchangeAndLeavesNothingBehind() {
        cloud.onStatusFail(ErrorCategory.PROVIDER_UNAVAILABLE);
        CompletableFuture<Map<String, String>> afterwards = new CompletableFuture<>();
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("calls").to(QUICK).process(exchange -> {
                    Map<String, String> left = MDC.getCopyOfContextMap();
                    afterwards.complete(left == null ? Map.of() : left);
                });
            }
        });

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
    void whatWasThereIsThereAgain() {
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
        try {
            JobLog.line("fake", "job-7", () -> {
                throw new IllegalStateException("an appender");
            });
        } catch (IllegalStateException expected) {
            assertThat(MDC.get(JobLog.JOB_ID)).isNull();
            return;
        }
        throw new AssertionError("the exception is the caller's");
    }

    @Test
    void aFailureNamesItsJobToo() {
        cloud.onSubmitFail(ErrorCategory.INVALID_REQUEST);

        send(QUICK, RECORDING);

        assertThat(contextOf("ended: ")).containsEntry(JobLog.PROVIDER, "fake").doesNotContainKey(JobLog.JOB_ID);
    }
}
