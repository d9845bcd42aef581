/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.Map;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.testing.ProviderPeer.Call;
import io.github.cameltranscription.testing.ProviderPeer.Trouble;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the readiness check of each component. */
abstract class HealthContract extends RecordedJobsContract {

    /** What the check asks. */
    protected Call probe() {
        return Call.POLL;
    }

    private HealthCheck.Result check() throws Exception {
        context.getEndpoint(scheme() + ":transcribe").createProducer().start();
        return ProducerHealth.of(context);
    }

    private HealthCheck.Result assertDown(String message) throws Exception {
        HealthCheck.Result down = check();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains(message);
        return down;
    }

    @Test
    void aProviderThatAnswersIsUpAndNothingIsPaidFor() throws Exception {
        assertThat(check().getState()).isEqualTo(State.UP);
        assertThat(peer().count(probe())).isPositive();
        assertThat(peer().count(Call.SUBMISSION)).isZero();
    }

    @Test
    void aWrongKeyIsDownAndNotTold() throws Exception {
        set(context, Map.of(keys().keySet().iterator().next(), "another-key-0f31"));
        peer().always(probe(), Trouble.status(401));

        HealthCheck.Result down = assertDown("AUTHENTICATION");
        assertThat(down.toString() + down.getDetails()).doesNotContain("another-key-0f31");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 502})
    void aRefusalAndTheErrorsOfAGatewayAreDown(int status) throws Exception {
        peer().always(probe(), status == 403 ? Trouble.status(status) : Trouble.page(status));
        assertDown("HTTP " + status);
    }

    @Test
    void thePageOfAGatewayIsDownWhateverItsStatus() throws Exception {
        peer().always(probe(), Trouble.page(200));
        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBusyProviderIsUp() throws Exception {
        peer().always(probe(), Trouble.status(429));
        HealthCheck.Result up = check();
        assertThat(up.getState()).isEqualTo(State.UP);
        assertThat(up.getMessage().orElseThrow()).contains("busy");
        assertThat(up.getDetails()).containsEntry("service.status.code", 429);
    }

    @Test
    void aProviderThatHangsIsDownAfterTheDeadline() throws Exception {
        set(context, Map.of("responseTimeout", "300ms"));
        peer().always(probe(), Trouble.hang());
        assertThat(check().getState()).isEqualTo(State.DOWN);
    }
}
