/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The contract of job repositories as tests: extend this class to test your own repository. It does not test that a change survives the
 * end of the process; kill a process to test that.
 */
@Timeout(120)
public abstract class JobRepositoryContract {

    /** The scope of the records of these tests. */
    protected static final JobScope SCOPE = new JobScope("palatine", "transcribe", "https://example.org/api");

    private static final JobScope ELSEWHERE = new JobScope("palatine", "transcribe", "https://example.com");

    private static final List<JobRecordState> CLAIMED =
            List.of(JobRecordState.SUBMITTED, JobRecordState.DELIVERED, JobRecordState.PARKED);

    private static final int THREADS = 16;
    private static final Duration LEASE = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** The repository, started, and empty when a test begins. */
    protected JobRepository repository;

    /** A node that is alive. */
    protected JobOwner node;

    private JobOwner other;

    /** The records that the defaults have too. */
    private final List<String> copies = new ArrayList<>();

    private Instant begin;

    /** For the repository's own test. */
    protected JobRepositoryContract() {}

    /**
     * A repository without records, not started.
     *
     * @throws Exception if it cannot be made
     */
    protected abstract JobRepository create() throws Exception;

    /** How often the threads compete; 20 by default. */
    protected int rounds() {
        return 20;
    }

    @BeforeEach
    final void openRepository() throws Exception {
        repository = create();
        repository.start();
        node = repository.heartbeat(new JobOwner("node-1", 0), LEASE);
        other = repository.heartbeat(new JobOwner("node-2", 0), LEASE);
    }

    @AfterEach
    final void closeRepository() {
        threads.shutdownNow();
        repository.close();
    }

    @Test
    void aMissingRecordIsNull() {
        assertNull(repository.read(SCOPE.idOf("unknown")));
        for (JobRecordState state : JobRecordState.values()) {
            assertEquals(List.of(), repository.list(state, 10));
        }
    }

    @Test
    void recordsAreCountedByState() {
        insert(submitted("one"));
        insert(submitted("two"));
        insert(draft("three").state(JobRecordState.INTENT).make());

        Map<JobRecordState, Long> counts = repository.count();

        assertEquals(2, counts.getOrDefault(JobRecordState.SUBMITTED, 0L));
        assertEquals(1, counts.getOrDefault(JobRecordState.INTENT, 0L));
        assertEquals(0, counts.getOrDefault(JobRecordState.PARKED, 0L));
    }

    @Test
    void everyFactComesBackAsItWas() {
        JobRecord bare = draft("talk").state(JobRecordState.INTENT).make();
        assertTrue(repository.insert(bare));
        assertEquals(bare, repository.read(bare.id()));

        JobRecord whole = whole(bare.draft());
        assertTrue(repository.replace(bare, whole));
        assertEquals(whole, repository.read(whole.id()));
        assertEquals(List.of(whole), repository.list(JobRecordState.FINISHED, 10));

        JobRecord bareAgain = new JobRecord.Draft(SCOPE, "talk", whole.revision() + 1)
                .state(JobRecordState.INTENT)
                .recordedAt(bare.recordedAt())
                .make();
        assertTrue(repository.replace(whole, bareAgain));
        assertEquals(bareAgain, repository.read(bare.id()), "what is null now stays as it was");

        JobRecord inserted = whole(draft("another"));
        assertTrue(repository.insert(inserted));
        assertEquals(inserted, repository.read(inserted.id()));
    }

    /** A record with all facts, none of which is that of a new one. */
    private JobRecord whole(JobRecord.Draft record) {
        Instant now = repository.now();
        return record.state(JobRecordState.FINISHED)
                .forResults(true)
                .jobId("job-1")
                .fileName("совещание 😀.mp3")
                .traceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .recordedAt(now.minusSeconds(1))
                .submittedAt(now.plusSeconds(1))
                .deliveredAt(now.plusSeconds(2))
                .sourceCommitted(true)
                .failed(true)
                .failures(3)
                .attempts(4)
                .nextAttemptAt(now.plusSeconds(5))
                .noticeDue(true)
                .lastError("it's \"bad\"\n; --" + "ошибка".repeat(160))
                .keepUntil(now.plusSeconds(6))
                .owner(node)
                .make();
    }

