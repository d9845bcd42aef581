/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Engine and governor on virtual time, with a provider that has overloads and outages, loses answers, hides behind a
 * gateway's pages, answers late and with the status of another job. A seed gives the number of endpoints in the chain, their places, the jobs and the
 * troubles, and reproduces a run.
 */
@Timeout(3600)
@Tag("heavy")
class EngineSimulationTest {

    private static final int SEEDS = TestSize.of(500, 20_000);

    @Test
    void nothingIsLostNothingIsPaidTwiceAndNothingHangsForAnySeed() {
        Long only = Long.getLong("transcription.seed");
        if (only != null) {
            new World(only).run();
            return;
        }
        int uncertain = 0;
        int delivered = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = new World(seed);
            try {
                world.run();
            } catch (Throwable broken) {
                throw new AssertionError(
                        "seed " + seed + " (reproduce with -Dtranscription.seed=" + seed + ")", broken);
            }
            uncertain += world.uncertain;
            delivered += world.delivered;
        }
        // Else the seeds would not test what they are for.
        assertThat(delivered).isGreaterThan(SEEDS);
        assertThat(uncertain).isGreaterThan(SEEDS / 10);
    }

    /** One run. */
    private static final class World {
        private final Random random;
        private final VirtualScheduler clock = new VirtualScheduler();
        private final Governor governor;
        private final List<JobEngine> chain = new ArrayList<>();
        private final Cloud cloud;
        private final int exchanges;
        private final int places;
        private int arrived;
        private int live;
        private int mostLive;
        private int ended;
        private int delivered;
        private int uncertain;

        World(long seed) {
            random = new Random(seed);
            governor = new Governor(clock, random::nextDouble);
            cloud = new Cloud();
            exchanges = 1 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 60);
            int endpoints = 1 + random.nextInt(3);
            int sum = 0;
            for (int i = 0; i < endpoints; i++) {
                int maxInFlight = 1 + random.nextInt(40);
                sum += maxInFlight;
                EngineSettings settings = new EngineSettings(
                        "transcribe",
                        maxInFlight,
                        1 + random.nextInt(8),
                        random.nextInt(4) == 0 ? Duration.ZERO : Duration.ofMinutes(1 + random.nextInt(120)),
                        new PollPolicy(
                                Duration.ofSeconds(1 + random.nextInt(3)),
                                1.5,
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5 + random.nextInt(120))),
                        new RetryPolicy(random.nextInt(4)));
                chain.add(new JobEngine(settings, clock, governor, null, random::nextDouble));
            }
            places = sum;
        }

        void run() {
            clock.schedule(this::arrive, Duration.ZERO);
            clock.advance(Duration.ofDays(40));
            assertThat(ended).as("every exchange ends once").isEqualTo(exchanges);
            assertThat(mostLive).as("exchanges in the chain").isLessThanOrEqualTo(places);
            for (JobEngine engine : chain) {
                assertThat(engine.inFlight()).as("places left behind").isZero();
                assertThat(engine.queued()).as("left in the queue").isZero();
            }
            assertThat(governor.getWaiting()).as("left at the governor").isZero();
        }

        /** The source waits while the first endpoint is full. */
        private void arrive() {
            while (arrived < exchanges && chain.get(0).admission().mayEnter()) {
                int exchange = arrived++;
                live++;
                mostLive = Math.max(mostLive, live);
                call(0, exchange);
            }
            if (arrived < exchanges) {
                clock.schedule(this::arrive, Duration.ofMillis(1 + random.nextInt(2_000)));
            }
        }

        private void call(int step, int exchange) {
            String name = "recording-" + exchange + "-" + step;
            JobEngine engine = chain.get(step);
            Caller caller = new TestCaller(
                    chain.get(0).admission(), () -> true, clock.nanoTime(), task -> clock.schedule(task, reply()));
            RecordingSubmission request = new RecordingSubmission(
                    cloud, new AudioLink(URI.create("https://example.org/" + name)), Map.of("name", name));
            int[] times = new int[1];
            try {
                engine.transcribe(caller, request, JobJournal.NONE).result().whenComplete((result, failure) -> {
                    assertThat(times[0]++).as("how often " + name + " ends").isZero();
                    judge(name, result, (TranscriptionException) failure);
                    if (failure == null && step + 1 < chain.size()) {
                        call(step + 1, exchange);
                    } else {
                        live--;
                        ended++;
                    }
                });
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private Duration reply() {
            return Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(5_000) : 0);
        }

        private void judge(String name, JobResult result, TranscriptionException failure) {
            int paid = cloud.paid.getOrDefault(name, 0);
            if (failure == null) {
                delivered++;
                assertThat(paid).as("paid for " + name).isEqualTo(1);
                assertThat(result.body()).isEqualTo("transcript of " + name);
            } else if (failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
                uncertain++;
                assertThat(paid).as("paid for " + name).isLessThanOrEqualTo(1);
            } else if (failure.getJobId() == null) {
                assertThat(paid)
                        .as("paid for " + name + ", which failed with " + failure)
                        .isZero();
            } else {
                assertThat(paid).as("paid for " + name).isEqualTo(1);
                assertThat(failure.getVerdict())
                        .as("why " + name + " ended: " + failure)
                        .isIn(Verdict.FAILED, null);
            }
        }

        /** The provider and the network between. */
        private final class Cloud implements TranscriptionProvider {
            private final Map<String, Integer> paid = new HashMap<>();
            private final Map<String, String> names = new HashMap<>();
            private final Map<String, Long> doneAt = new HashMap<>();
            private final Map<String, Integer> failing = new HashMap<>();
            private final Deque<Long> recent = new ArrayDeque<>();
            private String latestJob;
            private final int perSecond = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
            private final double errorRate = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.3;
            private final List<long[]> outages = new ArrayList<>();

            Cloud() {
                long from = clock.nanoTime();
                for (int i = random.nextInt(4); i > 0; i--) {
                    from += seconds(random.nextInt(600));
                    long until = from + seconds(1 + random.nextInt(300));
                    outages.add(new long[] {from, until, random.nextInt(3)});
                    from = until;
                }
            }

            private long seconds(long count) {
                return Duration.ofSeconds(count).toNanos();
            }

            private int outage() {
                long now = clock.nanoTime();
                for (long[] outage : outages) {
                    if (now - outage[0] >= 0 && now - outage[1] < 0) {
                        return (int) outage[2];
                    }
                }
                return -1;
            }

            private boolean fails() {
                return random.nextDouble() < errorRate;
            }

            private boolean isTooMuch() {
                long now = clock.nanoTime();
                while (!recent.isEmpty() && now - recent.peek() > seconds(1)) {
                    recent.poll();
                }
                if (recent.size() >= perSecond) {
                    return true;
                }
                recent.add(now);
                return false;
            }

            private <T> CompletionStage<T> later(T value, TranscriptionException failure) {
                CompletableFuture<T> answer = new CompletableFuture<>();
                clock.schedule(
                        () -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        },
                        Duration.ofMillis(1 + random.nextInt(random.nextInt(50) == 0 ? 30_000 : 300)));
                return answer;
            }

            private TranscriptionException trouble(ErrorCategory category, Verdict verdict) {
                return category.toException(
                        ErrorDetails.of("cloud", "transcribe", "simulated").withVerdict(verdict));
            }

            private TranscriptionException busy(Verdict verdict) {
                Duration retryAfter = random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(20));
                return ErrorCategory.RATE_LIMITED.toException(ErrorDetails.of("cloud", "transcribe", "too many")
                        .withVerdict(verdict)
                        .withRetryAfter(retryAfter));
            }

            @Override
            public String name() {
                return "cloud";
            }

            @Override
            public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
                assertThat(governor.getClosedFor()).as("sent while closed").isZero();
                String name = parameters.get("name");
                TranscriptionException trouble = troubleWithSubmission();
                boolean lostAnswer = trouble != null && trouble.getVerdict() == Verdict.UNCERTAIN;
                if (trouble == null || lostAnswer && outage() < 0 && random.nextBoolean()) {
                    paid.merge(name, 1, Integer::sum);
                }
                if (trouble != null) {
                    return later(null, trouble);
                }
                String job = "job of " + name;
                names.put(job, name);
                latestJob = job;
                doneAt.put(job, clock.nanoTime() + seconds(random.nextInt(120)));
                return later(Submission.of(job), null);
            }

            /** What goes wrong with a submission, or {@code null}. */
            private TranscriptionException troubleWithSubmission() {
                int outage = outage();
                if (outage == 2 || outage < 0 && isTooMuch()) {
                    return busy(Verdict.REJECTED);
                }
                if (outage < 0 && !fails()) {
                    return null;
                }
                return switch (outage < 0 ? random.nextInt(4) : outage) {
                    case 0 -> trouble(ErrorCategory.PROVIDER_UNAVAILABLE, Verdict.REJECTED);
                    case 3 -> trouble(ErrorCategory.INVALID_REQUEST, Verdict.REJECTED);
                    default -> trouble(ErrorCategory.UNCERTAIN_SUBMISSION, Verdict.UNCERTAIN);
                };
            }

            @Override
            public CompletionStage<JobStatus> status(String jobId) {
                if (outage() >= 0) {
                    return later(null, trouble(ErrorCategory.PROVIDER_UNAVAILABLE, Verdict.PENDING));
                }
                if (fails()) {
                    // The provider's own "not found" for a moment, as from a replica that lags behind.
                    boolean gone = failing.merge(jobId, 1, Integer::sum) <= 2 && random.nextBoolean();
                    return later(
                            null,
                            gone
                                    ? trouble(ErrorCategory.JOB_NOT_FOUND, Verdict.GONE)
                                    : random.nextInt(3) == 0
                                            ? busy(Verdict.PENDING)
                                            : trouble(ErrorCategory.PROVIDER_UNAVAILABLE, Verdict.PENDING));
                }
                if (random.nextInt(100) == 0) {
                    return later(JobStatus.done("cloud", latestJob, null, null), null);
                }
                if (clock.nanoTime() - doneAt.get(jobId) < 0) {
                    return later(JobStatus.pending("cloud", jobId, null), null);
                }
                return later(
                        names.get(jobId).hashCode() % 17 == 0
                                ? JobStatus.failed("cloud", jobId, null, "no speech")
                                : JobStatus.done("cloud", jobId, null, null),
                        null);
            }

            @Override
            public CompletionStage<JobResult> fetch(JobStatus done) {
                return CompletableFuture.completedFuture(JobResult.of("transcript of " + names.get(done.jobId())));
            }

            @Override
            public CompletionStage<Void> release(String jobId) {
                return CompletableFuture.completedFuture(null);
            }
        }
    }
}
