/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseTest extends ComponentTest {

    @TempDir
    Path folder;

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void aJobIsReleasedAfterEveryCompletionOfItsExchange() {
        cloud.onRelease(() -> events.add("released"));
        routes(route -> route.from("direct:in")
                .process(exchange -> Node.onCompletion(exchange, () -> events.add("registered before")))
                .to("fake:transcribe")
                .process(exchange -> Node.onCompletion(exchange, () -> events.add("registered after")))
                .process(exchange -> events.add("last step")));

        send("direct:in", RECORDING);

        assertThat(events).containsExactlyInAnyOrder("last step", "registered before", "registered after", "released");
        assertThat(events).startsWith("last step").endsWith("released");
        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @ParameterizedTest
    @CsvSource({"fake:transcribe, false", "fake:transcribe?releaseJob=FETCH, true"})
    void theJobOfAnExchangeThatFailedIsReleasedOnlyWithFetch(String uri, boolean released) {
        routes(route -> route.from("direct:in").to(uri).process(exchange -> {
            throw new IllegalStateException("the database is down");
        }));

        send("direct:in", RECORDING);

        assertThat(cloud.releases()).isEqualTo(released ? List.of("job-1") : List.of());
    }

    @Test
    void aFileIsMovedAwayBeforeItsJobIsReleased() throws Exception {
        Path moved = folder.resolve("done/talk.mp3");
        cloud.onRelease(() -> events.add("moved before the release: " + Files.exists(moved)));
        Files.write(folder.resolve("talk.mp3"), RECORDING);
        routes(route -> route.from("file:" + folder + "?move=done&initialDelay=0&delay=50&readLock=none")
                .to("fake:transcribe"));

        Awaitility.await().until(() -> !cloud.releases().isEmpty());

        assertThat(events).containsExactly("moved before the release: true");
        assertThat(cloud.submissions()).containsExactly("talk.mp3");
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

        Node.succeeded(send("fake:transcribe", RECORDING));
    }
}
