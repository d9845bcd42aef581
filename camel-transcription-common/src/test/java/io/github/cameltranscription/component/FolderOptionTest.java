/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.monitor.MonitorQuery;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code jobRepository=file:FOLDER} in a URI. */
class FolderOptionTest extends ComponentTest {

    private static final String KEY = "talk";

    @TempDir
    Path folder;

    private String uri(String operation) {
        return "fake:" + operation + "?jobRepository=file:" + folder.resolve("jobs");
    }

    private Node another() {
        return new Node(cloud, new MemoryJobRepository());
    }

    @Test
    void aFolderIsEnoughForRecordsThatOutliveTheContext() {
        cloud.neverDone(true);
        node.send(uri("transcribe") + "&jobTimeout=20", KEY);
        context.stop();
        cloud.neverDone(false);

        try (Node next = another()) {
            Node.succeeded(next.send(uri("transcribe"), KEY));
        }
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void endpointsThatNameTheSameFolderInDifferentWaysShareIt() {
        cloud.neverDone(true);
        node.sending(uri("transcribe"), KEY);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        Exchange second = node.send("fake:submit?jobRepository=file:" + folder.resolve("x/../jobs"), KEY);

        assertThat(Node.jobId(second)).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
        assertFailed(node.send(uri("transcribe") + "&jobTimeout=20", KEY), ErrorCategory.JOB_IN_PROGRESS, null);
    }

    @Test
    void aStartThatFailsGivesBackWhatItTook() {
        context.getEndpoint(uri("transcribe"));
        try (Node other = another()) {
            String limited = uri("transcribe") + "&maxRequestsPerSecond=1";
            assertThatThrownBy(() -> other.context().getEndpoint(limited)).hasStackTraceContaining("jobs");

            other.context().getEndpoint("fake:transcribe");

            assertThat(TranscriptionMonitor.of(other.context()).toText(MonitorQuery.DEFAULT))
                    .contains("Governors:")
                    .doesNotContain("maxRequestsPerSecond");
        }
    }

    @Test
    void aSecondContextIsRefusedWithTheOwnerOfTheFolderInTheMessage() {
        node.send(uri("submit"), KEY);
        try (Node other = another()) {
            assertThatThrownBy(() -> other.context().getEndpoint(uri("submit")).start())
                    .rootCause()
                    .hasMessageContaining(folder.resolve("jobs").toString())
                    .hasMessageContaining("belongs to the Camel context " + context.getName())
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));

            context.stop();

            assertThat(Node.jobId(other.send(uri("submit"), KEY))).isEqualTo("job-1");
        }
    }

    @Test
    void twoComponentsOfOneContextShareTheFolder() {
        context.addComponent("other", new FakeComponent(cloud));
        node.send(uri("submit"), KEY);

        Exchange again = node.send(uri("submit").replace("fake:", "other:"), KEY);

        assertThat(Node.jobId(again)).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aTextBecomesARepository() {
        JobRepository converted = context.getTypeConverter().convertTo(JobRepository.class, "file:" + folder);

        assertThat(converted).isEqualTo(JdbcJobRepository.of("file:" + folder));
        assertThat(Files.exists(folder.resolve("jobs.db"))).isFalse();
    }
}
