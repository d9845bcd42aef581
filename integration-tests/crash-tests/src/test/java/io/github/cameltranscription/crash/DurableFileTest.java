/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.util.LibraryLoaderUtil;

import io.github.cameltranscription.examples.durablefile.DurableFile;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.simulator.job.SimulatedJob;

import static org.assertj.core.api.Assertions.assertThat;

/** One process with an embedded database. */
@Tag("server")
class DurableFileTest extends CrashTestSupport {

    /** Enough for the database, but not for the records of all recordings. */
    private static final int SPACE_IN_KILOBYTES = 400;

    @Override
    Class<?> recipe() {
        return DurableFile.class;
    }

    @Override
    JobRepository records() {
        return JdbcJobRepository.inFolder(workspace.folder().resolve("jobs"));
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.crash.KillMoment#all")
    void aRestartContinuesWhereTheKilledProcessWas(KillMoment moment) throws Exception {
        Reckoning reckoning = killAndRestart(moment);
        // The restarted process released the jobs; its stop may come before the record says so.
        Set<String> released = palatine.jobs().stream()
                .filter(SimulatedJob::released)
                .map(SimulatedJob::id)
                .collect(Collectors.toSet());
        assertThat(reckoning.recordsLeft(records()))
                .noneMatch(left -> left.state() == JobRecordState.DELIVERED && !released.contains(left.jobId()));
    }

    @Test
    void nothingIsSentWhileTheDiskIsFullAndEverythingOnceItHasRoom() throws Exception {
        workspace.record(Workspace.RECORDINGS);
        try (RecipeProcess limited =
                RecipeProcess.startWithLittleSpace(SPACE_IN_KILOBYTES, recipe(), withNativeLibrary(), log())) {
            await(limited, () -> !limited.printed(".wav was not sent, because").isEmpty());
            String refused = limited.printed(".wav was not sent, because").get(0);
            assertThat(refused).contains(".wav was not sent, because the job repository jdbc:sqlite:");
            assertThat(palatine.jobs())
                    .hasSizeLessThan(Workspace.RECORDINGS)
                    .noneMatch(job -> refused.contains(job.fileName() + " was not sent"));

            limited.freeSpace();

            awaitEverythingProcessed(limited);
            limited.stop();
            Reckoning reckoning = new Reckoning(workspace, palatine, limited);
            reckoning.check();
            assertThat(reckoning.uncertain()).isEmpty();
        }
    }

    /** Otherwise the driver copies its library to a file, which is larger than the limit. */
    private Map<String, String> withNativeLibrary() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        Path library =
                Files.createDirectories(workspace.folder().resolve("library")).resolve(name);
        try (InputStream inside = LibraryLoaderUtil.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            Files.copy(inside, library, StandardCopyOption.REPLACE_EXISTING);
        }
        Map<String, String> settings = settings();
        settings.put("org.sqlite.lib.path", library.getParent().toString());
        settings.put("org.sqlite.lib.name", name);
        return settings;
    }
}
