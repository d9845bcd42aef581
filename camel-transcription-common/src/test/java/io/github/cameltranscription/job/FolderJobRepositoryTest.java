/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderJobRepositoryTest {

    private static final String VALUE = JobRecord.intent("fake", JobWaiter.SUBMIT, null, Instant.now(), null, null)
            .toJson();

    @TempDir
    Path folder;

    private FolderJobRepository inFolder() {
        return FolderJobRepository.of("file:" + folder);
    }

    @Test
    void whoeverNamesTheSameFolderSeesTheSameRecords() {
        try (FolderJobRepository one = inFolder();
                FolderJobRepository other = inFolder()) {
            one.start();
            other.start();
            one.putIfAbsent("key", VALUE);

            assertThat(other.get("key")).isEqualTo(VALUE);
            assertThat(other.keys()).containsExactly("key");
            assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
            assertThat(other).isNotEqualTo(FolderJobRepository.of("file:" + folder.resolve("other")));
        }
    }

    @Test
    void theLastOneToCloseItClosesTheDatabase() {
        FolderJobRepository one = inFolder();
        FolderJobRepository other = inFolder();
        one.start();
        one.start();
        other.start();
        one.close();
        one.close();
        assertThat(other.putIfAbsent("key", VALUE)).isTrue();

        other.close();

        try (JdbcJobRepository database = JdbcJobRepository.inFolder(folder)) {
            database.start();
            assertThat(database.get("key")).isEqualTo(VALUE);
        }
    }

    @Test
    void itCanBeOpenedAgain() {
        FolderJobRepository repository = inFolder();
        repository.start();
        repository.putIfAbsent("key", VALUE);
        repository.close();
        assertThatThrownBy(() -> repository.get("key"))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("is not open");

        repository.start();

        assertThat(repository.get("key")).isEqualTo(VALUE);
        repository.close();
    }

    @Test
    void itIsThisProcesssAloneAndKeepsNothingThatIsFinished() {
        assertThat(inFolder().isShared()).isFalse();
        assertThat(inFolder().getRetention()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jobs", "file:", "file:  ", "folder:jobs"})
    void whatNamesNoFolderIsRefused(String text) {
        assertThatThrownBy(() -> FolderJobRepository.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jobRepository \"" + text + "\" names no repository")
                .hasMessageContaining("file:./jobs");
    }

    @Test
    void aFolderThatCannotBeOpenedIsNotRememberedAsOpen() {
        try (FolderJobRepository repository = FolderJobRepository.of("file:" + folder + "/one;two")) {
            assertThatThrownBy(repository::start).hasMessageContaining("semicolon");
            assertThatThrownBy(() -> repository.get("key")).hasMessageContaining("is not open");
        }
    }
}