    @Test
    void aRecordIsInsertedOnce() {
        JobRecord first = insert(submitted("talk"));

        assertFalse(repository.insert(submitted("talk")));

        assertEquals(first, repository.read(first.id()));
    }

    @Test
    void onlyTheExpectedRevisionIsReplaced() {
        JobRecord first = insert(submitted("talk"));
        JobRecord second = first.draft().lastError("second").make();
        assertTrue(repository.replace(first, second));

        assertFalse(repository.replace(first, first.draft().lastError("third").make()));

        assertEquals(second, repository.read(first.id()));
    }

    @Test
    void onlyTheExpectedRevisionIsDeleted() {
        JobRecord first = insert(submitted("talk"));
        JobRecord second = first.draft().make();
        assertTrue(repository.replace(first, second));

        assertFalse(repository.delete(first));
        assertEquals(second, repository.read(first.id()));
        assertTrue(repository.delete(second));
        assertNull(repository.read(first.id()));
        assertFalse(repository.delete(second));
        assertFalse(repository.replace(second, second.draft().make()));
    }

    @Test
    void aDeletedRecordIsNotItsSuccessor() {
        JobRecord first = insert(submitted("talk"));
        assertTrue(repository.delete(first));
        JobRecord second = insert(submitted("talk"));

        assertFalse(repository.delete(first));
        assertFalse(repository.replace(first, first.draft().make()));

        assertEquals(second, repository.read(first.id()));
    }

    @Test
    void similarKeysAreDifferent() {
        List<String> keys = List.of(
                "Key", "key", "key ", " key", "k\u0435y", "\u0451", "\u0435\u0308", "😀", "'; --", "%", "_", "\\");
        List<JobRecord> records =
                keys.stream().map(key -> insert(submitted(key))).toList();

        records.forEach(found -> assertEquals(found, repository.read(found.id())));
    }

    @Test
    void keysMayBeLongAndRussian() {
        String folder = "/записи/" + "совещание-".repeat(300);

        JobRecord first = insert(submitted(folder + "1.mp3"));
        JobRecord second = insert(submitted(folder + "2.mp3"));

        assertEquals(first, repository.read(first.id()));
        assertEquals(second, repository.read(second.id()));
    }

    @Test
    void theSameKeyInAnotherScopeIsAnotherRecord() {
        JobRecord here = insert(submitted("talk"));
        JobRecord there = insert(new JobRecord.Draft(ELSEWHERE, "talk", 1)
                .state(JobRecordState.INTENT)
                .recordedAt(repository.now())
                .make());

        assertEquals(here, repository.read(here.id()));
        assertEquals(there, repository.read(there.id()));
    }

