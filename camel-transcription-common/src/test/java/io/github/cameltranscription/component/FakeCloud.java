/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.transcript.Transcript;

/** A provider in memory: jobs are job-1, job-2 and so on, done at the first poll unless the test scripts otherwise. */
final class FakeCloud implements TranscriptionProvider {

    private final AtomicInteger jobs = new AtomicInteger();
    private final List<String> submissions = new CopyOnWriteArrayList<>();
    private final List<String> polls = new CopyOnWriteArrayList<>();
    private final List<String> releases = new CopyOnWriteArrayList<>();
    private final Queue<Supplier<CompletionStage<Submission>>> submissionScript = new ConcurrentLinkedQueue<>();
    private final Queue<Supplier<CompletionStage<JobStatus>>> statusScript = new ConcurrentLinkedQueue<>();
    private volatile Runnable onRelease = () -> {};
    private final Queue<Supplier<CompletionStage<Void>>> checkScript = new ConcurrentLinkedQueue<>();
    private volatile boolean neverDone;
    private volatile Object result = Transcript.empty();
    private volatile Function<String, CompletionStage<JobStatus>> statuses =
            jobId -> CompletableFuture.completedFuture(neverDone ? JobStatus.pending("fake", jobId, 42) : done(jobId));
    private volatile Function<String, CompletionStage<Void>> releasing =
            jobId -> CompletableFuture.completedFuture(null);

    static TranscriptionException trouble(ErrorCategory category) {
        return category.toException(ErrorDetails.of("fake", "status", "trouble"));
    }

    List<String> submissions() {
        return submissions;
    }

    List<String> polls() {
        return polls;
    }

    List<String> releases() {
        return releases;
    }

    FakeCloud onCheck(Supplier<CompletionStage<Void>> answer) {
        checkScript.add(answer);
        return this;
    }

    FakeCloud onSubmitFail(ErrorCategory category) {
        return onSubmit(() -> CompletableFuture.failedFuture(trouble(category)));
    }

    FakeCloud onSubmit(Submission taken) {
        return onSubmit(() -> CompletableFuture.completedFuture(taken));
    }

    /** The next submission ends when the test completes this answer. */
    CompletableFuture<Submission> openSubmission() {
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        onSubmit(() -> answer);
        return answer;
    }

    FakeCloud onSubmit(Supplier<CompletionStage<Submission>> answer) {
        submissionScript.add(answer);
        return this;
    }

    FakeCloud onStatus(Supplier<CompletionStage<JobStatus>> answer) {
        statusScript.add(answer);
        return this;
    }

    FakeCloud onStatus(JobStatus answer) {
        return onStatus(() -> CompletableFuture.completedFuture(answer));
    }

    /** The next poll ends when the test completes this answer. */
    CompletableFuture<JobStatus> openStatus() {
        CompletableFuture<JobStatus> answer = new CompletableFuture<>();
        onStatus(() -> answer);
        return answer;
    }

    /** The next poll finds that the provider has failed the job. */
    FakeCloud onStatusFailed(String jobId, String reason) {
        return onStatus(JobStatus.failed("fake", jobId, ErrorCategory.JOB_FAILED, reason));
    }

    FakeCloud onStatusFail(ErrorCategory category) {
        return onStatus(() -> CompletableFuture.failedFuture(trouble(category)));
    }

    FakeCloud onRelease(Runnable action) {
        onRelease = action;
        return this;
    }

    /** Answers polls for which there is no script. */
    FakeCloud answering(Function<String, CompletionStage<JobStatus>> answers) {
        statuses = answers;
        return this;
    }

    static JobStatus done(String jobId) {
        return JobStatus.done("fake", jobId, null, null);
    }

    /** How releases end. */
    FakeCloud releasing(Function<String, CompletionStage<Void>> answers) {
        releasing = answers;
        return this;
    }

    FakeCloud neverDone(boolean never) {
        neverDone = never;
        return this;
    }

    FakeCloud result(Object newResult) {
        result = newResult;
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public CompletionStage<Void> checkSubmission(JobInput audio, Map<String, String> parameters) {
        Supplier<CompletionStage<Void>> scripted = checkScript.poll();
        return scripted == null ? CompletableFuture.completedFuture(null) : scripted.get();
    }

    /** As a real adapter does when the upload's turn has come. */
    static void open(JobInput audio) throws IOException {
        if (audio instanceof AudioUpload upload) {
            upload.open().close();
        }
    }

    static TranscriptionException unreadable(IOException refused) {
        return ErrorCategory.INVALID_REQUEST.toException(
                ErrorDetails.of("fake", "transcribe", "the recording cannot be read"), refused);
    }

    @Override
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
        try {
            open(audio);
        } catch (IOException refused) {
            return CompletableFuture.failedFuture(unreadable(refused));
        }
        return take(audio);
    }

    CompletionStage<Submission> take(JobInput audio) {
        submissions.add(audio.name());
        Supplier<CompletionStage<Submission>> scripted = submissionScript.poll();
        return scripted != null
                ? scripted.get()
                : CompletableFuture.completedFuture(
                        new Submission("job-" + jobs.incrementAndGet(), Map.of("CamelFakeMinutesLeft", 7)));
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        polls.add(jobId);
        Supplier<CompletionStage<JobStatus>> scripted = statusScript.poll();
        return scripted != null ? scripted.get() : statuses.apply(jobId);
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return CompletableFuture.completedFuture(JobResult.of(result));
    }

    @Override
    public CompletionStage<Void> release(String jobId) {
        onRelease.run();
        releases.add(jobId);
        return releasing.apply(jobId);
    }
}
