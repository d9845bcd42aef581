/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

import org.awaitility.Awaitility;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What tests of the engine begin with: virtual time, no jitter, 2 s to the first poll, 10 minutes for a job. */
abstract class EngineTest {

    static final JobInput RECORDING = new AudioLink(URI.create("https://example.org/talk.mp3"));
    static final Duration JOB_TIMEOUT = Duration.ofMinutes(10);
    static final PollPolicy POLL_POLICY =
            new PollPolicy(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), JOB_TIMEOUT);

    /** With it, a poll comes exactly after its interval. */
    static final DoubleSupplier NO_JITTER = () -> 0.5;

    final VirtualScheduler clock = new VirtualScheduler();
    final ScriptedProvider provider = new ScriptedProvider(clock);

    /** The notices that the callers have received, in order. */
    final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    /** Runs what the engine hands over to its callers. */
    Executor completions = Runnable::run;

    JobEngine engine() {
        return engine(1000);
    }

    JobEngine engine(int maxInFlight) {
        return engine(maxInFlight, JOB_TIMEOUT);
    }

    JobEngine engine(int maxInFlight, Duration submitTimeout) {
        EngineSettings settings =
                new EngineSettings("transcribe", maxInFlight, 8, submitTimeout, POLL_POLICY, new RetryPolicy(3));
        return new JobEngine(settings, clock, new Governor(clock, () -> 0), null, NO_JITTER);
    }

    /** On a thread of the user's. */
    class UserCaller implements Caller {

        private final long arrived = clock.nanoTime();

        @Override
        public Admission entry() {
            return null;
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public long arrived() {
            return arrived;
        }

        @Override
        public void execute(Runnable handover) {
            completions.execute(handover);
        }

        @Override
        public void submitted(Submission submission) {
            notices.add("submitted " + submission.jobId());
        }

        @Override
        public void progressed(JobStatus status) {
            notices.add("progressed " + status.progress());
        }
    }

    CompletableFuture<JobResult> submit(JobEngine engine) {
        return begin(engine).result().toCompletableFuture();
    }

    PendingJob<JobResult> begin(JobEngine engine) {
        return begin(engine, new UserCaller());
    }

    PendingJob<JobResult> begin(JobEngine engine, Caller caller) {
        try {
            RecordingSubmission recording = new RecordingSubmission(provider, RECORDING, Map.of());
            return engine.transcribe(caller, recording, JobJournal.NONE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Submits a recording, and lets this much time pass. */
    CompletableFuture<JobResult> resultAfter(Duration time) {
        CompletableFuture<JobResult> result = submit(engine());
        clock.advance(time);
        return result;
    }

    /** Calls a full engine on a new thread, and returns once that thread waits. */
    CompletableFuture<PendingJob<JobResult>> blockedCall(JobEngine engine) {
        Thread[] caller = new Thread[1];
        CompletableFuture<PendingJob<JobResult>> call = CompletableFuture.supplyAsync(() -> begin(engine), task -> {
            caller[0] = new Thread(task, "blocked caller");
            caller[0].setDaemon(true);
            caller[0].start();
        });
        Awaitility.await().until(() -> caller[0].getState() == Thread.State.WAITING);
        return call;
    }

    PendingJob<JobResult> await(JobEngine engine, String jobId) {
        try {
            return engine.await(new UserCaller(), provider, jobId, JobJournal.NONE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static TranscriptionException failureOf(PendingJob<JobResult> job) {
        return failureOf(job.result().toCompletableFuture());
    }

    static TranscriptionException failureOf(CompletableFuture<JobResult> result) {
        assertThat(result).isCompletedExceptionally();
        Throwable wrapped = catchThrowable(result::join);
        assertThat(wrapped.getCause()).isInstanceOf(TranscriptionException.class);
        return (TranscriptionException) wrapped.getCause();
    }

    static List<Duration> seconds(double... seconds) {
        return DoubleStream.of(seconds)
                .mapToObj(value -> Duration.ofMillis(Math.round(value * 1000)))
                .toList();
    }
}
