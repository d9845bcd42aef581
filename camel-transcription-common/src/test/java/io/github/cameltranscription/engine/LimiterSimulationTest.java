/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** Engine and governor on virtual time, with providers that limit load, or fail, in different ways. */
class LimiterSimulationTest {

    private static final int LONGEST_LOG = 4000;

    private final VirtualScheduler clock = new VirtualScheduler();
    private final Random random = new Random(1);
    private final Governor governor = new Governor(clock, random::nextDouble);
    private final Cloud cloud = new Cloud();
    private final List<TranscriptionException> failures = new ArrayList<>();
    private Duration submitTimeout = Duration.ofHours(2);
    private ToDoubleFunction<String> uploadSeconds = name -> 0.05 + random.nextDouble() * 0.1;
    private JobEngine engine;
    private int intents;
    private int done;

    /** Whether a provider accepts a request at this time, in seconds. */
    private interface Limiter {
        boolean accepts(double now);
    }

    /**
     * A provider and what is expected of the governor.
     *
     * @param retryAfter in seconds; negative for none
     * @param ideal      seconds that the submissions need at least
     * @param time       at most this many times as long
     * @param uploads    of each recording, at most, on average
     */
    private record Case(
            String name, Limiter limiter, int retryAfter, int recordings, double ideal, double time, double uploads) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> limiters() {
        return List.of(
                new Case("10 in any second", window(1, 10), -1, 500, 50, 1.2, 1.1),
                new Case("10 in any second, Retry-After", window(1, 10), 1, 500, 50, 1.3, 1.1),
                new Case("10 in any second, Retry-After: 0", window(1, 10), 0, 500, 50, 1.2, 1.1),
                new Case("5 in any second", window(1, 5), -1, 50, 10, 1.25, 1.3),
                new Case("5 in any second, Retry-After", window(1, 5), 1, 50, 10, 1.35, 1.3),
                new Case("2 in any second", window(1, 2), -1, 200, 100, 1.25, 1.2),
                new Case("50 in any second", window(1, 50), -1, 1000, 20, 1.2, 1.1),
                new Case("10/s, bursts of 50", bucket(10, 50), -1, 500, 45, 1.15, 1.1),
                new Case("10/s, no bursts", bucket(10, 1), -1, 500, 50, 2.1, 1.1),
                new Case("40/s, no bursts", bucket(40, 1), -1, 200, 5, 5.5, 1.1),
                new Case("60 in any minute", window(60, 60), -1, 300, 240, 1.4, 1.3),
                new Case("one a minute", bucket(1 / 60d, 1), -1, 30, 1740, 1.2, 3.5),
                new Case("10 in any second, else 5 s of nothing", banning(10, 5), -1, 500, 50, 6, 1.3));
    }

    private static Limiter window(double seconds, int limit) {
        Deque<Double> accepted = new ArrayDeque<>();
        return now -> {
            while (!accepted.isEmpty() && now - accepted.peek() >= seconds) {
                accepted.poll();
            }
            return accepted.size() < limit && accepted.add(now);
        };
    }

    private static Limiter bucket(double rate, double burst) {
        double[] tokensAndTime = {burst, 0};
        return now -> {
            tokensAndTime[0] = Math.min(burst, tokensAndTime[0] + (now - tokensAndTime[1]) * rate);
            tokensAndTime[1] = now;
            boolean accepts = tokensAndTime[0] >= 1;
            tokensAndTime[0] -= accepts ? 1 : 0;
            return accepts;
        };
    }

    /** Each rejected request prolongs the time in which nothing is accepted. */
    private static Limiter banning(int perSecond, double seconds) {
        Limiter limit = window(1, perSecond);
        double[] until = {0};
        return now -> {
            boolean accepts = now >= until[0] && limit.accepts(now);
            until[0] = accepts ? until[0] : now + seconds;
            return accepts;
        };
    }

    @ParameterizedTest
    @MethodSource("limiters")
    void everyRecordingIsSubmittedInAboutTheTimeThatTheProviderNeeds(Case given) {
        cloud.submissions = given.limiter();
        cloud.retryAfter = given.retryAfter();

        transcribe(given.recordings());
        clock.advance(Duration.ofHours(2));

        assertThat(done).isEqualTo(given.recordings());
        assertThat(cloud.lastAccepted / given.ideal()).as("time").isLessThan(given.time());
        assertThat(cloud.uploads / (double) given.recordings()).as("uploads").isLessThan(given.uploads());
        assertThat(intents).as("intents left").isZero();
    }

    @Test
    void aLimitOfSubmissionsUnderWayIsLearnedToo() {
        int[] underWay = new int[1];
        cloud.submissions = now -> {
            boolean accepts = underWay[0] < 3;
            underWay[0] += accepts ? 1 : 0;
            return accepts;
        };
        cloud.decidesAtOnce = true;
        cloud.uploaded = () -> underWay[0]--;
        uploadSeconds = name -> 0.2;

        transcribe(300);
        clock.advance(Duration.ofMinutes(5));

        assertThat(done).isEqualTo(300);
        assertThat(cloud.lastAccepted).isLessThan(2 * 300 * 0.2 / 3);
        assertThat(cloud.uploads).isLessThan(330);
    }

