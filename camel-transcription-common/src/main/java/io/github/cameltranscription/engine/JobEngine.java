/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Submits, polls and fetches the jobs of one endpoint. A job that waits holds no thread, only a task in the scheduler.
 * Only the provider's own answer ends a paid job.
 */
public final class JobEngine implements AutoCloseable {

    private final EngineSettings settings;
    private final JobScheduler scheduler;
    private final Governor governor;
    private final Governor fetchGovernor;
    private final DoubleSupplier random;
    private final Retrier retrier;
    private final Admission admission;
    private final Set<PendingJob<?>> running = ConcurrentHashMap.newKeySet();

    /**
     * @param fetchGovernor of the host that results are fetched from; {@code null} if a fetch makes no request
     * @param random between 0 and 1, for jitter
     */
    public JobEngine(
            EngineSettings settings,
            JobScheduler scheduler,
            Governor governor,
            Governor fetchGovernor,
            DoubleSupplier random) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.governor = governor;
        this.fetchGovernor = fetchGovernor;
        this.random = random;
        this.retrier = new Retrier(scheduler, settings.retryPolicy(), random);
        this.admission = new Admission(settings.maxInFlight());
    }

    /**
     * Makes a request that costs money. It holds a place until it has its answer.
     *
     * @throws InterruptedException if the caller is interrupted while blocked; nothing has been sent then
     */
    public <T> PendingJob<T> submit(Caller caller, String provider, SubmissionRequest<T> request, JobJournal journal)
            throws InterruptedException {
        PendingJob<T> run = new PendingJob<>(this, caller, provider, null);
        run.enter(() -> run.submit(request, journal));
        return run;
    }

    /**
     * Waits for a job that exists already and fetches its result; the first poll is made at once.
     *
     * @throws InterruptedException if the caller is interrupted while blocked
     */
    public PendingJob<JobResult> await(Caller caller, TranscriptionProvider provider, String jobId, JobJournal journal)
            throws InterruptedException {
        PendingJob<JobResult> run = new PendingJob<>(this, caller, provider.name(), jobId);
        run.enter(() -> PendingJob.await(run, provider, true, journal));
        return run;
    }

    /**
     * Submits a recording and waits for its job, in one place.
     *
     * @throws InterruptedException if the caller is interrupted while blocked; nothing has been sent then
     */
    public PendingJob<JobResult> transcribe(Caller caller, RecordingSubmission request, JobJournal journal)
            throws InterruptedException {
        PendingJob<JobResult> run =
                new PendingJob<>(this, caller, request.provider().name(), null);
        run.enter(() -> PendingJob.transcribe(run, request, journal));
        return run;
    }

    /**
     * Runs another action in a place.
     *
     * @throws InterruptedException if the caller is interrupted while blocked; nothing has been done then
     */
    public <T> PendingJob<T> hold(Caller caller, String provider, Supplier<CompletionStage<T>> action)
            throws InterruptedException {
        PendingJob<T> run = new PendingJob<>(this, caller, provider, null);
        run.enter(() -> run.hold(action));
        return run;
    }

    /**
     * Polls a job now instead of at the next interval.
     *
     * @return whether this engine waits for the job
     */
    public boolean pollNow(String jobId) {
        boolean found = false;
        for (PendingJob<?> run : running) {
            found |= run.pollNow(jobId);
        }
        return found;
    }

    /**
     * Tells the provider that the result of a job is safe, in its turn among the polls, because thousands of jobs may
     * be released at the end of an outage. It is repeated like a single request.
     */
    public CompletionStage<Void> release(TranscriptionProvider provider, String jobId) {
        return retrier.idempotent(() -> {
            CompletableFuture<Governor.Turn> permitted = new CompletableFuture<>();
            governor.poll(this, permitted, permitted::complete);
            return permitted.thenCompose(turn -> Retrier.stage(() -> provider.release(jobId))
                    .whenComplete((released, thrown) -> turn.released(thrown)));
        });
    }

    /** The places of the endpoint. */
    public Admission admission() {
        return admission;
    }

    /** The number of jobs under way, including results that wait for their caller. */
    public int inFlight() {
        return admission.taken();
    }

    /** The number of exchanges that wait for a place. */
    public int queued() {
        return admission.waiting();
    }

    /** Ends every job under way with an exception that has its id, and accepts no more. */
    @Override
    public void close() {
        admission.close();
        running.forEach(PendingJob::cancel);
    }

    void began(PendingJob<?> run) {
        running.add(run);
    }

    void ended(PendingJob<?> run, Admission entry) {
        running.remove(run);
        admission.ended(entry);
    }

    /** The endpoint's options. */
    public EngineSettings settings() {
        return settings;
    }

    JobScheduler scheduler() {
        return scheduler;
    }

    /** The governor of the account. */
    public Governor governor() {
        return governor;
    }

    Governor fetchGovernor() {
        return fetchGovernor;
    }

    /** Repeats single requests by the options. */
    public Retrier retrier() {
        return retrier;
    }

    double random() {
        return random.getAsDouble();
    }
}
