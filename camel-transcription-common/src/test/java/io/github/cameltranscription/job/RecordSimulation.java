/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.EngineSettings;
import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.PollPolicy;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.RetryPolicy;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TestCaller;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * Nodes, a database, a provider and a broker on virtual time. A seed decides when they fail. Each node runs the real
 * engine with its governor, and the real {@link JobNode} and {@link RecordedJob} over the real table of transitions. What
 * a dead process does has no effect.
 */
final class RecordSimulation {

    private static final JobScope SCOPE = new JobScope("cloud", "transcribe", "https://example.org");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TROUBLE_SECONDS = 600;
    private static final int CALM_SECONDS = 3_600;

    /** The operation that delivers the result. */
    private enum Way {
        TRANSCRIBE,
        /** On any node. */
        RESULTS,
        /** On any node, which gets the job from a broker. */
        AWAIT
    }

    private record Event(long at, long order, Node node, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /** A delivery that has begun and not ended. */
    private record Begun(String jobId, JobOwner owner) {}

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Set<Node> stalled = new HashSet<>();
    private final StringBuilder trace = new StringBuilder();
    private final SharedMemoryRepository records;
    private final Way way;
    private final boolean releases;
    private final boolean twoSources;
    private final int attemptLimit;
    private final Cloud cloud;
    private final List<Node> nodes = new ArrayList<>();
    private long now;
    private long order;
    private boolean calm;
    private boolean databaseAway;

    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Set<String> delivered = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    private final List<Begun> begun = new ArrayList<>();
    private String violation;

    RecordSimulation(long seed) {
        random = new Random(seed);
        way = Way.values()[random.nextInt(Way.values().length)];
        releases = random.nextBoolean();
        twoSources = random.nextInt(3) == 0;
        attemptLimit = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1_000;
        cloud = new Cloud();
        records = new SharedMemoryRepository(() -> BEGIN.plusNanos(now));
    }

    /** An input, as its source sees it. */
    private static final class Input {
        private final String key;
        private final List<String> jobs = new ArrayList<>();
        private boolean committed;
        private boolean uncertain;
        private boolean comesAgain;
        private int brought;

        private Input(String key) {
            this.key = key;
        }
    }

    /** @return what was violated, with the trace; {@code null} if nothing was */
    String run() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            startNode();
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
            Input input = new Input("talk-" + i);
            inputs.put(input.key, input);
            after(null, random.nextInt(60_000), () -> bring(input));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            after(null, random.nextInt(TROUBLE_SECONDS * 1000), this::trouble);
        }
        if (random.nextInt(4) == 0) {
            after(null, random.nextInt(TROUBLE_SECONDS * 1000), this::restartOneAfterTheOther);
        }
        runUntil(Duration.ofSeconds(TROUBLE_SECONDS));
        calm = true;
        databaseAway = false;
        nodes.forEach(node -> node.cut = false);
        if (anyNode() == null) {
            startNode();
        }
        if (random.nextBoolean()) {
            anyNode().suspend();
        }
        runUntil(Duration.ofSeconds(TROUBLE_SECONDS + CALM_SECONDS));
        inputs.values().forEach(this::checkAtTheEnd);
        nodes.stream().filter(node -> node.alive).forEach(node -> {
            if (node.engine.inFlight() > 0 || node.engine.queued() > 0) {
                violate(node + " has jobs in its engine for ever");
            }
        });
        return violation == null ? null : violation + "\n" + trace;
    }

    /** The events of the run, in order. */
    String trace() {
        return trace.toString();
    }

    int delivered() {
        return delivered.size();
    }

    int reported() {
        return reported.size();
    }

    long uncertain() {
        return inputs.values().stream().filter(input -> input.uncertain).count();
    }

    long deaths() {
        return nodes.stream().filter(node -> !node.alive).count();
    }

    private void checkAtTheEnd(Input input) {
        JobRecord left = records.read(SCOPE.idOf(input.key));
        boolean reached = input.jobs.stream().anyMatch(job -> delivered.contains(job) || reported.contains(job));
        if (!reached && !input.uncertain) {
            violate(input.key + " is lost: its record is " + (left == null ? null : left.toJson()));
        }
        boolean atRest = left == null
                || left.state() == JobRecordState.FINISHED
                || left.state() == JobRecordState.PARKED && input.uncertain
                // The source does not bring it again: it has committed, or knows that it is uncertain.
                || way != Way.RESULTS && (input.committed || input.uncertain) && left.owner() == null;
        if (way == Way.RESULTS && left != null && left.noticeDue()) {
            violate("no route has taken the notice of " + left.toJson());
        }
        if (!atRest) {
            violate(input.key + " is stuck: " + left.toJson());
        }
    }

    private void trouble() {
        if (calm) {
            return;
        }
        Node node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(5)) {
            case 0 -> {
                databaseAway = true;
                log("the database is away");
                after(null, random.nextInt(90_000), () -> {
                    databaseAway = false;
                    log("the database is back");
                });
            }
            case 1 -> {
                node.cut = true;
                log(node + " is cut off");
                after(null, random.nextInt(120_000), () -> node.cut = false);
            }
            case 2 -> node.crash("by chance");
            case 3 -> cloud.goAway();
            default -> {
                node.crashAtStep = random.nextInt(20);
                node.crashAfter = random.nextBoolean();
            }
        }
    }

    /** A new release: each node stops, and another starts in its place. */
    private void restartOneAfterTheOther() {
        long delay = 0;
        for (Node node : List.copyOf(nodes)) {
            after(null, delay += 5_000 + random.nextInt(20_000), node::stop);
        }
    }

    private void startNode() {
        Node node = new Node("node-" + nodes.size());
        nodes.add(node);
        node.start();
    }

    /** A living node that is not stopping, or {@code null}. */
    private Node anyNode() {
        List<Node> living = nodes.stream()
                .filter(node -> node.alive && !node.stopping && !node.suspended)
                .toList();
        return living.isEmpty() ? null : living.get(random.nextInt(living.size()));
    }

    /** The source brings an input to any node that lives, until it has committed. */
    private void bring(Input input) {
        if (input.committed || input.uncertain) {
            return;
        }
        Node node = anyNode();
        if (node == null || !node.hasRoom()) {
            bringAgain(input);
            return;
        }
        log(input.key + " is brought to " + node);
        watch(input, ++input.brought, node);
        node.exchange(input);
        if (twoSources) {
            // Nodes that share a folder see the same file.
            after(null, random.nextInt(2_000), () -> {
                Node other = anyNode();
                if (other != null && other.hasRoom()) {
                    log(input.key + " is brought to " + other + ", too");
                    other.exchange(input);
                }
            });
        }
        if (!calm && random.nextInt(20) == 0) {
            // A broker that believes the exchange lost brings the input once more.
            after(null, random.nextInt(120_000), () -> bring(input));
        }
    }

    private void bringAgain(Input input) {
        if (!input.comesAgain) {
            input.comesAgain = true;
            after(null, 1_000 + random.nextInt(60_000), () -> {
                input.comesAgain = false;
                bring(input);
            });
        }
    }

    /** A source whose process died brings its input again. */
    private void watch(Input input, int time, Node node) {
        after(null, 5_000, () -> {
            if (input.brought == time && !input.committed && !input.uncertain) {
                if (node.alive) {
                    watch(input, time, node);
                } else {
                    bringAgain(input);
                }
            }
        });
    }

    /** A broker gives a submitted job to any node, until one has committed it. */
    private void handOver(String jobId, String key) {
        if (delivered.contains(jobId) || reported.contains(jobId)) {
            return;
        }
        Node node = anyNode();
        if (node == null || !node.hasRoom()) {
            after(null, 5_000, () -> handOver(jobId, key));
            return;
        }
        log(jobId + " is handed to " + node);
        node.await(jobId, key);
        Runnable look = new Runnable() {
            @Override
            public void run() {
                if (node.alive && node.awaited.contains(jobId)) {
                    after(null, 5_000, this);
                } else {
                    handOver(jobId, key);
                }
            }
        };
        after(null, 5_000, look);
    }

    /** A person has a parked job tried again, on any node. */
    private void retry(String key) {
        Node node = anyNode();
        try {
            if (node != null) {
                log(key + " is retried at " + node + ": " + node.node.retry(SCOPE, key));
                return;
            }
        } catch (JobRepositoryException unreachable) {
            log(key + " cannot be retried at " + node);
        }
        after(null, 20_000, () -> retry(key));
    }

    private void violate(String what) {
        if (violation == null) {
            violation = what;
        }
    }

    private void log(String what) {
        trace.append(now / 1_000_000).append(" ms ").append(what).append('\n');
    }

    /** @param node whose task it is; {@code null} for the world */
    private Event after(Node node, long millis, Runnable task) {
        Event event = new Event(now + millis * 1_000_000, order++, node, task);
        events.add(event);
        return event;
    }

    private void runUntil(Duration end) {
        run(end.toNanos());
    }

    private void run(long until) {
        List<Event> waiting = new ArrayList<>();
        while (violation == null && !events.isEmpty() && events.peek().at() <= until) {
            Event next = events.poll();
            if (next.node() != null && stalled.contains(next.node())) {
                waiting.add(next);
            } else {
                now = Math.max(now, next.at());
                next.task().run();
            }
        }
        events.addAll(waiting);
        now = Math.max(now, until);
    }

    /** The provider, as all nodes see it. */
    private final class Cloud {
        private final int failsOneIn = random.nextInt(3) == 0 ? 0 : 5 + random.nextInt(40);
        private final Map<String, Input> inputOfJob = new HashMap<>();
        private final Map<String, Long> doneAt = new HashMap<>();
        private final Set<String> failing = new HashSet<>();
        private final Set<String> released = new HashSet<>();
        private boolean away;

        private void goAway() {
            away = true;
            log("the provider is away");
            after(null, random.nextInt(120_000), () -> away = false);
        }

        private boolean fails() {
            return !calm && failsOneIn > 0 && random.nextInt(failsOneIn) == 0;
        }

        private String take(Input input, Node node) {
            String jobId = "job-" + (inputOfJob.size() + 1);
            if (input.jobs.stream().anyMatch(job -> !failing.contains(job))) {
                violate(input.key + " is paid twice");
            }
            input.jobs.add(jobId);
            inputOfJob.put(jobId, input);
            doneAt.put(jobId, now + (1_000 + random.nextInt(90_000)) * 1_000_000L);
            if (random.nextInt(12) == 0) {
                failing.add(jobId);
            }
            log(input.key + " is taken as " + jobId + " from " + node);
            return jobId;
        }
    }

    private static TranscriptionException failure(ErrorCategory category, Verdict verdict) {
        return category.toException(
                ErrorDetails.of("cloud", "transcribe", "simulated").withVerdict(verdict));
    }

    private static <T> void complete(CompletableFuture<T> answer, T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    /** A process. */
    private final class Node implements TranscriptionProvider {
        private final String name;
        private final long clockOffset = random.nextInt(600) * 1_000_000_000L;
        private final JobRules rules = new JobRules("transcribe", false, attemptLimit);
        private final int places = 1 + random.nextInt(6);
        private final boolean batches = random.nextBoolean();
        private final Set<String> awaited = new HashSet<>();
        /** The completions that an exchange still has of its last delivery, after which it is redelivered. */
        private final Map<String, RecordedJob> redelivered = new HashMap<>();

        private final Set<PendingJob<?>> waiting = new LinkedHashSet<>();
        private boolean alive = true;
        private boolean stopping;
        private boolean suspended;
        private boolean cut;
        private int crashAtStep = -1;
        private boolean crashAfter;
        private JobNode node;
        private JobEngine engine;
        private int exchanges;

        private Node(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }

        private void start() {
            JobScheduler time = new JobScheduler() {
                @Override
                public long nanoTime() {
                    return now + clockOffset;
                }

                @Override
                public Future<?> schedule(Runnable task, Duration delay) {
                    Event event = later(delay.toMillis() + 1, task);
                    CompletableFuture<Void> handle = new CompletableFuture<>();
                    handle.whenComplete((nothing, cancelled) -> events.remove(event));
                    return handle;
                }
            };
            Executor worker = task -> later(latency(), task);
            Governor governor = new Governor(time, random::nextDouble);
            EngineSettings settings = new EngineSettings(
                    "transcribe",
                    places,
                    1 + random.nextInt(4),
                    Duration.ofMinutes(random.nextInt(10)),
                    new PollPolicy(
                            Duration.ofSeconds(2),
                            1.5,
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(2 + random.nextInt(20))),
                    new RetryPolicy(random.nextInt(4)));
            engine = new JobEngine(settings, time, governor, null, random::nextDouble);
            node = new JobNode(new Database(), time, worker, LEASE);
            try {
                node.start(name);
                node.serve(SCOPE, rules, releases ? this::release : null);
                log(name + " starts");
                if (way == Way.RESULTS) {
                    later(1_000, this::poll);
                }
            } catch (JobRepositoryException unreachable) {
                crash("at its start");
            }
        }

        /** Its routes take nothing from now on, and its process lives: it must keep nothing from the other nodes. */
        private void suspend() {
            log(name + " is suspended");
            suspended = true;
            startNode();
        }

        private boolean hasRoom() {
            return engine.queued() == 0 && engine.inFlight() < places;
        }

        private long latency() {
            return random.nextInt(20) == 0 && !calm ? random.nextInt(40_000) : random.nextInt(50);
        }

        private Event later(long millis, Runnable task) {
            return after(this, millis, () -> {
                if (alive) {
                    task.run();
                }
            });
        }

        private void crash(String why) {
            if (alive) {
                alive = false;
                log(name + " dies " + why);
                after(null, 1_000 + random.nextInt(30_000), RecordSimulation.this::startNode);
            }
        }

        /** A Camel context stops in this order too: it ends what is under way, and waits until that is recorded. */
        private void stop() {
            if (!alive || stopping) {
                return;
            }
            log(name + " stops");
            stopping = true;
            List.copyOf(waiting).forEach(PendingJob::cancel);
            engine.close();
            later(2_000, () -> {
                CompletableFuture<?> recorded = node.beginClose();
                later(10_000, () -> {
                    if (recorded.isDone()) {
                        try {
                            node.leave();
                        } catch (JobRepositoryException unreachable) {
                            log(name + " could not leave");
                        }
                    }
                    crash("as it should");
                });
            });
        }

        private Caller caller() {
            return new TestCaller(
                    engine.admission(), () -> alive, now + clockOffset, task -> later(random.nextInt(200), task));
        }

        /** An answer takes its time, and does not reach a dead process. */
        private <T> CompletionStage<T> answer(T value, TranscriptionException failure) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            later(
                    1 + random.nextInt(random.nextInt(50) == 0 && !calm ? 20_000 : 300),
                    () -> complete(answer, value, failure));
            return answer;
        }

        @Override
        public String name() {
            return "cloud";
        }

        /** The recording is on its way for a while, in which everything may happen. */
        @Override
        public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
            Input input = inputs.get(parameters.get("name"));
            CompletableFuture<Submission> answer = new CompletableFuture<>();
            after(null, random.nextInt(3_000), () -> {
                CompletionStage<Submission> decided = alive || random.nextBoolean() ? decide(input) : answer;
                decided.whenComplete((made, failure) -> complete(answer, made, failure));
            });
            return answer;
        }

        private CompletionStage<Submission> decide(Input input) {
            if (cloud.away) {
                return answer(null, failure(ErrorCategory.PROVIDER_UNAVAILABLE, Verdict.REJECTED));
            }
            if (!cloud.fails()) {
                String jobId = cloud.take(input, this);
                if (!calm && random.nextInt(12) == 0) {
                    crash("with the answer about " + jobId);
                }
                return answer(Submission.of(jobId), null);
            }
            switch (random.nextInt(4)) {
                case 0:
                    return answer(null, failure(ErrorCategory.RATE_LIMITED, Verdict.REJECTED));
                case 1:
                    return answer(null, failure(ErrorCategory.INVALID_REQUEST, Verdict.REJECTED));
                case 2:
                    cloud.take(input, this);
                    return answer(null, failure(ErrorCategory.UNCERTAIN_SUBMISSION, Verdict.UNCERTAIN));
                default:
                    return answer(null, failure(ErrorCategory.UNCERTAIN_SUBMISSION, Verdict.UNCERTAIN));
            }
        }

        @Override
        public CompletionStage<JobStatus> status(String jobId) {
            if (cloud.away || cloud.fails()) {
                return answer(
                        null,
                        random.nextInt(3) == 0
                                ? failure(ErrorCategory.RATE_LIMITED, Verdict.PENDING)
                                : failure(ErrorCategory.PROVIDER_UNAVAILABLE, Verdict.PENDING));
            }
            if (cloud.released.contains(jobId)) {
                return answer(null, failure(ErrorCategory.JOB_NOT_FOUND, Verdict.GONE));
            }
            if (now < cloud.doneAt.get(jobId)) {
                return answer(JobStatus.pending("cloud", jobId, null), null);
            }
            return answer(
                    cloud.failing.contains(jobId)
                            ? JobStatus.failed("cloud", jobId, null, "no speech")
                            : JobStatus.done("cloud", jobId, null, null),
                    null);
        }

        @Override
        public CompletionStage<JobResult> fetch(JobStatus done) {
            return cloud.released.contains(done.jobId())
                    ? answer(null, failure(ErrorCategory.JOB_NOT_FOUND, Verdict.GONE))
                    : answer(JobResult.of("transcript"), null);
        }

        @Override
        public CompletionStage<Void> release(String jobId) {
            if (!alive) {
                return new CompletableFuture<>();
            }
            if (!delivered.contains(jobId)) {
                violate(jobId + " is released before it was delivered");
            }
            if (cloud.away || cloud.fails()) {
                return answer(null, failure(ErrorCategory.PROVIDER_UNAVAILABLE, Verdict.AGAIN));
            }
            cloud.released.add(jobId);
            return answer(null, null);
        }

        /** The consumer of {@code results}. */
        private void poll() {
            later(calm ? 20_000 : 2_000, this::poll);
            if (stopping || suspended || !hasRoom()) {
                return;
            }
            try {
                for (RecordedJob job : node.claim(
                        SCOPE, places - engine.inFlight(), rules, () -> !stopping && !suspended, this::parked)) {
                    log(name + " claims " + job.jobId());
                    wait(job, null);
                }
            } catch (JobRepositoryException unreachable) {
                log(name + " cannot claim");
            }
        }

        /** The notice of a parked job, which the route may not take. */
        private void parked(RecordedJob job, String why) {
            log(name + " receives the notice that " + job.key() + " is parked: " + why);
            if (job.jobId() != null) {
                after(null, random.nextInt(60_000), () -> retry(job.key()));
            }
            later(random.nextInt(3_000), () -> {
                if (calm || random.nextInt(4) > 0) {
                    job.told();
                }
            });
        }

        /** The exchange of {@code await}. */
        private void await(String jobId, String key) {
            awaited.add(jobId);
            wait(RecordedJob.await(node, SCOPE, new Object(), key, rules, jobId), null);
        }

        private void wait(RecordedJob job, Input input) {
            try {
                PendingJob<JobResult> pending = engine.await(caller(), this, job.jobId(), watched(job));
                whenEnded(pending, (result, failure) -> ended(job, input, failure));
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            } catch (TranscriptionException stopped) {
                job.free();
            }
        }

        private <T> void whenEnded(PendingJob<T> pending, BiConsumer<T, TranscriptionException> action) {
            waiting.add(pending);
            pending.result().whenComplete((result, thrown) -> {
                waiting.remove(pending);
                action.accept(result, (TranscriptionException) thrown);
            });
        }

        /** An exchange with an input. */
        private void exchange(Input input) {
            attempt(input, name + "-" + exchanges++, null);
        }

        /** @param jobId what the same exchange has submitted before; {@code null} at its first attempt */
        private void attempt(Input input, String exchange, String jobId) {
            boolean forOthers = way != Way.TRANSCRIBE;
            RecordedJob job = RecordedJob.ofInput(
                    node,
                    SCOPE,
                    exchange,
                    () -> CompletableFuture.completedFuture(input.key),
                    rules,
                    forOthers,
                    input.key,
                    jobId,
                    null);
            RecordingSubmission request = new RecordingSubmission(
                    this, new AudioLink(URI.create("https://example.org/" + input.key)), Map.of("name", input.key));
            try {
                if (forOthers) {
                    whenEnded(
                            engine.submit(caller(), "cloud", request, watched(job)),
                            (made, failure) -> submitted(job, input, made, failure));
                } else {
                    whenEnded(engine.transcribe(caller(), request, watched(job)), (result, failure) -> {
                        if (failure == null) {
                            log(name + " has the result of " + job.jobId());
                            later(random.nextInt(5_000), () -> deliver(job, input, exchange));
                        } else {
                            ended(job, input, failure);
                            RecordedJob earlier = redelivered.remove(exchange);
                            if (earlier != null) {
                                earlier.undelivered(new IllegalStateException("the sink was down"));
                            }
                        }
                    });
                }
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        }

        /** The exchange of {@code submit} has the job's id. */
        private void submitted(RecordedJob job, Input input, Submission made, TranscriptionException failure) {
            if (failure != null) {
                log(name + ": the submission of " + input.key + " ends with " + failure.getCategory());
                job.failed(failure);
                later(10, job::free);
                notBought(input, failure);
                return;
            }
            later(random.nextInt(2_000), () -> {
                if (!calm && random.nextInt(8) == 0) {
                    log(name + ": the exchange that submitted " + made.jobId() + " fails");
                    job.free();
                    bringAgain(input);
                    return;
                }
                if (way == Way.AWAIT) {
                    after(null, random.nextInt(3_000), () -> handOver(made.jobId(), input.key));
                }
                input.committed = true;
                log("the source of " + input.key + " has committed");
                job.sourceCommitted();
            });
        }

        private void notBought(Input input, TranscriptionException failure) {
            if (failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
                input.uncertain = true;
            } else {
                bringAgain(input);
            }
        }

        /** The wait for a job is over. */
        private void ended(RecordedJob job, Input input, TranscriptionException failure) {
            String jobId = job.jobId();
            if (failure == null) {
                later(random.nextInt(5_000), () -> deliver(job, input, null));
                return;
            }
            log(name + ": " + jobId + (input == null ? "" : " of " + input.key) + " ends with "
                    + failure.getCategory());
            end(jobId);
            if (way != Way.RESULTS) {
                job.failed(failure);
                if (failure.getVerdict() == Verdict.FAILED) {
                    reported.add(jobId);
                }
                awaited.remove(jobId);
                if (input != null) {
                    notBought(input, failure);
                }
            } else if (failure.getVerdict() == Verdict.FAILED) {
                watched(job).deliver().whenComplete((begins, refused) -> {
                    if (refused != null) {
                        job.failed((TranscriptionException) refused.getCause());
                        return;
                    }
                    later(random.nextInt(3_000), () -> {
                        end(jobId);
                        if (!calm && random.nextInt(4) == 0) {
                            log(name + ": the notice of " + jobId + " is not taken");
                            job.undelivered(new IllegalStateException("the sink is down"));
                        } else {
                            reported.add(jobId);
                            log(name + " reports that " + jobId + " has failed");
                            job.failed(failure);
                        }
                    });
                });
            } else {
                job.failed(failure);
            }
        }

        /** Notes which deliveries have begun. */
        private JobJournal watched(RecordedJob job) {
            return new JobJournal() {
                @Override
                public CompletionStage<String> intend() {
                    return job.intend();
                }

                @Override
                public CompletionStage<Void> rejected() {
                    return job.rejected();
                }

                @Override
                public CompletionStage<Void> submitted(String jobId) {
                    return job.submitted(jobId);
                }

                @Override
                public CompletionStage<Void> deliver() {
                    return job.deliver().thenApply(begins -> {
                        begin(job.jobId());
                        return begins;
                    });
                }
            };
        }

        private void begin(String jobId) {
            if (stopping) {
                // Its exchange has ended, and the record is free again at once.
                return;
            }
            JobOwner owner = node.owner();
            log(name + " begins to deliver " + jobId);
            for (Begun other : begun) {
                boolean same =
                        other.jobId().equals(jobId) && !other.owner().node().equals(owner.node());
                if (same && records.isAlive(other.owner()) && records.isAlive(owner) && isDelivering(jobId)) {
                    violate(jobId + " is delivered by two nodes under valid epochs");
                }
            }
            begun.add(new Begun(jobId, owner));
        }

        private boolean isDelivering(String jobId) {
            JobRecord found = records.read(SCOPE.idOf(cloud.inputOfJob.get(jobId).key));
            return found != null && found.state() == JobRecordState.DELIVERING && jobId.equals(found.jobId());
        }

        private void end(String jobId) {
            begun.removeIf(one -> one.jobId().equals(jobId)
                    && one.owner().node().equals(node.owner().node()));
        }

        /** @param exchange the one that brought the recording, and may be redelivered; {@code null} if none did */
        private void deliver(RecordedJob job, Input input, String exchange) {
            String jobId = job.jobId();
            end(jobId);
            if (!calm && random.nextInt(6) == 0) {
                log(name + ": the delivery of " + jobId + " fails");
                if (exchange != null && random.nextBoolean() && !stopping) {
                    redelivered.put(exchange, job);
                    attempt(input, exchange, jobId);
                    return;
                }
                job.undelivered(new IllegalStateException("the sink is down"));
                awaited.remove(jobId);
                if (input != null) {
                    bringAgain(input);
                }
                return;
            }
            delivered.add(jobId);
            log(name + " delivers " + jobId);
            if (!calm && random.nextInt(15) == 0) {
                crash("after the delivery");
                return;
            }
            if (input != null) {
                input.committed = true;
            }
            awaited.remove(jobId);
            job.delivered(releases);
        }

        /** This node's connection to the database. */
        private final class Database extends InterceptedRepository {

            private Database() {
                super(records);
            }

            @Override
            protected <T> T call(String name, Supplier<T> statement) {
                stall();
                boolean last = crashAtStep >= 0 && crashAtStep-- == 0;
                if (last && !crashAfter) {
                    crash("before " + name);
                }
                if (!alive) {
                    throw new JobRepositoryException("dead");
                }
                int fate = calm ? 99 : random.nextInt(100);
                if (cut || databaseAway || fate == 0) {
                    throw new JobRepositoryException("before the commit");
                }
                if (fate == 2) {
                    // It waits for a lock, and its caller does not.
                    after(null, random.nextInt(60_000), () -> {
                        log("late: " + name);
                        statement.get();
                    });
                    throw new JobRepositoryException("not yet");
                }
                T result = statement.get();
                stall();
                if (last) {
                    crash("after " + name);
                }
                if (!alive || fate == 1) {
                    throw new JobRepositoryException("after the commit");
                }
                return result;
            }

            /** The process, or its connection, stands still while the others go on. */
            private void stall() {
                if (!calm && random.nextInt(100) == 0 && stalled.add(Node.this)) {
                    run(now + random.nextInt(random.nextInt(4) == 0 ? 60_000 : 500) * 1_000_000L);
                    stalled.remove(Node.this);
                }
            }

            @Override
            public boolean replace(JobRecord expected, JobRecord next) {
                return call(expected.state() + " to " + next.state(), () -> {
                    boolean replaced = records.replace(expected, next);
                    boolean delivering = replaced && next.state() == JobRecordState.DELIVERING && next.owner() != null;
                    if (delivering && !records.isAlive(next.owner())) {
                        violate("a delivery of " + next.jobId() + " begins under an epoch that is not valid");
                    }
                    return replaced;
                });
            }

            @Override
            public JobRecord beginDelivery(String id, String jobId, JobOwner owner) {
                return batches
                        ? call("begin delivery", () -> records.beginDelivery(id, jobId, owner))
                        : super.beginDelivery(id, jobId, owner);
            }

            @Override
            public int finish(Collection<JobRecord> finished) {
                return batches ? call("finish", () -> records.finish(finished)) : super.finish(finished);
            }

            @Override
            public boolean isShared() {
                return true;
            }
        }
    }
}
