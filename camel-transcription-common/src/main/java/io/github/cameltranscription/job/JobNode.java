/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobScheduler;

/**
 * A Camel context as a node of a repository. A node has a name and an epoch, renews its lease with one statement every
 * third of the lease, and knows the jobs that it works on.
 */
public final class JobNode implements AutoCloseable {

    /** The reason for parking an intent whose node was given up. */
    static final String ABANDONED_INTENT =
            "the submission was begun by a process that ended; how it ended was not recorded";

    private static final Logger LOG = LoggerFactory.getLogger(JobNode.class);

    /** An endpoint that runs; {@code releaser} is {@code null} if it does not release its jobs. */
    private record Server(JobRules rules, Function<String, CompletionStage<Void>> releaser) {}

    /** An intent that may have been recorded, and was certainly not followed by a submission. */
    private record Unsent(String id, long revision) {}

    /** Who takes the jobs of a scope: by which rules, and who receives those that are parked. */
    private record Claimant(JobRules rules, BooleanSupplier taking, BiConsumer<RecordedJob, String> parked) {}

    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration TIDY_INTERVAL = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final int HEARTBEATS_PER_LEASE = 3;
    /** While the repository does not answer. */
    private static final int TRIES_PER_LEASE = 10;

    /** After a failed statement, which may also be on its way still. */
    private static final int RECOVERIES = 3;

    private static final Duration RECOVERY_DELAY = Duration.ofSeconds(2);

    private static final int BATCH = 100;
    private static final int NOTICES = 1_000;

    private final JobRepository repository;
    private final JobScheduler scheduler;
    private final Executor worker;
    private final Duration lease;
    private final Map<String, RecordedJob> held = new ConcurrentHashMap<>();
    private final Set<Unsent> unsent = ConcurrentHashMap.newKeySet();
    private final Map<JobScope, List<Server>> servers = new ConcurrentHashMap<>();
    private final Map<JobScope, Claimant> claimants = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<Void>> pauses = ConcurrentHashMap.newKeySet();
    private final Queue<RecordedJob> released = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean recovering = new AtomicBoolean();
    private final AtomicInteger recoveries = new AtomicInteger();
    private final LongAdder asked = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile RepositoryFailure lastFailure;
    private volatile JobOwner owner;
    private volatile boolean closing;
    private boolean seen;
    private long seenSince;
    private volatile long lastSeen;

    /**
     * @param scheduler  the time; runs the heartbeat too, which must not wait for other statements
     * @param worker     runs the statements: it may block
     * @param lease      after which, without a heartbeat, other nodes take over
     */
    public JobNode(JobRepository repository, JobScheduler scheduler, Executor worker, Duration lease) {
        this.repository = repository;
        this.scheduler = scheduler;
        this.worker = worker;
        this.lease = repository.isShared() ? lease : FOR_EVER;
        this.owner = new JobOwner(UUID.randomUUID().toString(), 0);
    }

    /**
     * Opens the repository and makes this node known there.
     *
     * @param  ownerName the message for another process that opens a repository which has an owner
     * @throws JobRepositoryException if the repository cannot be opened
     */
    public void start(String ownerName) {
        if (repository instanceof JdbcJobRepository jdbc) {
            jdbc.setOwnerName(ownerName);
        }
        repository.start();
        try {
            rejoin();
            saw();
            if (repository.isShared()) {
                scheduler.schedule(this::beat, lease.dividedBy(HEARTBEATS_PER_LEASE));
            } else {
                ask(records -> records.giveUp(owner));
            }
        } catch (JobRepositoryException failed) {
            closeRepository();
            throw failed;
        }
        scheduler.schedule(this::tidy, TIDY_INTERVAL);
    }

    /** Waits up to 10 seconds for pending statements, and as long until all records are left to other nodes. */
    @Override
    public void close() {
        await(beginClose(), "not every step of a recorded job was recorded before the stop");
        // On the worker: a connection that hangs must not hold up the stop.
        await(CompletableFuture.runAsync(this::leave, worker), "this node is still known until its lease ends");
        closeRepository();
    }

