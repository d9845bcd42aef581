/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Nodes, a database and a provider on virtual time, that fail as a seed decides. The nodes run the real {@link JobNode}
 * and {@link RecordedJob} against the real table of transitions; the inputs come from a broker that redelivers until it
 * has its commit.
 */
final class RecordSimulation {

    private static final JobScope SCOPE = new JobScope("palatine", "transcribe", "https://example.org");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TROUBLE_SECONDS = 600;
    private static final int CALM_SECONDS = 2_700;

    private record Event(long at, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /** A delivery that has begun and not ended. */
    private record Begun(String jobId, JobOwner owner) {}

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final StringBuilder trace = new StringBuilder();
    private final MemoryJobRepository records;
    private final boolean forResults;
    private final boolean releases;
    private final List<Node> nodes = new ArrayList<>();
    private long now;
    private long order;
    private boolean calm;
    private boolean databaseAway;

    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, String> keyOfJob = new HashMap<>();
    private final Set<String> failedJobs = new HashSet<>();
    private final Set<String> delivered = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    private final List<Begun> begun = new ArrayList<>();
    private int jobs;
    private String violation;

    RecordSimulation(long seed) {
        random = new Random(seed);
        forResults = random.nextBoolean();
        releases = random.nextBoolean();
        records = new MemoryJobRepository(new Clock() {
            @Override
            public Instant instant() {
                return BEGIN.plusNanos(now);
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
    }

    /** An input, as its source sees it. */
    private static final class Input {
        private final String key;
        private int paid;
        private boolean committed;
        private boolean uncertain;
        private int brought;

        private Input(String key) {
            this.key = key;
        }
    }

    /** @return what was violated, with the trace; {@code null} if nothing was */
    String run() {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            startNode();
        }
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            Input input = new Input("talk-" + i);
            inputs.put(input.key, input);
            after(random.nextInt(60_000), () -> bring(input));
        }
        for (int i = 0; i < random.nextInt(8); i++) {
            after(random.nextInt(TROUBLE_SECONDS * 1000), this::trouble);
        }
        runUntil(Duration.ofSeconds(TROUBLE_SECONDS));
        calm = true;
        databaseAway = false;
        nodes.forEach(node -> node.cut = false);
        if (nodes.stream().noneMatch(node -> node.alive)) {
            startNode();
        }
        runUntil(Duration.ofSeconds(TROUBLE_SECONDS + CALM_SECONDS));
        inputs.values().forEach(this::checkAtTheEnd);
        return violation == null ? null : violation + "\n" + trace;
    }

    private void checkAtTheEnd(Input input) {
        JobRecord left = records.read(SCOPE.idOf(input.key));
        boolean reached = keyOfJob.entrySet().stream()
                .anyMatch(job -> job.getValue().equals(input.key)
                        && (delivered.contains(job.getKey()) || told.contains(job.getKey())));
        if (!reached && !input.uncertain) {
            violate(input.key + " is lost: its record is " + (left == null ? null : left.toJson()));
        }
        boolean atRest = left == null
                || left.state() == JobRecordState.FINISHED
                || left.state() == JobRecordState.PARKED && input.uncertain
                // The source has committed, and the process died before it could say so.
                || !forResults && input.committed && left.owner() == null;
        if (!atRest) {
            violate(input.key + " is stuck: " + left.toJson());
        }
    }

    private void trouble() {
        if (calm) {
            return;
        }
        Node node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                databaseAway = true;
                log("the database is away");
                after(random.nextInt(90_000), () -> {
                    databaseAway = false;
                    log("the database is back");
                });
            }
            case 1 -> {
                node.cut = true;
                log(node + " is cut off");
                after(random.nextInt(120_000), () -> node.cut = false);
            }
            case 2 -> node.crash("by chance");
            default -> {
                node.crashAtStep = random.nextInt(6);
                node.crashAfter = random.nextBoolean();
            }
        }
    }

    private void startNode() {
        Node node = new Node("node-" + nodes.size());
        nodes.add(node);
        node.start();
    }

    /** The source brings an input to any node that lives, until it has committed. */
    private void bring(Input input) {
        List<Node> living = nodes.stream().filter(node -> node.alive).toList();
        if (input.committed || input.uncertain) {
            return;
        }
        if (living.isEmpty()) {
            after(5_000, () -> bring(input));
            return;
        }
        Node node = living.get(random.nextInt(living.size()));
        log(input.key + " is brought to " + node);
        node.exchange(input);
    }

    private void bringAgain(Input input) {
        after(1_000 + random.nextInt(60_000), () -> bring(input));
    }

    private void violate(String what) {
        if (violation == null) {
            violation = what;
        }
    }

    private void log(String what) {
        trace.append(String.format("%10.3f %s%n", now / 1e9, what));
    }

    private void after(long millis, Runnable task) {
        events.add(new Event(now + millis * 1_000_000, order++, task));
    }

