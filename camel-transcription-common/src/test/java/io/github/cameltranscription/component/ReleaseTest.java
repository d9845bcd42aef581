/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.SynchronizationAdapter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseTest extends ComponentTest {

    @TempDir
    Path folder;

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void aJobIsReleasedAfterTheExchangeHasCompletedAndNotBefore() {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("fake:transcribe")
                        .process(exchange -> events.add("released before the end: " + cloud.releases()));
            }
        });

        send("direct:in", RECORDING);

        assertThat(events).containsExactly("released before the end: []");
        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @Test
    void theJobOfAnExchangeThatFailedIsKept() {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("fake:transcribe").process(exchange -> {
                    throw new IllegalStateException("the database is down");
                });
            }
        });

        send("direct:in", RECORDING);

        assertThat(cloud.releases()).isEmpty();
    }

    @Test
    void aJobIsReleasedAfterEveryOtherCompletionWhateverTheOrderOfRegistration() {
        cloud.onRelease(() -> events.add("released"));
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .process(exchange -> commitOnCompletion(exchange, "before"))
                        .to("fake:transcribe")
                        .process(exchange -> commitOnCompletion(exchange, "after"));
            }
        });

        send("direct:in", RECORDING);

        assertThat(events)
                .containsExactlyInAnyOrder("before", "after", "released")
                .last()
                .isEqualTo("released");
    }

    private void commitOnCompletion(Exchange exchange, String name) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                events.add(name);
            }
        });
    }

    @Test
    void aFileIsMovedAwayBeforeItsJobIsReleased() throws Exception {
        Path moved = folder.resolve("done/talk.mp3");
        cloud.onRelease(() -> events.add("moved before the release: " + Files.exists(moved)));
        Files.write(folder.resolve("talk.mp3"), RECORDING);
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?move=done&initialDelay=0&delay=50&readLock=none")
                        .to("fake:transcribe");
            }
        });

        Awaitility.await().until(() -> !cloud.releases().isEmpty());

        assertThat(events).containsExactly("moved before the release: true");
        assertThat(cloud.submissions()).containsExactly("talk.mp3");
    }

    @Test
    void withFetchAJobIsReleasedAsSoonAsTheResultIsHere() {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("fake:transcribe?releaseJob=FETCH").process(exchange -> {
                    throw new IllegalStateException("too late");
                });
            }
        });

        send("direct:in", RECORDING);

        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @Test
    void withNeverNothingIsReleased() {
        send("fake:transcribe?releaseJob=NEVER", RECORDING);

        assertThat(cloud.releases()).isEmpty();
    }

    @Test
    void aReleaseThatFailsDoesNotFailTheExchange() {
        cloud.onRelease(() -> {
            throw new IllegalStateException("no");
        });

        Exchange exchange = send("fake:transcribe", RECORDING);

        assertThat((Throwable) exchange.getException()).isNull();
    }
}