    private void closeRepository() {
        if (repository instanceof JdbcJobRepository jdbc && jdbc.isOfOption()) {
            jdbc.close();
        }
    }

    private void await(CompletableFuture<Void> end, String otherwise) {
        try {
            end.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.warn("{}: {}: {}", repository, otherwise, failed.toString());
        }
    }

    /** From now on nothing is tried again; ends when all that is under way is recorded, or cannot be. */
    CompletableFuture<Void> beginClose() {
        closing = true;
        pauses.forEach(pause -> pause.complete(null));
        CompletableFuture<?>[] steps =
                underWay.stream().filter(step -> !step.isDone()).toArray(CompletableFuture[]::new);
        if (steps.length == 0) {
            return CompletableFuture.completedFuture(null);
        }
        // The end of a step may begin another: what is delivered is released, and then finished.
        return CompletableFuture.allOf(steps)
                .handle((recorded, failure) -> null)
                .thenCompose(next -> beginClose());
    }

    /** Leaves all records to other nodes. */
    void leave() {
        ask(records -> {
            records.leave(owner);
            return null;
        });
    }

    /** The repository, for its settings: what {@link #ask} asks is counted. */
    public JobRepository repository() {
        return repository;
    }

    /** Asks the repository, and counts that. */
    public <T> T ask(Function<JobRepository, T> question) {
        asked.increment();
        try {
            return question.apply(repository);
        } catch (RuntimeException | Error failed) {
            failures.increment();
            lastFailure = new RepositoryFailure(Instant.now(), failed.getMessage());
            recoveries.set(RECOVERIES);
            recoverLater();
            throw failed instanceof JobRepositoryException known
                    ? known
                    : new JobRepositoryException("the job repository failed: " + failed, failed);
        }
    }

    /**
     * Changes a record if it is the expected one.
     *
     * @param after {@code null} if it is forgotten
     */
    boolean change(JobRecord before, JobRecord after) {
        return ask(records -> after == null ? records.delete(before) : records.replace(before, after));
    }

    private void recoverLater() {
        if (!closing && recovering.compareAndSet(false, true)) {
            scheduler.schedule(() -> worker.execute(this::recover), RECOVERY_DELAY);
        }
    }

    /** A statement that failed may have taken effect: then this node has a record that none of its exchanges knows. */
    private void recover() {
        recovering.set(false);
        try {
            for (JobRecord found : ask(records -> records.ownedBy(owner))) {
                JobRecord freed = JobTransitions.next(found, JobEvent.FREED, JobStep.by(owner, now()));
                if (freed != found && !isHeld(found.id())) {
                    change(found, freed);
                }
            }
            boolean last = recoveries.decrementAndGet() <= 0;
            for (Unsent intent : unsent) {
                if (!isHeld(intent.id())) {
                    JobRecord found = ask(records -> records.read(intent.id()));
                    if (found != null && found.isUncertain() && wasNothingSent(found)) {
                        change(found, null);
                    }
                    if (last) {
                        unsent.remove(intent);
                    }
                }
            }
        } catch (JobRepositoryException failed) {
            LOG.debug("What failed statements have left is looked for later: {}", failed.getMessage());
        }
    }

    private boolean isHeld(String id) {
        return held.containsKey(id) || held.containsKey(RecordedJob.AWAITED + id);
    }

    /** The number of calls of the repository by this node. */
    public long statements() {
        return asked.sum();
    }

    /** The number of failed calls. */
    public long failedStatements() {
        return failures.sum();
    }

    /** The last failure, or {@code null}. */
    public RepositoryFailure lastFailure() {
        return lastFailure;
    }

    /** The lease of this node; {@code null} where the repository is not shared, so that there is none. */
    public Duration lease() {
        return repository.isShared() ? lease : null;
    }

    /**
     * The time since this node last renewed its lease; if it is longer than the lease, other nodes may take over its
     * jobs.
     */
    public Duration leaseAge() {
        return Duration.ofNanos(scheduler.nanoTime() - lastSeen);
    }

