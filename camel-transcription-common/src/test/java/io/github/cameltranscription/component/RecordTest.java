/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobWaiter;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of recorded jobs begin with: a provider and records that outlive the processes. */
@Timeout(30)
abstract class RecordTest {

    static final String KEY = "talk.mp3 of Monday";
    static final String TRANSCRIBE = "fake:transcribe?jobRepository=#jobs";
    static final String SUBMIT = "fake:submit?jobRepository=#jobs";
    static final String AWAIT = "fake:await?jobRepository=#jobs";
    static final String SCOPE = "fake:transcribe:";

    final FakeCloud cloud = new FakeCloud();
    final MemoryJobRepository records = new MemoryJobRepository();
    private final List<Node> nodes = new ArrayList<>();

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
        String value = records.get(SCOPE + key);
        return value == null ? null : JobRecord.parse(value);
    }

    void assertNoRecord() {
        assertThat(records.keys()).isEmpty();
    }

    void assertRecorded(String key, JobRecordState state, String jobId) {
        assertThat(recordOf(key)).isNotNull();
        assertThat(recordOf(key).state()).isEqualTo(state);
        assertThat(recordOf(key).jobId()).isEqualTo(jobId);
    }

    /** Nobody has a lease of it now. */
    void assertFree(String key) {
        assertThat(recordOf(key)).isNotNull();
        assertThat(recordOf(key).isLeased(Instant.now())).isFalse();
    }

    /** A job as {@code submit} leaves it once its exchange has completed. */
    static JobRecord submitted(String jobId) {
        return intent(JobWaiter.SUBMIT).submitted(jobId, Instant.now()).released();
    }

    static JobRecord intent(JobWaiter waiter) {
        return JobRecord.intent(
                "fake",
                waiter,
                "talk.mp3",
                Instant.now(),
                "process-before",
                Instant.now().plusSeconds(3_600));
    }

    void put(String key, JobRecord record) {
        assertThat(records.putIfAbsent(SCOPE + key, record.toJson())).isTrue();
    }

    void awaitNoRecord() {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(this::assertNoRecord);
    }

    static Map<String, Object> key(String key) {
        return Map.of(TranscriptionConstants.JOB_KEY, key);
    }
}
