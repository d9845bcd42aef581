/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * A provider that gives the scripted answers in order, and notes the time of each request. Without a script it takes
 * every recording as job-1, which is never done, and whose result is "the transcript".
 */
final class ScriptedProvider implements TranscriptionProvider {

    static final String JOB = "job-1";

    private final VirtualScheduler clock;
    private final Queue<Answer<Void>> checks = new ArrayDeque<>();
    private final Queue<Answer<Submission>> submissions = new ArrayDeque<>();
    private final Queue<Answer<JobStatus>> statuses = new ArrayDeque<>();
    private final Queue<Answer<JobResult>> results = new ArrayDeque<>();
    private final List<Duration> checkTimes = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> submitTimes = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> pollTimes = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> releaseTimes = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> fetchTimes = Collections.synchronizedList(new ArrayList<>());
    private Answer<Void> releasing = answering(null);

    @FunctionalInterface
    interface Answer<T> {
        CompletionStage<T> give();
    }

    ScriptedProvider(VirtualScheduler clock) {
        this.clock = clock;
    }

    static <T> Answer<T> answering(T value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    static <T> Answer<T> failing(Throwable failure) {
        return () -> CompletableFuture.failedFuture(failure);
    }

    static <T> Answer<T> throwing(RuntimeException thrown) {
        return () -> {
            throw thrown;
        };
    }

    static Answer<JobStatus> pending() {
        return answering(JobStatus.pending("scripted", JOB, null));
    }

    static Answer<JobStatus> done() {
        return answering(JobStatus.done("scripted", JOB, null, null));
    }

    static TranscriptionException trouble(ErrorCategory category) {
        return category.toException(ErrorDetails.of("scripted", "status", "trouble"));
    }

    static TranscriptionException rateLimited(Duration retryAfter) {
        return ErrorCategory.RATE_LIMITED.toException(ErrorDetails.of("scripted", "status", "slow down")
                .withHttpStatus(429)
                .withRetryAfter(retryAfter)
                .withVerdict(Verdict.REJECTED));
    }

    static TranscriptionException neverArrived() {
        return ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                ErrorDetails.of("scripted", "transcribe", "connection refused").withVerdict(Verdict.REJECTED));
    }

    @SafeVarargs
    final ScriptedProvider onCheck(Answer<Void>... answers) {
        for (Answer<Void> answer : answers) {
            checks.add(answer);
        }
        return this;
    }

    /** The next check ends when the test completes this answer. */
    CompletableFuture<Void> openCheck() {
        return open(checks);
    }

    @SafeVarargs
    final ScriptedProvider onSubmit(Answer<Submission>... answers) {
        for (Answer<Submission> answer : answers) {
            submissions.add(answer);
        }
        return this;
    }

    /** The next submission ends when the test completes this answer. */
    CompletableFuture<Submission> openSubmission() {
        return open(submissions);
    }

    @SafeVarargs
    final ScriptedProvider onStatus(Answer<JobStatus>... answers) {
        for (Answer<JobStatus> answer : answers) {
            statuses.add(answer);
        }
        return this;
    }

    /** The next poll ends when the test completes this answer. */
    CompletableFuture<JobStatus> openStatus() {
        return open(statuses);
    }

    @SafeVarargs
    final ScriptedProvider onFetch(Answer<JobResult>... answers) {
        for (Answer<JobResult> answer : answers) {
            results.add(answer);
        }
        return this;
    }

    /** The next fetch ends when the test completes this answer. */
    CompletableFuture<JobResult> openResult() {
        return open(results);
    }

    private static <T> CompletableFuture<T> open(Queue<Answer<T>> script) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        script.add(() -> answer);
        return answer;
    }

    ScriptedProvider onEachRelease(Answer<Void> answer) {
        releasing = answer;
        return this;
    }

    List<Duration> releaseTimes() {
        return releaseTimes;
    }

    List<Duration> checkTimes() {
        return checkTimes;
    }

    List<Duration> submitTimes() {
        return submitTimes;
    }

    List<Duration> pollTimes() {
        return pollTimes;
    }

    List<Duration> fetchTimes() {
        return fetchTimes;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public CompletionStage<Void> checkSubmission(JobInput audio, Map<String, String> parameters) {
        checkTimes.add(clock.elapsed());
        return next(checks, answering(null));
    }

    @Override
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
        submitTimes.add(clock.elapsed());
        return next(submissions, answering(Submission.of(JOB)));
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        pollTimes.add(clock.elapsed());
        return next(statuses, pending());
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        fetchTimes.add(clock.elapsed());
        return next(results, answering(JobResult.of("the transcript")));
    }

    @Override
    public CompletionStage<Void> release(String jobId) {
        releaseTimes.add(clock.elapsed());
        return releasing.give();
    }

    private static <T> CompletionStage<T> next(Queue<Answer<T>> script, Answer<T> otherwise) {
        Answer<T> next = script.poll();
        return (next == null ? otherwise : next).give();
    }
}
