/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

/**
 * Carries jobs through their life: submit, poll, fetch. While a job waits it holds no thread, only a task in the
 * scheduler. Errors of a poll that may pass are retried until the deadline and never end a paid job.
 */
public final class JobEngine implements AutoCloseable {

    private final String operation;
    private final JobScheduler scheduler;
    private final Executor completions;
    private final PollPolicy pollPolicy;
    private final Retrier retrier;
    private final DoubleSupplier random;
    private final int maxInFlight;
    private final Semaphore slots;
    private final Set<JobRun> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param operation   what the jobs are for, as errors name it
     * @param scheduler   the time
     * @param completions where results are handed over, so that a slow receiver never holds up a poll
     * @param pollPolicy  when to poll and when to give up
     * @param retrier     tries submissions again that certainly did not arrive
     * @param maxInFlight how many jobs may be under way; at least 1
     * @param random      between 0 and 1, for jitter
     */
    public JobEngine(
            String operation,
            JobScheduler scheduler,
            Executor completions,
            PollPolicy pollPolicy,
            Retrier retrier,
            int maxInFlight,
            DoubleSupplier random) {
        if (maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "maxInFlight " + maxInFlight + " must be at least 1: it bounds the jobs under way");
        }
        this.operation = operation;
        this.scheduler = scheduler;
        this.completions = completions;
        this.pollPolicy = pollPolicy;
        this.retrier = retrier;
        this.maxInFlight = maxInFlight;
        this.random = random;
        this.slots = new Semaphore(maxInFlight);
    }

    /**
     * Submits a recording, waits for the job and fetches its result. Blocks the caller while {@code maxInFlight} jobs
     * are under way, and never otherwise.
     *
     * @throws InterruptedException if the caller is interrupted while blocked; nothing has been sent then
     */
    public PendingJob submit(
            TranscriptionProvider provider, AudioSource audio, Map<String, String> parameters, JobListener listener)
            throws InterruptedException {
        JobRun run = enter(provider, null, listener);
        run.submit(audio, parameters);
        return run;
    }

    /**
     * Waits for a job that exists already and fetches its result; the first poll is made at once. Blocks the caller
     * while {@code maxInFlight} jobs are under way, and never otherwise.
     *
     * @throws InterruptedException if the caller is interrupted while blocked
     */
    public PendingJob await(TranscriptionProvider provider, String jobId, JobListener listener)
            throws InterruptedException {
        JobRun run = enter(provider, jobId, listener);
        run.await();
        return run;
    }

    /**
     * Does something else than waiting for a job that is to count as one under way. Blocks the caller while
     * {@code maxInFlight} jobs are under way, and never otherwise.
     *
     * @param  provider whom it concerns
     * @param  action   what to do
     * @return          how it ended
     * @throws InterruptedException if the caller is interrupted while blocked; nothing has been done then
     */
    public <T> CompletionStage<T> counted(TranscriptionProvider provider, Supplier<CompletionStage<T>> action)
            throws InterruptedException {
        takeSlot(provider, null);
        return Retrier.stage(action).whenComplete((value, thrown) -> slots.release());
    }

    /**
     * Polls a job now instead of when its turn comes.
     *
     * @param  jobId the provider's id of the job
     * @return       whether the job is waited for here
     */
    public boolean wake(String jobId) {
        boolean found = false;
        for (JobRun run : running) {
            if (jobId.equals(run.jobId())) {
                run.wake();
                found = true;
            }
        }
        return found;
    }

    /** How many jobs are under way, results that nobody has taken yet included. */
    public int inFlight() {
        return closed ? running.size() : maxInFlight - slots.availablePermits();
    }

    /** Ends every job that is under way with an exception that carries its id, and takes no more. */
    @Override
    public void close() {
        closed = true;
        running.forEach(JobRun::cancel);
        // One of those who are blocked waiting for a slot gets it, finds the engine closed, and hands it on.
        if (slots.availablePermits() == 0) {
            slots.release();
        }
    }

    private JobRun enter(TranscriptionProvider provider, String jobId, JobListener listener)
            throws InterruptedException {
        takeSlot(provider, jobId);
        JobRun run = new JobRun(this, provider, jobId, listener);
        running.add(run);
        if (closed) {
            run.cancel();
        }
        return run;
    }

    private void takeSlot(TranscriptionProvider provider, String jobId) throws InterruptedException {
        if (!closed) {
            slots.acquire();
            if (!closed) {
                return;
            }
            slots.release();
        }
        throw ErrorCategory.JOB_INTERRUPTED.toException(
                ErrorDetails.of(provider.name(), operation, "the route is being stopped; nothing was sent")
                        .withJobId(jobId));
    }

    String operation() {
        return operation;
    }

    JobScheduler scheduler() {
        return scheduler;
    }

    PollPolicy pollPolicy() {
        return pollPolicy;
    }

    Retrier retrier() {
        return retrier;
    }

    double random() {
        return random.getAsDouble();
    }

    /** Hands a result over and only then gives the slot away: what waits in the completion queue is bounded too. */
    void leave(JobRun run, Runnable handover) {
        running.remove(run);
        Runnable task = () -> {
            slots.release();
            handover.run();
        };
        try {
            completions.execute(task);
        } catch (RejectedExecutionException stopping) {
            task.run();
        }
    }
}