    @Test
    void oneOfManyConcurrentInsertsSucceeds() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            String key = "key-" + round;
            assertEquals(1, winners(thread -> repository.insert(submitted(key))));
        }
    }

    @Test
    void oneOfManyConcurrentChangesSucceeds() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            JobRecord found = insert(submitted("key-" + round));
            assertEquals(
                    1,
                    winners(thread -> thread % 2 == 0
                            ? repository.delete(found)
                            : repository.replace(found, found.draft().make())));
        }
    }

    @Test
    void noUpdateIsLost() throws Exception {
        JobRecord first = insert(submitted("talk"));
        int each = Math.max(1, rounds() / 4);

        winners(thread -> {
            for (int updated = 0; updated < each; ) {
                JobRecord read = repository.read(first.id());
                updated += repository.replace(
                                read, read.draft().attempts(read.attempts() + 1).make())
                        ? 1
                        : 0;
            }
            return true;
        });

        assertEquals(THREADS * each, repository.read(first.id()).attempts());
    }

    @Test
    void aListHasOneStateAnOrderAndALimit() {
        Instant now = repository.now();
        for (int i : new int[] {3, 1, 2}) {
            insert(draft("parked " + i)
                    .state(JobRecordState.PARKED)
                    .nextAttemptAt(now.plusSeconds(i))
                    .make());
        }
        insert(submitted("talk"));

        assertEquals(
                List.of("parked 1", "parked 2", "parked 3"),
                repository.list(JobRecordState.PARKED, 10).stream()
                        .map(JobRecord::key)
                        .toList());
        assertEquals(2, repository.list(JobRecordState.PARKED, 2).size());
    }

    @Test
    void dueAndFreeRecordsAreClaimedInOrderAndOnce() {
        Instant now = repository.now();
        insert(draftOfResults("second").nextAttemptAt(now.minusSeconds(10)).make());
        insert(draftOfResults("first").nextAttemptAt(now.minusSeconds(20)).make());
        insert(draftOfResults("third").nextAttemptAt(now.minusSeconds(5)).make());
        insert(draftOfResults("later").nextAttemptAt(now.plusSeconds(600)).make());
        insert(draftOfResults("of another node").owner(other).make());
        insert(draftOfResults("of transcribe").forResults(false).make());
        insert(draftOfResults("delivered").state(JobRecordState.DELIVERED).make());
        insert(draftOfResults("parked").state(JobRecordState.PARKED).make());

        List<JobRecord> claimed = repository.claim(SCOPE, JobRecordState.SUBMITTED, node, 2);

        assertEquals(
                List.of("first", "second"), claimed.stream().map(JobRecord::key).toList());
        claimed.forEach(found -> {
            assertEquals(node, found.owner());
            assertEquals(found, repository.read(found.id()));
        });
        assertEquals(List.of("third"), keys(repository.claim(SCOPE, JobRecordState.SUBMITTED, other, 10)));
        assertEquals(List.of(), repository.claim(SCOPE, JobRecordState.SUBMITTED, node, 10));
        assertEquals(List.of("delivered"), keys(repository.claim(SCOPE, JobRecordState.DELIVERED, node, 10)));
    }

    @Test
    void aNodeHasWhatItOwnsUnderItsEpoch() {
        JobRecord intent =
                insert(draft("intent").state(JobRecordState.INTENT).owner(node).make());
        JobRecord delivered = insert(draftOfResults("delivered")
                .state(JobRecordState.DELIVERED)
                .owner(node)
                .make());
        insert(draftOfResults("of another node").owner(other).make());
        insert(draftOfResults("of an earlier epoch")
                .owner(new JobOwner(node.node(), node.epoch() - 1))
                .make());
        insert(submitted("free"));

        assertEquals(Set.of(intent, delivered), Set.copyOf(repository.ownedBy(node)));
    }

    @Test
    void aNoticeIsDueAgainAfterAMinute() {
        insert(draft("told").state(JobRecordState.PARKED).forResults(true).make());
        insert(draft("due")
                .state(JobRecordState.PARKED)
                .forResults(true)
                .noticeDue(true)
                .make());

        List<JobRecord> begun = repository.claim(SCOPE, JobRecordState.PARKED, node, 10);

        assertEquals(List.of("due"), keys(begun));
        JobRecord notice = begun.get(0);
        assertEquals(notice, repository.read(notice.id()));
        assertEquals(JobRecordState.PARKED, notice.state());
        assertNull(notice.owner());
        assertTrue(notice.nextAttemptAt().isAfter(repository.now().plusSeconds(30)));
        assertEquals(List.of(), repository.claim(SCOPE, JobRecordState.PARKED, other, 10));
    }

    @Test
    void aClaimIgnoresOtherScopes() {
        insert(submitted("talk"));

        for (JobScope scope : List.of(
                new JobScope("shopot", "transcribe", SCOPE.baseUrl()),
                new JobScope("palatine", "diarize", SCOPE.baseUrl()),
                ELSEWHERE)) {
            assertEquals(List.of(), repository.claim(scope, JobRecordState.SUBMITTED, node, 10));
        }
    }

    @Test
    void concurrentClaimsTakeEachRecordOnce() throws Exception {
        int count = 200;
        IntStream.range(0, count).forEach(i -> insert(submitted("talk " + i)));
        List<String> claimed = Collections.synchronizedList(new ArrayList<>());

        winners(thread -> {
            JobOwner owner = thread % 2 == 0 ? node : other;
            for (int empty = 0; empty < 3; ) {
                List<String> batch = keys(repository.claim(SCOPE, JobRecordState.SUBMITTED, owner, 7));
                claimed.addAll(batch);
                empty += batch.isEmpty() ? 1 : 0;
            }
            return true;
        });

        assertEquals(count, claimed.size());
        assertEquals(count, claimed.stream().distinct().count());
    }

    @Test
    void oneNodeBeginsADelivery() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            String id = insert(submitted("key-" + round)).id();
            Set<String> begun = ConcurrentHashMap.newKeySet();

            winners(thread -> {
                JobRecord delivering = repository.beginDelivery(id, "job-1", thread % 2 == 0 ? node : other);
                return delivering != null && begun.add(delivering.owner().node());
            });

            assertEquals(1, begun.size());
            assertEquals(JobRecordState.DELIVERING, repository.read(id).state());
        }
    }

    @Test
    void onlyTheOwnerBeginsTheDeliveryOfAnUndeliveredJob() {
        JobRecord free = insert(submitted("talk"));
        JobRecord taken = insert(draftOfResults("taken").owner(other).make());
        JobRecord delivered = insert(
                draftOfResults("delivered").state(JobRecordState.DELIVERED).make());

        assertNull(repository.beginDelivery(free.id(), "job-of-another", node));
        assertNull(repository.beginDelivery(taken.id(), "job-1", node));
        assertNull(repository.beginDelivery(delivered.id(), "job-1", node));
        assertNull(repository.beginDelivery(SCOPE.idOf("unknown"), "job-1", node));
        JobRecord begunNow = repository.beginDelivery(free.id(), "job-1", node);
        assertNotNull(begunNow);
        assertEquals(begunNow, repository.read(free.id()));
        assertEquals(node, begunNow.owner());
    }

    @Test
    void deliveredRecordsAreFinishedInABatchAndRetained() {
        List<JobRecord> delivered = IntStream.range(0, 5)
                .mapToObj(i -> insert(draftOfResults("talk " + i)
                        .state(JobRecordState.DELIVERED)
                        .sourceCommitted(i != 0)
                        .owner(node)
                        .make()))
                .toList();
        JobRecord changed =
                delivered.get(4).draft().state(JobRecordState.PARKED).make();
        assertTrue(repository.replace(delivered.get(4), changed));

        assertEquals(4, repository.finish(delivered));

        Instant retained = repository.now().plus(repository.getRetention());
        for (JobRecord found : delivered.subList(1, 4)) {
            JobRecord finished = repository.read(found.id());
            assertEquals(JobRecordState.FINISHED, finished.state());
            assertNull(finished.owner());
            assertFalse(finished.keepUntil().isAfter(retained.plusSeconds(1)));
        }
        Instant tomorrow = repository.now().plus(Duration.ofHours(23));
        assertTrue(repository.read(delivered.get(0).id()).keepUntil().isAfter(tomorrow), "its source may come again");
        assertEquals(changed, repository.read(changed.id()));
    }

    @Test
    void onlyFinishedRecordsWhoseRetentionIsOverAreDeleted() {
        Instant now = repository.now();
        JobRecord over = insert(finished("over", now.minusSeconds(1)));
        JobRecord longOver = insert(finished("long over", now.minusSeconds(600)));
        JobRecord kept = insert(finished("kept", now.plusSeconds(600)));
        JobRecord old = insert(draftOfResults("old")
                .recordedAt(now.minus(Duration.ofDays(999)))
                .make());

        assertEquals(2, repository.purge());

        assertNull(repository.read(over.id()));
        assertNull(repository.read(longOver.id()));
        assertNotNull(repository.read(kept.id()));
        assertNotNull(repository.read(old.id()));
    }

    @Test
    void theRecordsOfANodeThatLeavesBecomeFree() {
        JobRecord intent =
                insert(draft("intent").state(JobRecordState.INTENT).owner(other).make());
        JobRecord waiting = insert(draftOfResults("waiting").owner(other).make());
        JobRecord delivering = insert(draftOfResults("delivering")
                .state(JobRecordState.DELIVERING)
                .owner(other)
                .make());
        JobRecord delivered = insert(draftOfResults("delivered")
                .state(JobRecordState.DELIVERED)
                .owner(other)
                .make());
        JobRecord mine = insert(draftOfResults("mine").owner(node).make());

        repository.leave(other);

        assertFree(intent, JobRecordState.PARKED);
        assertNotNull(repository.read(intent.id()).lastError());
        assertTrue(repository.read(intent.id()).noticeDue(), "the route of results must get the notice");
        assertFree(waiting, JobRecordState.SUBMITTED);
        assertFree(delivering, JobRecordState.SUBMITTED);
        assertFree(delivered, JobRecordState.DELIVERED);
        assertEquals(mine, repository.read(mine.id()));
        if (repository.isShared()) {
            assertNull(repository.beginDelivery(waiting.id(), "job-1", other), "its epoch is over");
        }
    }

    private void assertFree(JobRecord before, JobRecordState state) {
        JobRecord now = repository.read(before.id());
        assertNull(now.owner());
        assertEquals(state, now.state());
        assertTrue(now.revision() != before.revision());
    }

    @Test
    void aNodeWithAnExpiredLeaseBeginsNoDelivery() {
        if (!repository.isShared()) {
            return;
        }
        JobOwner dying = repository.heartbeat(new JobOwner("node-3", 0), Duration.ZERO);
        JobRecord waiting = insert(draftOfResults("waiting").owner(dying).make());
        JobRecord alive = insert(draftOfResults("alive").owner(other).make());

        assertEquals(1, repository.giveUp(node));

        assertFree(waiting, JobRecordState.SUBMITTED);
        assertEquals(alive, repository.read(alive.id()));
        JobRecord again = repository.read(waiting.id()).draft().owner(dying).make();
        assertTrue(repository.replace(repository.read(waiting.id()), again));
        JobRecord delivering = again.draft().state(JobRecordState.DELIVERING).make();
        assertFalse(repository.replace(again, delivering), "its epoch is over");
        assertNull(repository.beginDelivery(waiting.id(), "job-1", dying));

        JobOwner back = repository.heartbeat(dying, LEASE);
        assertEquals(dying.epoch() + 1, back.epoch());
        assertEquals(back, repository.heartbeat(back, LEASE));
    }

    @Test
    void aHeartbeatRenewsTheLease() {
        JobOwner late = repository.heartbeat(new JobOwner("node-3", 0), Duration.ZERO);
        assertEquals(late, repository.heartbeat(late, LEASE));
        JobRecord waiting = insert(draftOfResults("waiting").owner(late).make());

        if (repository.isShared()) {
            assertEquals(0, repository.giveUp(node));
        }

        assertNotNull(repository.beginDelivery(waiting.id(), "job-1", late));
    }

    @Test
    void whatIsGivenUpBecomesFreeInEachState() {
        if (!repository.isShared()) {
            return;
        }
        JobOwner dying = repository.heartbeat(new JobOwner("node-3", 0), Duration.ZERO);
        JobOwner earlierEpoch = new JobOwner(node.node(), node.epoch() - 1);
        JobRepository defaults = copied(dying, earlierEpoch, node);
        compare(
                defaults,
                theirs -> {
                    theirs.leave(dying);
                    theirs.leave(earlierEpoch);
                    return null;
                },
                ours -> ours.giveUp(node) > 0 ? null : "nothing became free");
    }

    /** The defaults are the contract; what replaces them is faster and nothing else. */
    @Test
    void overriddenMethodsDoWhatTheirDefaultsDo() {
        JobRepository defaults = copied(null, node, other);
        for (JobRecordState state : CLAIMED) {
            for (int limit : new int[] {3, 100}) {
                compareSame(defaults, tested -> {
                    List<String> claimed = keys(tested.claim(SCOPE, state, node, limit));
                    // Notices have no order.
                    return state == JobRecordState.PARKED ? Set.copyOf(claimed) : claimed;
                });
            }
        }
        compareSame(defaults, tested -> {
            List<JobRecord> known = new ArrayList<>(tested.list(JobRecordState.DELIVERED, 100));
            JobRecord changed = known.get(0);
            assertTrue(tested.replace(changed, changed.draft().attempts(9).make()));
            known.addAll(tested.list(JobRecordState.PARKED, 100));
            return tested.finish(known);
        });
        compareSame(defaults, tested -> copies.stream()
                .map(id -> tested.beginDelivery(id, "job-1", node) == null)
                .toList());
        compareSame(defaults, tested -> Set.copyOf(keys(tested.ownedBy(node))));
        compareSame(defaults, JobRepository::purge);
        compareSame(defaults, tested -> {
            tested.leave(other);
            return null;
        });
    }

    @Test
    void aHeartbeatWhoseAnswerWasLostIsRepeated() {
        JobOwner joining = new JobOwner("node-4", 0);
        JobOwner lost = repository.heartbeat(joining, LEASE);

        assertEquals(lost, repository.heartbeat(joining, LEASE));
    }

    @Test
    void startingAndClosingTwiceHasNoEffect() {
        JobRecord found = insert(submitted("talk"));

        repository.start();
        assertEquals(found, repository.read(found.id()));

        repository.close();
        repository.close();
        repository.start();
        assertNotNull(repository.read(found.id()));
    }

    @Test
    void anInterruptedCallerDoesNotDisturbOthers() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            int current = round;
            winners(thread -> {
                Thread.currentThread().interrupt();
                try {
                    return repository.insert(submitted("interrupted " + current + " " + thread));
                } catch (JobRepositoryException interrupted) {
                    return false;
                } finally {
                    Thread.interrupted();
                }
            });

            JobRecord found = insert(submitted("sound " + round));
            assertEquals(found, repository.read(found.id()));
        }
    }

    /** Inserts a new record. */
    protected final JobRecord insert(JobRecord added) {
        assertTrue(repository.insert(added), added.key());
        return added;
    }

    /** The facts that each record of these tests has. */
    protected final JobRecord.Draft draft(String key) {
        return new JobRecord.Draft(SCOPE, key, ThreadLocalRandom.current().nextLong(1L << 60))
                .recordedAt(repository.now());
    }

    private JobRecord.Draft draftOfResults(String key) {
        return draft(key).state(JobRecordState.SUBMITTED).forResults(true).jobId("job-1");
    }

    /** A job that is for {@code results}. */
    protected final JobRecord submitted(String key) {
        return draftOfResults(key).make();
    }

    private JobRecord finished(String key, Instant keepUntil) {
        return draftOfResults(key)
                .state(JobRecordState.FINISHED)
                .keepUntil(keepUntil)
                .make();
    }

    /** Records of each state, of these owners, in the tested repository and in one that has the defaults alone. */
    private JobRepository copied(JobOwner... owners) {
        begin = repository.now();
        MemoryJobRepository defaults = new MemoryJobRepository() {
            @Override
            public Instant now() {
                return repository.now();
            }
        };
        defaults.setRetention(repository.getRetention());
        for (JobRecordState state : JobRecordState.values()) {
            for (JobOwner owner : owners) {
                for (int i = 0; i < 9; i++) {
                    int number = copies.size();
                    boolean due = i % 2 == 0;
                    boolean forResults = i % 4 < 2;
                    boolean parked = state == JobRecordState.PARKED;
                    boolean nameless = state == JobRecordState.INTENT || parked && !forResults;
                    Instant dueAt = begin.plusSeconds(due ? -600 - number : 600 + number);
                    JobRecord copy = insert(new JobRecord.Draft(i == 8 ? ELSEWHERE : SCOPE, "talk " + number, number)
                            .state(state)
                            .forResults(forResults)
                            .jobId(nameless ? null : "job-1")
                            .traceParent("trace")
                            .recordedAt(begin.minusSeconds(3_000 - number))
                            .deliveredAt(state == JobRecordState.DELIVERED ? begin : null)
                            .failures(3)
                            .noticeDue(parked && i != 4 && i != 5)
                            .sourceCommitted(i < 4)
                            .nextAttemptAt(dueAt)
                            .keepUntil(state == JobRecordState.FINISHED ? dueAt : null)
                            .owner(parked || state == JobRecordState.FINISHED ? null : owner)
                            .make());
                    defaults.insert(copy);
                    copies.add(copy.id());
                }
            }
        }
        return defaults;
    }

    private void compareSame(JobRepository defaults, Function<JobRepository, ?> step) {
        compare(defaults, step, step);
    }

    private void compare(JobRepository defaults, Function<JobRepository, ?> theirs, Function<JobRepository, ?> ours) {
        Map<String, String> expected = outcome(defaults, theirs);
        Map<String, String> actual = outcome(repository, ours);
        expected.forEach((what, facts) -> assertEquals(facts, actual.get(what), what));
    }

    /** What a step returns, and each record after it. */
    private Map<String, String> outcome(JobRepository of, Function<JobRepository, ?> step) {
        Map<String, JobRecord> before = all(of);
        Map<String, String> outcome = new HashMap<>(Map.of("the answer", String.valueOf(step.apply(of))));
        Map<String, JobRecord> after = all(of);
        copies.forEach(id -> outcome.put(id, described(before.get(id), after.get(id))));
        return outcome;
    }

    private static Map<String, JobRecord> all(JobRepository of) {
        return Stream.of(JobRecordState.values())
                .flatMap(state -> of.list(state, 1_000).stream())
                .collect(Collectors.toMap(JobRecord::id, found -> found));
    }

    /** By minutes, whatever the text of its error is; of the revision only whether it is another. */
    private String described(JobRecord before, JobRecord now) {
        if (now == null) {
            return "gone";
        }
        String facts = now.draft()
                .nextAttemptAt(minute(now.nextAttemptAt()))
                .deliveredAt(minute(now.deliveredAt()))
                .keepUntil(minute(now.keepUntil()))
                .lastError(now.lastError() == null ? null : "an error")
                .make()
                .toJson();
        return facts.replaceAll("\"revision\":\\d+", "")
                + (now.revision() == before.revision() ? " under the same revision" : " under another revision");
    }

    private Instant minute(Instant time) {
        return time == null
                ? null
                : begin.plusSeconds(Duration.between(begin, time).plusSeconds(5).toMinutes() * 60);
    }

    private static List<String> keys(List<JobRecord> records) {
        return records.stream().map(JobRecord::key).toList();
    }

    /** How many of the threads, which begin together, return {@code true}. */
    private long winners(IntPredicate work) throws InterruptedException, TimeoutException {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Boolean>> running = IntStream.range(0, THREADS)
                .mapToObj(thread -> threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return work.test(thread);
                }))
                .toList();
        long winners = 0;
        for (Future<Boolean> one : running) {
            try {
                winners += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
            } catch (ExecutionException failure) {
                throw new AssertionError(failure.getCause());
            }
        }
        return winners;
    }
}