    /** The answer to a long upload comes late, and the others must not wait for it. */
    @Test
    void aLongUploadDoesNotHoldUpTheOthersAfterARejection() {
        cloud.submissions = window(1, 10);
        uploadSeconds = name -> name.hashCode() % 25 == 0 ? 60 : 0.05;

        transcribe(500);
        clock.advance(Duration.ofMinutes(30));

        assertThat(done).isEqualTo(500);
        assertThat(cloud.lastAccepted).isLessThan(300);
    }

    @Test
    void aSubmissionThatIsAlwaysRejectedFailsInTime() {
        submitTimeout = Duration.ofMinutes(5);
        cloud.submissions = now -> false;
        cloud.retryAfter = 60;

        transcribe(200);
        clock.advance(Duration.ofMinutes(6));

        assertThat(failures).hasSize(200).allSatisfy(failure -> assertThat(failure)
                .returns(ErrorCategory.RATE_LIMITED, TranscriptionException::getCategory)
                .hasMessageContaining("nothing was sent"));
        assertThat(cloud.uploads).isLessThan(20);
        assertThat(intents).as("intents left").isZero();
    }

    @Test
    void pollsContinueWhileSubmissionsAreRejectedForHours() {
        Limiter quota = window(Duration.ofHours(8).toSeconds(), 100);
        cloud.submissions = quota;
        cloud.retryAfter = (int) Duration.ofHours(8).toSeconds();
        submitTimeout = Duration.ofHours(1);

        transcribe(300);
        clock.advance(Duration.ofHours(2));

        assertThat(done).isEqualTo(100);
        assertThat(failures).hasSize(200);
    }

    @Test
    void pollsContinueAtTheirRateWhileEverySecondOneFails() {
        await(2_000, 700);
        clock.advance(Duration.ofSeconds(200));
        cloud.polls = now -> random.nextBoolean();
        cloud.pollsFail = true;
        clock.advance(Duration.ofSeconds(200));

        assertThat(cloud.pollsBetween(300, 400) / (double) cloud.pollsBetween(100, 200))
                .isBetween(0.8, 1.2);
        cloud.polls = now -> true;
        clock.advance(Duration.ofMinutes(10));
        assertThat(done).isEqualTo(2_000);
    }

    @Test
    void pollsThatWaitedForARetryAfterAreSpread() {
        await(2_000, 400);
        clock.advance(Duration.ofSeconds(200));
        cloud.polls = now -> false;
        cloud.retryAfter = 60;
        clock.advance(Duration.ofSeconds(1));
        cloud.polls = now -> true;
        clock.advance(Duration.ofMinutes(10));

        assertThat(cloud.pollsBetween(203, 260)).isZero();
        assertThat(cloud.mostPollsInASecondBetween(260, 400)).isLessThan(2 * cloud.mostPollsInASecondBetween(100, 200));
        assertThat(done).isEqualTo(2_000);
    }

