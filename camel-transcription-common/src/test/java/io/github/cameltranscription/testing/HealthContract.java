/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the readiness check of each component; a {@link ComponentTestSupport} implements it. */
public interface HealthContract {

    /** What a gateway says in place of the provider. */
    String GATEWAY_PAGE = "<html><body>Gateway</body></html>";

    /** The component's scheme. */
    String scheme();

    /** The component's configuration. */
    TranscriptionConfiguration configuration();

    /** Gives the component another key, and answers with the one that no result may show. */
    String replaceKey();

    /** Fails unless the question of the check was asked as often as it should be, and nothing was submitted. */
    void assertAskedAndNotPaid();

    /** Answers each request of the check so from now on; the body is HTML, or {@code null} for the provider's own. */
    void answer(int status, String page);

    /** Never answers a request of the check from now on. */
    void hang();

    /** What the check says. */
    default HealthCheck.Result check() throws Exception {
        ComponentTestSupport support = (ComponentTestSupport) this;
        support.context.getEndpoint(scheme() + ":transcribe").createProducer().start();
        return ProducerHealth.of(support.context);
    }

    /** Fails unless the check is down and says why, without the key. */
    default void assertDown(String message, String key) throws Exception {
        HealthCheck.Result down = check();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains(message);
        if (key != null) {
            assertThat(down.toString() + down.getDetails()).doesNotContain(key);
        }
    }

    @Test
    default void aProviderThatAnswersIsUpAndNothingIsPaidFor() throws Exception {
        assertThat(check().getState()).isEqualTo(State.UP);
        assertAskedAndNotPaid();
    }

    @Test
    default void aWrongKeyIsDown() throws Exception {
        assertDown("AUTHENTICATION", replaceKey());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 502})
    default void aRefusalAndTheErrorsOfAGatewayAreDown(int status) throws Exception {
        answer(status, status == 403 ? null : GATEWAY_PAGE);
        assertDown("HTTP " + status, null);
    }

    @Test
    default void thePageOfAGatewayIsDownWhateverItsStatus() throws Exception {
        answer(200, GATEWAY_PAGE);
        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    default void aBusyProviderIsUp() throws Exception {
        answer(429, null);
        HealthCheck.Result up = check();
        assertThat(up.getState()).isEqualTo(State.UP);
        assertThat(up.getMessage().orElseThrow()).contains("busy");
        assertThat(up.getDetails()).containsEntry("service.status.code", 429);
    }

    @Test
    default void aProviderThatHangsIsDownAfterTheDeadline() throws Exception {
        configuration().setResponseTimeout(300);
        hang();
        assertThat(check().getState()).isEqualTo(State.DOWN);
    }
}
