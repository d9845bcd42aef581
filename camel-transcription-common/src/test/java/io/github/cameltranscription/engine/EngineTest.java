/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

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
    private Executor completions = Runnable::run;

    JobEngine engine() {
        return engine(clock, Runnable::run, 1000);
    }

    JobEngine engine(VirtualScheduler clock, Executor completions, int maxInFlight) {
        this.completions = completions;
        return engine(clock, maxInFlight, JOB_TIMEOUT);
    }

    JobEngine engine(VirtualScheduler clock, int maxInFlight, Duration submitTimeout) {
        EngineSettings settings =
                new EngineSettings("transcribe", maxInFlight, 8, submitTimeout, POLL_POLICY, new RetryPolicy(3));
        return new JobEngine(settings, clock, new Governor(clock, () -> 0), null, NO_JITTER);
    }

    /** On a thread of the user's. */
    class UserCaller extends TestCaller {
        UserCaller() {
            super(null, () -> true, clock.nanoTime(), completions);
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
            return engine.transcribe(caller, recording(provider), JobJournal.NONE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static RecordingSubmission recording(TranscriptionProvider provider) {
        return new RecordingSubmission(provider, RECORDING, Map.of());
    }

    PendingJob<JobResult> await(JobEngine engine, String jobId) {
        try {
            return engine.await(new UserCaller(), provider, jobId, JobJournal.NONE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
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
