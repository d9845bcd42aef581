/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.ProducerHealth;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check, by the status of a task that cannot exist. */
class PalatineHealthTest extends PalatineTestSupport {

    private static final String PAGE = "<html><body>Gateway</body></html>";

    private HealthCheck.Result check() throws Exception {
        context.getEndpoint("palatine:transcribe").createProducer().start();
        return ProducerHealth.of(context);
    }

    private void assertDown(String message) throws Exception {
        HealthCheck.Result down = check();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains(message);
        assertThat(down.toString() + down.getDetails()).doesNotContain(API_KEY);
    }

    @Test
    void aProviderThatAnswersIsUpAndNothingIsPaidFor() throws Exception {
        assertThat(check().getState()).isEqualTo(State.UP);

        assertThat(palatine.requests().count(PalatineCall.STATUS)).isEqualTo(1);
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isZero();
    }

    @Test
    void aWrongKeyIsDown() throws Exception {
        context.getComponent("palatine", PalatineComponent.class)
                .getConfiguration()
                .setApiKey("another");

        assertDown("AUTHENTICATION");
    }

    @Test
    void theKeyWithoutRightsIsDown() throws Exception {
        palatine.faults().onStatus().status(403).always();

        assertDown("HTTP 403");
    }

    @Test
    void theNotFoundOfAGatewayIsDown() throws Exception {
        palatine.faults().onStatus().status(404).body(PAGE, "text/html").always();

        assertDown("HTTP 404");
    }

    @Test
    void thePageOfAGatewayIsDownWhateverItsStatus() throws Exception {
        palatine.faults().onStatus().status(200).body(PAGE, "text/html").always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBrokenProviderIsDown() throws Exception {
        palatine.faults().onStatus().status(502).body(PAGE, "text/html").always();

        assertDown("HTTP 502");
    }

    @Test
    void aBusyProviderIsUp() throws Exception {
        palatine.faults().onStatus().status(429).always();

        assertThat(check().getState()).isEqualTo(State.UP);
    }

    @Test
    void aProviderThatHangsIsDownAfterTheDeadline() throws Exception {
        context.getComponent("palatine", PalatineComponent.class)
                .getConfiguration()
                .setResponseTimeout(300);
        palatine.faults().onStatus().hang().always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }
}
