/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.testing.ProducerHealth;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check, by the list of models. */
class AiesaHealthTest extends AiesaTestSupport {

    private static final String PAGE = "<html><body>Gateway</body></html>";

    private HealthCheck.Result check() throws Exception {
        context.getEndpoint("aiesa:transcribe").createProducer().start();
        return ProducerHealth.of(context);
    }

    private void assertDown(String message) throws Exception {
        HealthCheck.Result down = check();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains(message);
        assertThat(down.toString() + down.getDetails()).doesNotContain(SECRET_KEY);
    }

    @Test
    void aProviderThatAnswersIsUpAndNothingIsPaidFor() throws Exception {
        assertThat(check().getState()).isEqualTo(State.UP);

        assertThat(aiesa.requests().count(AiesaCall.MODELS)).isEqualTo(1);
        assertThat(aiesa.requests().count(AiesaCall.SUBMIT)).isZero();
    }

    @Test
    void aWrongKeyIsDown() throws Exception {
        context.getComponent("aiesa", AiesaComponent.class).getConfiguration().setSecretKey("another");

        assertDown("AUTHENTICATION");
    }

    @Test
    void theKeyWithoutRightsIsDown() throws Exception {
        aiesa.faults().onModels().status(403).always();

        assertDown("HTTP 403");
    }

    @Test
    void theNotFoundOfAGatewayIsDown() throws Exception {
        aiesa.faults().onModels().status(404).body(PAGE, "text/html").always();

        assertDown("HTTP 404");
    }

    @Test
    void thePageOfAGatewayIsDownWhateverItsStatus() throws Exception {
        aiesa.faults().onModels().status(200).body(PAGE, "text/html").always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBrokenProviderIsDown() throws Exception {
        aiesa.faults().onModels().status(502).body(PAGE, "text/html").always();

        assertDown("HTTP 502");
    }

    @Test
    void aBusyProviderIsUp() throws Exception {
        aiesa.faults().onModels().status(429).always();

        assertThat(check().getState()).isEqualTo(State.UP);
    }

    @Test
    void aProviderThatHangsIsDownAfterTheDeadline() throws Exception {
        context.getComponent("aiesa", AiesaComponent.class).getConfiguration().setResponseTimeout(300);
        aiesa.faults().onModels().hang().always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }
}
