/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.Governor.Turn;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

import static io.github.cameltranscription.engine.ScriptedProvider.neverArrived;
import static io.github.cameltranscription.engine.ScriptedProvider.rateLimited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GovernorTest {

    private final VirtualScheduler clock = new VirtualScheduler();
    private final Governor governor = new Governor(clock, () -> 0);

    @Test
    void nothingWaitsWhileNothingHasGoneWrong() {
        List<Turn> granted = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            governor.poll(this, new Object(), granted::add);
        }

        assertThat(granted).hasSize(1000);
        assertThat(governor.getPollRate()).isInfinite();
    }

    @Test
    void noMoreSubmissionsAreUnderWayThanTheirLimit() {
        List<Turn> granted = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            submission(8, granted::add);
        }
        assertThat(granted).hasSize(8);

        granted.get(0).accepted();

        assertThat(granted).hasSize(9);
    }

    @Test
    void aRetryAfterHoldsBackEveryRequestAndForTenMinutesAtMost() {
        submission(8, turn -> turn.failed(rateLimited(Duration.ofDays(1))));
        List<Duration> asked = new ArrayList<>();
        governor.poll(this, new Object(), turn -> asked.add(clock.elapsed()));
        submission(8, turn -> asked.add(clock.elapsed()));

        assertThat(governor.getClosedFor()).isEqualTo(Duration.ofMinutes(10));
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(asked).isEmpty();
        clock.advance(Duration.ofSeconds(2));

        assertThat(asked).hasSize(2);
        assertThat(governor.getRefusals()).isEqualTo(1);
    }

    @Test
    void theRateIsCutToWhatWasTakenAndGrowsSlowly() {
        int[] taken = new int[1];
        long[] window = {clock.nanoTime()};
        List<Duration> accepted = new ArrayList<>();
        List<Duration> rejected = new ArrayList<>();
        Consumer<Turn> tenASecond = turn -> {
            if (clock.nanoTime() - window[0] >= Duration.ofSeconds(1).toNanos()) {
                window[0] = clock.nanoTime();
                taken[0] = 0;
            }
            boolean ok = taken[0]++ < 10;
            (ok ? accepted : rejected).add(clock.elapsed());
            clock.schedule(() -> answer(turn, ok, rateLimited(null)), Duration.ofMillis(20));
        };
        for (int i = 0; i < 400; i++) {
            submission(8, tenASecond);
        }

        clock.advance(Duration.ofSeconds(44));

        assertThat(accepted.size() + rejected.size()).as("all were tried").isEqualTo(400);
        assertThat(rejected.size()).isLessThan(60);
        assertThat(governor.getSubmissionRate()).isCloseTo(10, within(2.0));
    }

    private static void answer(Turn turn, boolean ok, TranscriptionException otherwise) {
        if (ok) {
            turn.accepted();
        } else {
            turn.failed(otherwise);
        }
    }

    @Test
    void failuresOfOneJobAreNoOutage() {
        Object poisoned = new Object();
        for (int i = 0; i < 100; i++) {
            governor.poll(this, poisoned, turn -> turn.failed(noAnswer()));
        }

        assertThat(governor.isOutage()).isFalse();
    }

    @Test
    void anOutageIsProbedAndWhatWaitedIsSpread() {
        boolean[] up = {true};
        List<Duration> asked = new ArrayList<>();
        // One hundred jobs, each asked every second.
        for (int i = 0; i < 100; i++) {
            Object job = new Object();
            clock.schedule(() -> ask(job, up, asked), Duration.ofMillis(10L * i));
        }
        clock.advance(Duration.ofSeconds(30));
        assertThat(asked).hasSizeBetween(2_900, 3_100);

        up[0] = false;
        asked.clear();
        clock.advance(Duration.ofSeconds(60));
        assertThat(governor.isOutage()).isTrue();
        assertThat(asked).as("requests of an outage of a minute").hasSizeLessThan(100);

        up[0] = true;
        asked.clear();
        clock.advance(Duration.ofSeconds(6));
        assertThat(governor.isOutage()).isFalse();
        Duration back = asked.get(0);
        assertThat(asked.stream().filter(time -> time.minus(back).compareTo(Duration.ofSeconds(1)) < 0))
                .as("the first second of the recovery")
                .hasSizeLessThan(200);
        asked.clear();
        clock.advance(Duration.ofSeconds(30));
        assertThat(asked).as("as before").hasSizeBetween(2_500, 3_500);
    }

    private void ask(Object job, boolean[] up, List<Duration> asked) {
        governor.poll(this, job, turn -> {
            asked.add(clock.elapsed());
            answer(turn, up[0], noAnswer());
            clock.schedule(() -> ask(job, up, asked), Duration.ofSeconds(1));
        });
    }

    @Test
    void submissionsThatCannotConnectFailAfterTheirRetries() {
        for (int i = 0; i < 3; i++) {
            submission(8, turn -> turn.failed(neverArrived()));
        }
        List<TranscriptionException> failures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            governor.submission(this, 8, new Object(), 2, turn -> turn.failed(neverArrived()), failures::add);
        }
        assertThat(governor.isOutage()).isTrue();
        assertThat(failures).isEmpty();

        clock.advance(Duration.ofSeconds(10));

        assertThat(failures).hasSizeGreaterThan(40).allMatch(failure -> failure.getVerdict() == Verdict.REJECTED);
        assertThat(governor.getWaiting()).isZero();
    }

    @Test
    void theUsersLimitIsKeptAndSharedFairly() {
        governor.limitTo(100);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            governor.poll(this, new Object(), turn -> {
                order.add("poll");
                turn.accepted();
            });
            submission(1000, turn -> {
                order.add("submission");
                turn.accepted();
            });
        }

        clock.advance(Duration.ofSeconds(1));

        assertThat(order).hasSizeBetween(95, 115);
        assertThat(order.stream().filter("poll"::equals).count()).isBetween(45L, 60L);
    }

    @Test
    void theEndpointsOfAnAccountTakeTurns() {
        governor.limitTo(10);
        List<String> order = new ArrayList<>();
        for (String endpoint : List.of("first", "first", "first", "first", "second", "second", "third")) {
            governor.poll(endpoint, new Object(), turn -> order.add(endpoint));
        }

        clock.advance(Duration.ofSeconds(1));

        assertThat(order).containsExactly("first", "first", "second", "third", "first", "second", "first");
    }

    private void submission(int mostInFlight, Consumer<Turn> granted) {
        governor.submission(this, mostInFlight, new Object(), 3, granted, failure -> {
            throw new AssertionError(failure);
        });
    }

    private static TranscriptionException noAnswer() {
        return ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                ErrorDetails.of("scripted", "transcribe", "no answer").withVerdict(Verdict.PENDING));
    }
}
