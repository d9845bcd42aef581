/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the demos of the examples print. */
class DemoReportTest {

    private final AtomicLong now = new AtomicLong(1_000);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final DemoReport report =
            new DemoReport(new PrintStream(printed, true, StandardCharsets.UTF_8), now::get, 3);

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        report.waiting();
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aLongWaitShowsHowFarItIsEveryFiveSeconds() {
        pass(4);
        assertThat(lines()).isEmpty();

        pass(1);
        pass(1);
        assertThat(lines()).containsExactly("... 0 of 3 recordings after 5 s");

        report.outcome("a.wav", null, "by mail");
        pass(4);
        pass(1);
        assertThat(lines())
                .containsExactly(
                        "... 0 of 3 recordings after 5 s",
                        "a.wav: transcribed, by mail",
                        "... 1 of 3 recordings after 11 s");
    }

    @Test
    void theEndSaysWhatWasDoneAndWhereItIs() {
        report.outcome("b.wav", "no speech", "by mail");
        report.outcome("c.wav", null, "by mail");
        assertThat(report.isComplete()).isFalse();
        report.outcome("a.wav", null, "by mail");
        assertThat(report.isComplete()).isTrue();
        now.addAndGet(TimeUnit.SECONDS.toNanos(7));

        report.end(List.of("Transcripts: out"));

        assertThat(lines())
                .endsWith(
                        "",
                        "  a.wav: transcribed",
                        "  b.wav: failed, no speech",
                        "  c.wav: transcribed",
                        "2 transcribed, 1 failed in 7 s",
                        "Transcripts: out");
    }
}
