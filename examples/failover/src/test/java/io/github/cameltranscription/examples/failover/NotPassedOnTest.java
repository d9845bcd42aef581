/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.AIESA;
import static io.github.cameltranscription.examples.failover.SimulatedProvider.PALATINE;
import static io.github.cameltranscription.examples.failover.SimulatedProvider.SHOPOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** A failure of the recording or of the account, and a job that may exist, are not passed on to another provider. */
@QuarkusTest
@TestProfile(FailoverProfile.class)
class NotPassedOnTest {

    @Inject
    Application application;

    @TempDir
    Path folder;

    @BeforeEach
    void allIsWell() {
        application.reset();
    }

    @AfterEach
    void noOtherProviderWasAsked() {
        assertThat(application.submissions(PALATINE)).isEmpty();
        assertThat(application.submissions(SHOPOT)).isEmpty();
    }

    @Test
    void anEmptyFile() throws IOException {
        assertFails(Files.createFile(folder.resolve("empty.wav")).toFile(), ErrorCategory.INVALID_REQUEST);

        assertThat(application.asked()).containsExactly(0, 0, 0);
        assertBreakerCounts(0);
    }

    @Test
    void aRecordingThatCannotBeRecognised() {
        assertFails(new File("../file-pipeline/recordings/broken.wav"), ErrorCategory.JOB_FAILED);

        assertThat(application.bought()).containsExactly(1L, 0L, 0L);
        assertBreakerCounts(0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "402, INSUFFICIENT_BALANCE",
        "413, PAYLOAD_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA",
        "422, INVALID_REQUEST"
    })
    void aRefusal(int status, ErrorCategory category) {
        AIESA.onSubmit(application.simulator()).status(status).once();

        assertFails(Application.CALL, category);

        assertThat(application.asked()).containsExactly(1, 0, 0);
        assertThat(application.bought()).containsExactly(0L, 0L, 0L);
        assertBreakerCounts(0);
    }

    @Test
    void aRecordingThatMayHaveBeenBought() {
        AIESA.onSubmit(application.simulator()).afterProcessing().reset().once();

        assertFails(Application.CALL, ErrorCategory.UNCERTAIN_SUBMISSION);

        assertThat(application.asked()).containsExactly(1, 0, 0);
        assertThat(application.bought()).containsExactly(1L, 0L, 0L);
        assertBreakerCounts(1);
    }

    /** The provider may have made the job, although it or a proxy answers so. */
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aServerError(int status) {
        AIESA.onSubmit(application.simulator()).status(status).once();

        assertFails(Application.CALL, ErrorCategory.UNCERTAIN_SUBMISSION);

        assertThat(application.asked()).containsExactly(1, 0, 0);
        assertBreakerCounts(1);
    }

    private void assertFails(File recording, ErrorCategory category) {
        Exchange exchange = application.send(recording);

        assertThat(exchange.getException())
                .asInstanceOf(type(TranscriptionException.class))
                .extracting(TranscriptionException::getCategory, TranscriptionException::getProvider)
                .containsExactly(category, "aiesa");
    }

    private void assertBreakerCounts(int failures) {
        CircuitBreaker.Metrics metrics = application.breaker(AIESA).getMetrics();
        assertThat(metrics.getNumberOfFailedCalls()).isEqualTo(failures);
    }
}
