/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Two thousand files at once through one route. */
@Tag("heavy")
class PalatineManyFilesTest extends PalatineTestSupport {

    private static final int FILES = TestSize.of(600, 2_000);

    /** Eight for transfers, four for replies, one scheduler, three of the HTTP client. */
    private static final int OUR_THREADS = 48;

    @TempDir
    static Path folder;

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger mostThreads = new AtomicInteger();

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws IOException {
        Files.createDirectories(folder.resolve("scripts"));
        return builder.processingTime(Duration.ofSeconds(TestSize.of(1, 3))).scripts(folder.resolve("scripts"));
    }

    @Override
    void configure(PalatineConfiguration configuration) {
        configuration.setMaxInFlight(FILES);
        configuration.setMaxPollInterval(1000);
        configuration.setJobTimeout(Duration.ofMinutes(5).toMillis());
    }

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                Path inbox = Files.createDirectories(folder.resolve("in"));
                Path scripts = folder.resolve("scripts");
                byte[] wav = Recordings.wav(1);
                for (int i = 0; i < FILES; i++) {
                    Files.write(inbox.resolve("call-" + i + ".wav"), wav);
                    Files.writeString(scripts.resolve("call-" + i + ".txt"), "разговор номер " + i);
                }
                onException(Exception.class)
                        .process(exchange ->
                                failures.add(String.valueOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT))));
                // As in the documentation, but with a minimum age of 1 ms, because all files have been written.
                from("file:" + inbox + "?readLock=changed&readLockMinAge=1&readLockMinLength=0&moveFailed=failed"
                                + "&initialDelay=0&delay=1")
                        .to("palatine:transcribe?outputFormat=text")
                        .process(exchange -> {
                            mostThreads.accumulateAndGet(ourThreads().size(), Math::max);
                            texts.put(
                                    exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class),
                                    exchange.getMessage().getBody(String.class));
                        });
            }
        };
    }

    private static Set<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("palatine-") || name.startsWith("httpclient-"))
                .collect(Collectors.toSet());
    }

    @Test
    void everyFileHasItsTextAndAWaitingJobHoldsNoThread() {
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> texts.size() == FILES);

        for (int i = 0; i < FILES; i++) {
            assertThat(texts).containsEntry("call-" + i + ".wav", "разговор номер " + i);
        }
        assertThat(failures)
                .as("exchanges with files that had been moved after they were listed")
                .isEmpty();
        palatine.requests().assertSubmitted(FILES);
        assertThat(mostThreads.get()).isBetween(1, OUR_THREADS);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> palatine.requests()
                .assertEveryJobReleased());
    }
}