    /** The records that need a person, whatever their scope. */
    public List<JobRecord> parked(int limit) {
        return ask(records -> records.list(JobRecordState.PARKED, limit));
    }

    /**
     * Says how the jobs of a scope are released. The first endpoint of a scope finishes those that an earlier process
     * has left: one statement.
     *
     * @param  releaser {@code null} if the endpoint does not release its jobs
     * @return          what is to run when the endpoint stops
     */
    public Runnable serve(JobScope scope, JobRules rules, Function<String, CompletionStage<Void>> releaser) {
        Server server = new Server(rules, releaser);
        List<Server> now =
                servers.merge(scope, List.of(server), (known, added) -> Stream.concat(known.stream(), added.stream())
                        .toList());
        if (now.size() == 1) {
            worker.execute(() -> finishLeftovers(scope));
        }
        return () -> servers.computeIfPresent(scope, (same, known) -> {
            List<Server> left = known.stream().filter(other -> other != server).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Tells the provider that the result of a job is safe, through any endpoint of the scope that does so. */
    CompletionStage<Void> release(JobScope scope, String jobId) {
        List<Server> known = servers.getOrDefault(scope, List.of());
        if (known.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException("no endpoint of its address runs"));
        }
        return known.stream()
                .map(Server::releaser)
                .filter(Objects::nonNull)
                .findFirst()
                .map(releaser -> releaser.apply(jobId))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /**
     * Takes jobs that {@code submit} has recorded and that no node waits for.
     *
     * @param  taking whether notices are taken still: if not, they are left to other nodes
     * @param  parked receives a parked job of the scope, and why, until it says that it was {@link RecordedJob#told}
     * @return        the jobs, those that have been due for longest first
     * @throws JobRepositoryException if the repository cannot be asked
     */
    public List<RecordedJob> claim(
            JobScope scope, int limit, JobRules rules, BooleanSupplier taking, BiConsumer<RecordedJob, String> parked) {
        if (claimants.put(scope, new Claimant(rules, taking, parked)) == null) {
            tellOfParkedLater();
        }
        return take(ask(free -> free.claim(scope, JobRecordState.SUBMITTED, owner, limit)), rules);
    }

    private List<RecordedJob> take(List<JobRecord> records, JobRules rules) {
        List<RecordedJob> taken = new ArrayList<>();
        for (JobRecord claimed : records) {
            RecordedJob job = RecordedJob.claimed(this, claimed, rules);
            if (hold(claimed.id(), job)) {
                taken.add(job);
            } else {
                freeLater(job);
            }
        }
        return taken;
    }

    /** An exchange that recorded its end just now still holds the record: then it is free for the next claim. */
    private void freeLater(RecordedJob claimed) {
        scheduler.schedule(
                () -> {
                    if (hold(claimed.known().id(), claimed)) {
                        claimed.free();
                    } else if (!closing) {
                        freeLater(claimed);
                    }
                },
                SOON);
    }

    /** The records of a provider's address that need a person, of all kinds of jobs. */
    public List<JobRecord> parked(JobScope scope) {
        return parked(Integer.MAX_VALUE).stream()
                .filter(found -> found.scope().provider().equals(scope.provider())
                        && found.scope().baseUrl().equals(scope.baseUrl()))
                .toList();
    }

    /**
     * Makes a parked job due at once for the next claim. A record without a job's id is deleted, so that the next input
     * is sent.
     *
     * @return {@code false} if there is no parked record of this key
     */
    public boolean retry(JobScope scope, String key) {
        return changeParked(scope, key, found -> {
            if (found.jobId() == null) {
                return JobEvent.FORGOTTEN;
            }
            return found.deliveredAt() == null ? JobEvent.RETRIED : JobEvent.RELEASE_RETRIED;
        });
    }

    /**
     * Forgets a parked record, so that the same recording is a new job.
     *
     * @return {@code false} if there is no parked record of this key
     */
    public boolean forget(JobScope scope, String key) {
        return changeParked(scope, key, found -> JobEvent.FORGOTTEN);
    }

    private boolean changeParked(JobScope scope, String key, Function<JobRecord, JobEvent> event) {
        boolean changed = false;
        for (JobRecord found : parked(scope)) {
            if (found.key().equals(key)) {
                changed |= changeParked(found, event);
            }
        }
        return changed;
    }

    /** Reads the record again if a notice has changed it since. */
    private boolean changeParked(JobRecord parked, Function<JobRecord, JobEvent> event) {
        for (JobRecord found = parked; found != null && found.state() == JobRecordState.PARKED; ) {
            String id = found.id();
            JobRecord next = JobTransitions.next(found, event.apply(found), JobStep.by(owner, now()));
            if (change(found, next)) {
                if (next != null && next.state() == JobRecordState.DELIVERED) {
                    finishLeftoversLater(found.scope(), Duration.ZERO);
                }
                return true;
            }
            found = ask(records -> records.read(id));
        }
        return false;
    }

    private void finishLeftovers(JobScope scope) {
        List<Server> known = servers.get(scope);
        if (closing || known == null) {
            return;
        }
        try {
            List<JobRecord> claimed = ask(free -> free.claim(scope, JobRecordState.DELIVERED, owner, BATCH));
            Claimant claimant = claimants.get(scope);
            take(claimed, claimant == null ? known.get(0).rules() : claimant.rules())
                    .forEach(RecordedJob::release);
            if (claimed.size() == BATCH) {
                worker.execute(() -> finishLeftovers(scope));
            }
        } catch (JobRepositoryException failed) {
            LOG.warn("Jobs that were delivered before are released later: {}", failed.getMessage());
            finishLeftoversLater(scope, TIDY_INTERVAL);
        }
    }

    void finishLeftoversLater(JobScope scope, Duration delay) {
        scheduler.schedule(() -> worker.execute(() -> finishLeftovers(scope)), delay);
    }

    /** Reports new parked jobs to the route of {@code results}, each from one node at a time. */
    private void tellOfParked() {
        telling.set(false);
        if (closing) {
            return;
        }
        try {
            claimants.forEach((scope, claimant) -> {
                if (claimant.taking().getAsBoolean()) {
                    ask(records -> records.claim(scope, JobRecordState.PARKED, owner, NOTICES))
                            .forEach(found -> claimant.parked()
                                    .accept(RecordedJob.claimed(this, found, claimant.rules()), found.lastError()));
                }
            });
        } catch (RuntimeException failed) {
            LOG.warn("Routes get the notices of parked jobs later: {}", failed.getMessage());
        }
    }

    /** Jobs that are parked at the same time are looked for together. */
    void tellOfParkedLater() {
        if (telling.compareAndSet(false, true)) {
            scheduler.schedule(() -> worker.execute(this::tellOfParked), SOON);
        }
    }

    JobOwner owner() {
        return owner;
    }

    Instant now() {
        return repository.now();
    }

    /** Runs statements: it may block. */
    public Executor worker() {
        return worker;
    }

    JobScheduler scheduler() {
        return scheduler;
    }

    boolean isClosing() {
        return closing;
    }

    /** Reserves a record within this node; the same exchange may reserve it again. */
    boolean hold(String id, RecordedJob job) {
        return held.compute(
                        id, (same, other) -> other == null || other == job || other.isSupersededBy(job) ? job : other)
                == job;
    }

    /** Who has reserved a record, or {@code null}. */
    RecordedJob holderOf(String id) {
        return held.get(id);
    }

    void letGo(String id, RecordedJob job) {
        held.remove(id, job);
    }

    /** Remembers that an intent which may have been recorded was certainly not followed by a submission. */
    void nothingSent(JobRecord intent) {
        unsent.add(new Unsent(intent.id(), intent.revision()));
    }

    /** Whether it is that very intent, or the same one parked. */
    boolean wasNothingSent(JobRecord found) {
        return unsent.contains(new Unsent(found.id(), found.revision()))
                || unsent.contains(new Unsent(found.id(), found.revision() - 1));
    }

    /** Ends after a delay, or when the node stops, so that a stop tries once more what is to be recorded. */
    CompletableFuture<Void> pause(Duration delay) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        pauses.add(pause);
        pause.thenRun(() -> pauses.remove(pause));
        scheduler.schedule(() -> pause.complete(null), delay);
        if (closing) {
            pause.complete(null);
        }
        return pause;
    }

    <T> CompletableFuture<T> track(CompletableFuture<T> step) {
        underWay.add(step);
        step.whenComplete((done, failure) -> underWay.remove(step));
        return step;
    }

    /** Finishes a released job, together with all others that wait for the same. */
    void finish(RecordedJob job) {
        released.add(job);
        finishReleased();
    }

    private void finishReleased() {
        if (!released.isEmpty() && finishing.compareAndSet(false, true)) {
            track(CompletableFuture.runAsync(this::finishBatch, worker));
        }
    }

    private void finishBatch() {
        List<RecordedJob> batch = new ArrayList<>();
        for (RecordedJob job; batch.size() < BATCH && (job = released.poll()) != null; ) {
            batch.add(job);
        }
        try {
            boolean all = batch.isEmpty()
                    || ask(records -> records.finish(
                                    batch.stream().map(RecordedJob::known).toList()))
                            == batch.size();
            batch.forEach(all ? RecordedJob::close : RecordedJob::finishAlone);
        } catch (JobRepositoryException failed) {
            // They stay delivered: the next sweep releases them again, which the provider takes for released.
            LOG.warn("{} released jobs are finished later: {}", batch.size(), failed.getMessage());
            batch.forEach(RecordedJob::unfinished);
        } finally {
            finishing.set(false);
            finishReleased();
        }
    }

    /** Makes this node known, under the next epoch if it was given up. */
    synchronized void rejoin() {
        JobOwner before = owner;
        owner = ask(records -> records.heartbeat(before, lease));
        if (before.epoch() != owner.epoch() && before.epoch() > 0) {
            LOG.warn("This node was given up by others, and comes back under epoch {}", owner.epoch());
            seen = false;
        }
    }

    private void beat() {
        if (closing) {
            return;
        }
        Duration next = lease.dividedBy(HEARTBEATS_PER_LEASE);
        try {
            rejoin();
            saw();
            giveUpOthers();
        } catch (JobRepositoryException failed) {
            seen = false;
            next = lease.dividedBy(TRIES_PER_LEASE);
            LOG.warn("This node could not say that it is alive: {}", failed.getMessage());
        } finally {
            scheduler.schedule(this::beat, next);
        }
    }

    private synchronized void saw() {
        long now = scheduler.nanoTime();
        if (!seen || now - lastSeen > lease.toNanos()) {
            seen = true;
            seenSince = now;
        }
        lastSeen = now;
    }

    /** After an outage the other nodes also need time to renew their leases: a whole lease. */
    private void giveUpOthers() {
        long now = scheduler.nanoTime();
        if (seen && now - seenSince >= lease.toNanos()) {
            seenSince = now;
            int freed = ask(records -> records.giveUp(owner));
            if (freed > 0) {
                LOG.info("{} jobs of nodes without a heartbeat are free", freed);
                tellOfParkedLater();
                servers.keySet().forEach(scope -> worker.execute(() -> finishLeftovers(scope)));
            }
        }
    }

    private void tidy() {
        if (closing) {
            return;
        }
        worker.execute(() -> {
            try {
                ask(JobRepository::purge);
            } catch (JobRepositoryException failed) {
                LOG.warn("Finished jobs are forgotten later: {}", failed.getMessage());
            }
        });
        if (recoveries.get() > 0) {
            recoverLater();
        }
        tellOfParkedLater();
        servers.keySet().forEach(scope -> worker.execute(() -> finishLeftovers(scope)));
        scheduler.schedule(this::tidy, TIDY_INTERVAL);
    }
}