    /** The recordings of the endpoint that fails arrive first. */
    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {"UNCERTAIN_SUBMISSION", "PROVIDER_UNAVAILABLE"})
    void anEndpointThatAlwaysFailsDoesNotStopTheOthersOfTheAccount(ErrorCategory failure) {
        cloud.failing = failure;
        transcribe("failing", 200);
        engine = null;
        transcribe(200);
        clock.advance(Duration.ofMinutes(10));

        assertThat(done).isEqualTo(200);
    }

    @Test
    void noSubmissionIsGivenUpWhenTheProviderCannotBeReachedForASecond() {
        cloud.failing = ErrorCategory.PROVIDER_UNAVAILABLE;
        transcribe("failing", 300);
        clock.advance(Duration.ofSeconds(1));
        cloud.failing = null;
        clock.advance(Duration.ofMinutes(5));

        assertThat(done).isEqualTo(300);
    }

    private JobEngine engine() {
        if (engine == null) {
            PollPolicy policy = new PollPolicy(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), Duration.ofHours(2));
            engine = new JobEngine(
                    new EngineSettings("transcribe", 10_000, 8, submitTimeout, policy, new RetryPolicy(3)),
                    clock,
                    governor,
                    null,
                    random::nextDouble);
        }
        return engine;
    }

    private void transcribe(int recordings) {
        transcribe("recording", recordings);
    }

    private void transcribe(String names, int recordings) {
        for (int i = 0; i < recordings; i++) {
            String name = names + "-" + i;
            start(() -> engine().transcribe(
                            caller(),
                            new RecordingSubmission(
                                    cloud,
                                    new AudioLink(URI.create("https://example.org/" + name)),
                                    Map.of("name", name)),
                            new Journal()));
        }
    }

    /** Jobs that are done after some seconds. */
    private void await(int jobs, double seconds) {
        for (int i = 0; i < jobs; i++) {
            String job = "job-" + i;
            cloud.doneAt.put(job, seconds);
            clock.schedule(
                    () -> start(() -> engine().await(caller(), cloud, job, JobJournal.NONE)),
                    Duration.ofMillis(random.nextInt(30_000)));
        }
    }

    private interface Start {
        PendingJob<JobResult> begin() throws InterruptedException;
    }

    private void start(Start job) {
        try {
            job.begin().result().whenComplete((result, failure) -> {
                if (failure == null) {
                    done++;
                } else {
                    failures.add((TranscriptionException) failure);
                }
            });
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Caller caller() {
        return new TestCaller(engine().admission(), () -> true, clock.nanoTime(), Runnable::run);
    }

    /** Counts the intents. */
    private final class Journal implements JobJournal {
        @Override
        public CompletionStage<String> intend() {
            intents++;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> rejected() {
            intents--;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> submitted(String jobId) {
            intents--;
            return CompletableFuture.completedFuture(null);
        }
    }

    private final class Cloud implements TranscriptionProvider {
        private final Map<String, Double> doneAt = new HashMap<>();
        private final int[] pollsInSecond = new int[LONGEST_LOG];
        private Limiter submissions = now -> true;
        private Limiter polls = now -> true;
        private ErrorCategory failing;
        private boolean decidesAtOnce;
        private boolean pollsFail;
        private Runnable uploaded = () -> {};
        private int retryAfter = -1;
        private double lastAccepted;
        private int uploads;

        private double now() {
            return clock.elapsed().toNanos() / 1e9;
        }

        int pollsBetween(int from, int to) {
            return Arrays.stream(pollsInSecond, from, to).sum();
        }

        int mostPollsInASecondBetween(int from, int to) {
            return Arrays.stream(pollsInSecond, from, to).max().orElseThrow();
        }

        @Override
        public String name() {
            return "cloud";
        }

        private TranscriptionException failure(Verdict verdict, ErrorCategory category) {
            return category.toException(ErrorDetails.of("cloud", "transcribe", "simulated")
                    .withVerdict(verdict)
                    .withHttpStatus(category == ErrorCategory.RATE_LIMITED ? 429 : 502)
                    .withRetryAfter(retryAfter < 0 ? null : Duration.ofSeconds(retryAfter)));
        }

        private <T> CompletionStage<T> later(double seconds, Supplier<CompletionStage<T>> answer) {
            CompletableFuture<T> arrived = new CompletableFuture<>();
            clock.schedule(
                    () -> answer.get().whenComplete((value, failure) -> {
                        if (failure == null) {
                            arrived.complete(value);
                        } else {
                            arrived.completeExceptionally(failure);
                        }
                    }),
                    Duration.ofNanos((long) (seconds * 1e9)));
            return arrived;
        }

        @Override
        public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
            assertThat(governor.getClosedFor()).as("sent during a Retry-After").isZero();
            uploads++;
            String name = parameters.get("name");
            if (failing != null && name.startsWith("failing")) {
                return later(
                        0.1,
                        () -> CompletableFuture.failedFuture(failure(
                                failing == ErrorCategory.UNCERTAIN_SUBMISSION ? Verdict.UNCERTAIN : Verdict.REJECTED,
                                failing)));
            }
            boolean refused = decidesAtOnce && !submissions.accepts(now());
            return later(refused ? 0.02 : uploadSeconds.applyAsDouble(name), () -> {
                if (refused || !decidesAtOnce && !submissions.accepts(now())) {
                    return CompletableFuture.failedFuture(failure(Verdict.REJECTED, ErrorCategory.RATE_LIMITED));
                }
                uploaded.run();
                lastAccepted = now();
                doneAt.put(name, now() + 10);
                return CompletableFuture.completedFuture(Submission.of(name));
            });
        }

        @Override
        public CompletionStage<JobStatus> status(String jobId) {
            pollsInSecond[Math.min(LONGEST_LOG - 1, (int) now())]++;
            return later(0.02 + random.nextDouble() * 0.04, () -> {
                if (!polls.accepts(now())) {
                    return CompletableFuture.failedFuture(failure(
                            Verdict.PENDING,
                            pollsFail ? ErrorCategory.PROVIDER_UNAVAILABLE : ErrorCategory.RATE_LIMITED));
                }
                return CompletableFuture.completedFuture(
                        now() < doneAt.get(jobId)
                                ? JobStatus.pending("cloud", jobId, null)
                                : JobStatus.done("cloud", jobId, null, null));
            });
        }

        @Override
        public CompletionStage<JobResult> fetch(JobStatus done) {
            return CompletableFuture.completedFuture(JobResult.of("the transcript"));
        }
    }
}
