/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.job.SharedMemoryRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of recorded jobs begin with: a provider and records, which outlive the processes. */
@Timeout(60)
abstract class RecordTest {

    static final String KEY = "talk.mp3 of Monday";
    static final String TRANSCRIBE = "fake:transcribe?jobRepository=#jobs";
    static final String SUBMIT = "fake:submit?jobRepository=#jobs";
    static final String AWAIT = "fake:await?jobRepository=#jobs";
    static final JobScope SCOPE = new JobScope("fake", "transcribe", new FakeConfiguration().getBaseUrl());
    static final JobOwner PROCESS_BEFORE = new JobOwner("process-before", 1);

    final FakeCloud cloud = new FakeCloud();
    final SharedMemoryRepository records = new SharedMemoryRepository(this::time);
    private volatile Instant stopped;
    private final List<Node> nodes = new ArrayList<>();

    RecordTest() {
        records.setRetention(Duration.ZERO);
    }

    private Instant time() {
        Instant still = stopped;
        return still == null ? Instant.now() : still;
    }

    /** Stops the time of the repository: no lease ends because the machine is busy. */
    void stopTime() {
        stopped = Instant.now();
    }

    void continueTime() {
        stopped = null;
    }

    /** For ten heartbeats of its node, each three quarters of a lease of 200 ms after the one before. */
    void assertStaysOwned(Node node, String key) {
        AtomicInteger heartbeats = new AtomicInteger();
        JobOwner owner = recordOf(key).owner();
        node.repository().before("heartbeat", () -> {
            stopped = stopped.plusMillis(150);
            heartbeats.incrementAndGet();
        });
        Awaitility.await().until(() -> {
            assertThat(recordOf(key).owner()).isNotNull().isEqualTo(owner);
            return heartbeats.get() > 10;
        });
    }

    /** A process that has the repository to itself. */
    Node start() {
        return started(new Node(cloud, NodesRepository.own(records)));
    }

    /** One of several processes that share the repository. */
    Node startNode() {
        return started(new Node(cloud, NodesRepository.shared(records)));
    }

    private Node started(Node node) {
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(Node::close);
    }

    /** The record of a key as the user knows it, or {@code null}. */
    JobRecord recordOf(String key) {
        return records.read(SCOPE.idOf(key));
    }

    /** Nothing is left to be done. */
    void assertNoRecord() {
        assertThat(unfinished()).isEmpty();
    }

    List<JobRecord> unfinished() {
        return Stream.of(JobRecordState.values())
                .filter(state -> state != JobRecordState.FINISHED)
                .flatMap(state -> records.list(state, 1_000).stream())
                .toList();
    }

    void assertRecorded(String key, JobRecordState state, String jobId) {
        assertThat(recordOf(key)).isNotNull();
        assertThat(recordOf(key).state()).isEqualTo(state);
        assertThat(recordOf(key).jobId()).isEqualTo(jobId);
    }

    void awaitRecorded(String key, JobRecordState state, String jobId) {
        Awaitility.await().untilAsserted(() -> assertRecorded(key, state, jobId));
    }

    /** No node has it now. */
    void assertFree(String key) {
        assertThat(recordOf(key)).isNotNull();
        assertThat(recordOf(key).owner()).isNull();
    }

    void awaitFree(String key) {
        Awaitility.await().untilAsserted(() -> assertFree(key));
    }

    /** A job as {@code submit} leaves it once its exchange has completed. */
    static Function<String, JobRecord> submitted(String jobId) {
        return key -> submittedDraft(key, jobId).sourceCommitted(true).make();
    }

    /** A job as {@code submit} records it, of a node. */
    static Function<String, JobRecord> submitted(String jobId, JobOwner owner) {
        return key -> submittedDraft(key, jobId).owner(owner).make();
    }

    static JobRecord.Draft submittedDraft(String key, String jobId) {
        return draft(key)
                .state(JobRecordState.SUBMITTED)
                .forResults(true)
                .jobId(jobId)
                .submittedAt(Instant.now());
    }

    static Function<String, JobRecord> intent(boolean forResults) {
        return key -> draft(key)
                .state(JobRecordState.INTENT)
                .forResults(forResults)
                .owner(PROCESS_BEFORE)
                .make();
    }

    static JobRecord.Draft draft(String key) {
        return new JobRecord.Draft(SCOPE, key, ThreadLocalRandom.current().nextLong(1L << 60))
                .fileName("talk.mp3")
                .recordedAt(Instant.now());
    }

    void put(String key, Function<String, JobRecord> record) {
        assertThat(records.insert(record.apply(key))).isTrue();
    }

    void awaitNoRecord() {
        Awaitility.await().untilAsserted(this::assertNoRecord);
    }

    static Map<String, Object> key(String key) {
        return Map.of(TranscriptionConstants.JOB_KEY, key);
    }
}
