/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.examples.durablefile.DurableFile;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** One machine, with a database in a file. */
@Tag("server")
class DurableFileTest extends CrashTestSupport {

    /** Enough for the database, not for all recordings in it. */
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
    void whatIsKilledGoesOnWhereItWas(KillMoment moment) throws Exception {
        Reckoning reckoning = killAndRestart(moment);
        assertThat(reckoning.recordsLeft(records())).noneMatch(left -> left.state() == JobRecordState.DELIVERED);
    }

    @Test
    void whatCannotBeRecordedIsNotSent() throws Exception {
        workspace.record(Workspace.RECORDINGS);
        try (RecipeProcess limited =
                RecipeProcess.startWithLittleSpace(SPACE_IN_KILOBYTES, recipe(), settings(), log())) {
            await().until(() -> limited.has(() -> limited.printed(ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.name())
                            .size()
                    >= 1));
            limited.kill();
            String refused = limited.printed(ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.name())
                    .get(0);
            assertThat(refused).contains(".wav was not sent, because the job repository jdbc:sqlite:");
            assertThat(palatine.jobs())
                    .hasSizeLessThan(Workspace.RECORDINGS)
                    .noneMatch(job -> refused.contains(job.fileName() + " was not sent"));
        }
        try (RecipeProcess restarted = start()) {
            await().until(() -> restarted.has(this::isEverythingDealtWith));
            restarted.stop();
            new Reckoning(workspace, palatine, restarted).check();
        }
    }
}
