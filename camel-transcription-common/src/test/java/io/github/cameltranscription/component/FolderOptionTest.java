/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.monitor.MonitorQuery;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code jobRepository=file:FOLDER} in a URI. */
class FolderOptionTest extends ComponentTest {

    private static final Map<String, Object> KEY = Map.of(TranscriptionConstants.JOB_KEY, "talk");

    @TempDir
    Path folder;

    private String uri(String operation) {
        return "fake:" + operation + "?jobRepository=file:" + folder.resolve("jobs");
    }

    private DefaultCamelContext another() {
        DefaultCamelContext other = new DefaultCamelContext();
        other.addComponent("fake", new FakeComponent(cloud));
        other.start();
        return other;
    }

    private static Exchange sendTo(DefaultCamelContext other, String uri) {
        return other.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(RECORDING);
            exchange.getMessage().setHeaders(new HashMap<>(KEY));
        });
    }

    @Test
    void aFolderIsAllThatIsNeededForTheRecordsToOutliveTheContext() throws Exception {
        cloud.neverDone(true);
        send(uri("transcribe") + "&jobTimeout=20", RECORDING, KEY);
        context.stop();
        cloud.neverDone(false);

        try (DefaultCamelContext next = another()) {
            Exchange exchange = sendTo(next, uri("transcribe"));

            assertThat((Throwable) exchange.getException()).isNull();
        }
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void endpointsThatNameTheSameFolderShareItHoweverTheyWriteIt() {
        cloud.neverDone(true);
        template.asyncSend(uri("transcribe"), exchange -> {
            exchange.getMessage().setBody(RECORDING);
            exchange.getMessage().setHeaders(new HashMap<>(KEY));
        });
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        Exchange second = send("fake:submit?jobRepository=file:" + folder.resolve("x/../jobs"), RECORDING, KEY);

        assertThat(second.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
        assertFailed(send(uri("transcribe") + "&jobTimeout=20", RECORDING, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
    }

    @Test
    void aStartThatFailsGivesBackWhatItTook() throws Exception {
        context.getEndpoint(uri("transcribe"));
        try (DefaultCamelContext other = another()) {
            String limited = uri("transcribe") + "&maxRequestsPerSecond=1";
            assertThatThrownBy(() -> other.getEndpoint(limited)).hasStackTraceContaining("jobs");

            other.getEndpoint("fake:transcribe");

            assertThat(TranscriptionMonitor.of(other).toText(MonitorQuery.DEFAULT))
                    .contains("Governors:")
                    .doesNotContain("maxRequestsPerSecond");
        }
    }

    @Test
    void aSecondContextIsRefusedAndToldWhoHasTheFolder() throws Exception {
        send(uri("submit"), RECORDING, KEY);
        try (DefaultCamelContext other = another()) {
            assertThatThrownBy(() -> other.getEndpoint(uri("submit")).start())
                    .rootCause()
                    .hasMessageContaining(folder.resolve("jobs").toString())
                    .hasMessageContaining("belongs to the Camel context " + context.getName())
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));

            context.stop();

            assertThat(sendTo(other, uri("submit")).getMessage().getHeader(TranscriptionConstants.JOB_ID))
                    .isEqualTo("job-1");
        }
    }

    @Test
    void twoComponentsOfOneContextShareTheFolder() {
        context.addComponent("other", new FakeComponent(cloud));
        send(uri("submit"), RECORDING, KEY);

        Exchange again = send(uri("submit").replace("fake:", "other:"), RECORDING, KEY);

        assertThat(again.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aTextBecomesARepository() {
        JobRepository converted = context.getTypeConverter().convertTo(JobRepository.class, "file:" + folder);

        assertThat(converted).isEqualTo(JdbcJobRepository.of("file:" + folder));
        assertThat(Files.exists(folder.resolve("jobs.db"))).isFalse();
    }

    @Test
    void aTextThatIsNoFolderIsRefusedWithWhatToWrite() {
        assertThatThrownBy(() -> endpoint("fake:transcribe?jobRepository=jobs"))
                .rootCause()
                .hasMessage("jobRepository \"jobs\" names no repository: give a bean (#name), or file: and a folder,"
                        + " such as file:./jobs");
    }
}