    private void runUntil(Duration end) {
        while (violation == null && !events.isEmpty() && events.peek().at() <= end.toNanos()) {
            Event next = events.poll();
            now = Math.max(now, next.at());
            next.task().run();
        }
        now = Math.max(now, end.toNanos());
    }

    /** A process: what it does after its death has no effect. */
    private final class Node {
        private final String name;
        private final long clockOffset = random.nextInt(600) * 1_000_000_000L;
        private final JobRules rules = new JobRules("transcribe", false, 1_000);
        private boolean alive = true;
        private boolean cut;
        private int crashAtStep = -1;
        private boolean crashAfter;
        private JobNode node;
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
                public ScheduledTask schedule(Runnable task, Duration delay) {
                    after(delay.toMillis(), () -> live(task));
                    return () -> {};
                }
            };
            Executor worker = task -> after(latency(), () -> live(task));
            node = new JobNode(new Way(), time, worker, worker, LEASE);
            try {
                node.start(name);
                node.serve(SCOPE, releases ? this::release : null);
                log(name + " starts");
                if (forResults) {
                    after(1_000, () -> live(this::poll));
                }
            } catch (JobRepositoryException unreachable) {
                crash("at its start");
            }
        }

        private long latency() {
            return random.nextInt(20) == 0 && !calm ? random.nextInt(40_000) : random.nextInt(50);
        }

        private void live(Runnable task) {
            if (alive) {
                task.run();
            }
        }

        private void crash(String why) {
            if (alive) {
                alive = false;
                log(name + " dies " + why);
                after(1_000 + random.nextInt(30_000), RecordSimulation.this::startNode);
            }
        }

        private CompletionStage<Void> release(String jobId) {
            if (!alive) {
                return new CompletableFuture<>();
            }
            if (!delivered.contains(jobId)) {
                violate(jobId + " is released before it was delivered");
            }
            if (!calm && random.nextInt(4) == 0) {
                return CompletableFuture.failedFuture(error(ErrorCategory.PROVIDER_UNAVAILABLE, null));
            }
            released.add(jobId);
            return CompletableFuture.completedFuture(null);
        }

        private TranscriptionException error(ErrorCategory category, String jobId) {
            return category.toException(
                    ErrorDetails.of("palatine", "transcribe", "simulated").withJobId(jobId));
        }

        private void poll() {
            after(calm ? 20_000 : 1_000, () -> live(this::poll));
            try {
                for (RecordedJob job : node.claim(SCOPE, 10, rules, RecordedJob.NOT_TOLD)) {
                    log(name + " claims " + job.jobId());
                    await(job, job.jobId(), null);
                }
            } catch (JobRepositoryException unreachable) {
                log(name + " cannot claim");
            }
        }

        private void exchange(Input input) {
            String exchange = name + "-" + exchanges++;
            watch(input, ++input.brought);
            RecordedJob job = RecordedJob.ofInput(
                    node, SCOPE, exchange, () -> input.key, Runnable::run, rules, forResults, input.key, null);
            submit(job, input);
        }

        private void submit(RecordedJob job, Input input) {
            job.intend()
                    .whenComplete((known, refused) -> live(() -> {
                        if (refused != null) {
                            refused(input, (TranscriptionException) cause(refused));
                        } else if (known != null) {
                            log(name + " goes on with " + known + " of " + input.key);
                            submitted(job, input, known);
                        } else {
                            send(job, input);
                        }
                    }));
        }

        private void refused(Input input, TranscriptionException failure) {
            log(name + " refuses " + input.key + ": " + failure.getCategory());
            if (failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
                input.uncertain = true;
            } else {
                bringAgain(input);
            }
        }

        private void send(RecordedJob job, Input input) {
            after(
                    random.nextInt(3_000),
                    () -> live(() -> {
                        int fate = calm ? 9 : random.nextInt(12);
                        if (fate == 0) {
                            log(input.key + " is rejected");
                            job.rejected()
                                    .whenComplete((done, failure) ->
                                            live(() -> after(500, () -> live(() -> submit(job, input)))));
                            return;
                        }
                        String jobId = "job-" + ++jobs;
                        if (fate != 1 || random.nextBoolean()) {
                            keyOfJob.put(jobId, input.key);
                            if (++input.paid > 1) {
                                violate(input.key + " is paid twice");
                            }
                            log(input.key + " is taken as " + jobId + " from " + name);
                        }
                        if (fate == 1) {
                            input.uncertain = true;
                            job.failed(error(ErrorCategory.UNCERTAIN_SUBMISSION, null));
                            return;
                        }
                        if (!calm && random.nextInt(10) == 0) {
                            crash("with the answer to " + jobId);
                            after(1_000, () -> bring(input));
                            return;
                        }
                        job.submitted(jobId).whenComplete((done, failure) -> live(() -> submitted(job, input, jobId)));
                    }));
        }

        /** A source whose process died brings its input again. */
        private void watch(Input input, int time) {
            after(5_000, () -> {
                if (input.brought != time || input.committed || input.uncertain) {
                    return;
                }
                if (alive) {
                    watch(input, time);
                } else {
                    bringAgain(input);
                }
            });
        }

        private void submitted(RecordedJob job, Input input, String jobId) {
            if (!forResults) {
                await(job, jobId, input);
                return;
            }
            after(
                    random.nextInt(2_000),
                    () -> live(() -> {
                        if (!calm && random.nextInt(8) == 0) {
                            log(name + ": the exchange that submitted " + jobId + " fails");
                            job.free();
                            bringAgain(input);
                            return;
                        }
                        input.committed = true;
                        log("the source of " + input.key + " has committed");
                        job.sourceCommitted();
                    }));
        }

        /** @param input whose exchange waits; {@code null} in {@code results} */
        private void await(RecordedJob job, String jobId, Input input) {
            after(
                    1_000 + random.nextInt(90_000),
                    () -> live(() -> {
                        if (!calm && random.nextInt(12) == 0) {
                            job.failed(error(ErrorCategory.JOB_TIMED_OUT, jobId));
                            again(input);
                            return;
                        }
                        job.deliver()
                                .whenComplete((done, refused) -> live(() -> {
                                    if (refused != null) {
                                        TranscriptionException failure = (TranscriptionException) cause(refused);
                                        log(name + " may not deliver " + jobId + ": " + failure.getCategory());
                                        job.failed(failure);
                                        again(input);
                                    } else {
                                        begin(jobId);
                                        after(random.nextInt(5_000), () -> live(() -> deliver(job, jobId, input)));
                                    }
                                }));
                    }));
        }

        private void begin(String jobId) {
            JobOwner owner = node.owner();
            log(owner.node().substring(0, 4) + " " + name + " begins to deliver " + jobId);
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
            JobRecord found = records.read(SCOPE.idOf(keyOfJob.get(jobId)));
            return found != null && found.state() == JobRecordState.DELIVERING;
        }

        private void deliver(RecordedJob job, String jobId, Input input) {
            begun.removeIf(one -> one.jobId().equals(jobId)
                    && one.owner().node().equals(node.owner().node()));
            if (!calm && random.nextInt(6) == 0) {
                log(name + ": the delivery of " + jobId + " fails");
                job.undelivered(new IllegalStateException("the sink is down"));
                again(input);
                return;
            }
            delivered.add(jobId);
            log(name + " delivers " + jobId);
            if (!calm && random.nextInt(15) == 0) {
                crash("after the delivery");
                again(input);
                return;
            }
            if (input != null) {
                input.committed = true;
            }
            job.delivered(releases);
        }

        private void again(Input input) {
            if (input != null) {
                bringAgain(input);
            }
        }

        private Throwable cause(Throwable thrown) {
            return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        }

        /** This node's way to the database. */
        private final class Way implements JobRepository {

            private <T> T call(String what, Supplier<T> statement) {
                if (!alive) {
                    throw new JobRepositoryException("dead");
                }
                boolean last = crashAtStep >= 0 && crashAtStep-- == 0;
                if (last && !crashAfter) {
                    crash("before " + what);
                    throw new JobRepositoryException("dead");
                }
                if (cut || databaseAway) {
                    throw new JobRepositoryException("unreachable");
                }
                int fate = calm ? 99 : random.nextInt(100);
                if (fate == 0) {
                    throw new JobRepositoryException("failed before the commit");
                }
                T result = statement.get();
                if (last) {
                    crash("after " + what);
                    throw new JobRepositoryException("dead");
                }
                if (fate == 1) {
                    throw new JobRepositoryException("failed after the commit");
                }
                return result;
            }

            @Override
            public JobRecord read(String id) {
                return call("read", () -> records.read(id));
            }

            @Override
            public boolean insert(JobRecord added) {
                return call("insert", () -> records.insert(added));
            }

            @Override
            public boolean replace(JobRecord expected, JobRecord next) {
                return call(expected.state() + " to " + next.state(), () -> records.replace(expected, next));
            }

            @Override
            public boolean delete(JobRecord expected) {
                return call("delete", () -> records.delete(expected));
            }

            @Override
            public List<JobRecord> list(JobRecordState state, int limit) {
                return call("list", () -> records.list(state, limit));
            }

            @Override
            public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
                return call("claim", () -> records.claim(scope, state, owner, limit));
            }

            @Override
            public JobOwner heartbeat(JobOwner owner, Duration lease) {
                return call("heartbeat", () -> records.heartbeat(owner, lease));
            }

            @Override
            public int giveUp(JobOwner asking) {
                return call("giveUp", () -> records.giveUp(asking));
            }

            @Override
            public int purge() {
                return call("purge", records::purge);
            }

            @Override
            public Instant now() {
                return records.now();
            }

            @Override
            public boolean isShared() {
                return true;
            }
        }
    }
}
