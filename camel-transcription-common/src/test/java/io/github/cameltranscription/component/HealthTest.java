/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.Service;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.ProducerHealth;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check of an account. */
class HealthTest extends ComponentTest {

    private static final String ENDPOINT = "fake:transcribe?apiKey=k-1";

    private static TranscriptionException answer(ErrorCategory category, Verdict verdict, int status, String message) {
        return category.toException(
                ErrorDetails.of("fake", "status", message).withVerdict(verdict).withHttpStatus(status));
    }

    private static TranscriptionException noSuchJob() {
        return answer(ErrorCategory.JOB_NOT_FOUND, Verdict.GONE, 404, "no such job");
    }

    private HealthCheck.Result check() {
        return ProducerHealth.of(context);
    }

    @Test
    void nothingIsAskedUnlessItIsEnabled() {
        startedProducer(ENDPOINT);

        assertThat(HealthCheckHelper.invokeReadiness(context, "full"))
                .noneMatch(result -> result.getCheck().getId().startsWith("producer:"));
        assertThat(cloud.polls()).isEmpty();
    }

    @Test
    void aJobThatIsNotFoundIsHealthAndTheAnswerHoldsForAWhile() {
        cloud.openStatus().completeExceptionally(noSuchJob());
        startedProducer(ENDPOINT);
        startedProducer("fake:submit?apiKey=k-1");

        assertThat(check().getState()).isEqualTo(State.UP);
        assertThat(check().getState()).isEqualTo(State.UP);

        assertThat(cloud.polls()).as("one account, one question").hasSize(1);
        assertThat(check().getCheck().isLiveness()).isFalse();
        assertThat(check().getDetails())
                .containsEntry("provider", "fake")
                .containsEntry("provider.url", "http://localhost:1/api")
                .containsEntry("governor.state", "open");
        assertThat(check().getDetails().toString()).doesNotContain("k-1");
    }

    @Test
    void aWrongKeyIsDownAndSaysWhy() {
        cloud.openStatus()
                .completeExceptionally(
                        answer(ErrorCategory.AUTHENTICATION, Verdict.DENIED, 401, "wrong key\nsecond line"));
        startedProducer(ENDPOINT);

        HealthCheck.Result down = check();

        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains("wrong key\\nsecond line");
        assertThat(down.getDetails())
                .containsEntry("service.status.code", 401)
                .containsEntry("service.error.code", "AUTHENTICATION");
    }

    @Test
    void aProviderThatDoesNotAnswerIsDownAfterTheDeadlineAndIsNotAskedTwice() {
        CompletableFuture<JobStatus> late = cloud.openStatus();
        startedProducer(ENDPOINT + "&responseTimeout=50");

        assertThat(check().getMessage().orElseThrow()).contains("has not answered");
        assertThat(check().getState()).isEqualTo(State.DOWN);
        assertThat(cloud.polls()).hasSize(1);

        late.completeExceptionally(noSuchJob());
        assertThat(check().getState()).isEqualTo(State.UP);
    }

    @Test
    void anAdapterThatThrowsIsDown() {
        cloud.onStatus(() -> {
            throw new IllegalStateException("a bug");
        });
        startedProducer(ENDPOINT);

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void twoAccountsHaveTwoChecksAndAStoppedOneNone() {
        ((Service) startedProducer(ENDPOINT)).stop();
        startedProducer("fake:transcribe?apiKey=k-2");
        startedProducer("fake:transcribe?apiKey=k-3");

        assertThat(ProducerHealth.all(context))
                .extracting(result -> result.getCheck().getId())
                .containsExactlyInAnyOrder("producer:fake", "producer:fake-2");
    }

    @Test
    void theRepositoryIsInTheDetails() {
        startedProducer(ENDPOINT + "&jobRepository=#jobs");

        assertThat(check().getDetails())
                .containsEntry("repository.failures", 0L)
                .containsKey("repository");
    }

    @Test
    void aComponentCanBeLeftOut() {
        context.getComponent("fake", FakeComponent.class).setHealthCheckProducerEnabled(false);
        startedProducer(ENDPOINT);

        assertThat(ProducerHealth.all(context)).noneMatch(result -> result.getState() == State.DOWN);
        assertThat(cloud.polls()).isEmpty();
    }
}
