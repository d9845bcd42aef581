/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.testing.ProducerHealth;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check, by the status of a job that cannot exist, and by the balance where that is asked for. */
class ShopotHealthTest extends ShopotTestSupport {

    private static final String PAGE = "<html><body>Gateway</body></html>";

    private HealthCheck.Result check() throws Exception {
        context.getEndpoint("shopot:transcribe").createProducer().start();
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

        assertThat(shopot.requests().count(ShopotCall.STATUS))
                .as("there are two paths")
                .isEqualTo(2);
        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isZero();
    }

    @Test
    void aWrongKeyIsDown() throws Exception {
        context.getComponent("shopot", ShopotComponent.class).getConfiguration().setApiKey("another");

        assertDown("AUTHENTICATION");
    }

    @Test
    void theKeyWithoutRightsIsDown() throws Exception {
        shopot.faults().onStatus().status(403).always();

        assertDown("HTTP 403");
    }

    @Test
    void theNotFoundOfAGatewayIsDown() throws Exception {
        shopot.faults().onStatus().status(404).body(PAGE, "text/html").always();

        assertDown("HTTP 404");
    }

    @Test
    void thePageOfAGatewayIsDownWhateverItsStatus() throws Exception {
        shopot.faults().onStatus().status(200).body(PAGE, "text/html").always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBrokenProviderIsDown() throws Exception {
        shopot.faults().onStatus().status(502).body(PAGE, "text/html").always();

        assertDown("HTTP 502");
    }

    @Test
    void aBusyProviderIsUp() throws Exception {
        shopot.faults().onStatus().status(429).always();

        assertThat(check().getState()).isEqualTo(State.UP);
    }

    @Test
    void aProviderThatHangsIsDownAfterTheDeadline() throws Exception {
        context.getComponent("shopot", ShopotComponent.class).getConfiguration().setResponseTimeout(300);
        shopot.faults().onStatus().hang().always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    private void lookAtTheBalance() {
        context.getComponent("shopot", ShopotComponent.class).setHealthCheckBalance(true);
    }

    @Test
    void aBalanceThatIsEnoughIsUpAndMakesNoJob() throws Exception {
        lookAtTheBalance();

        assertThat(check().getState()).isEqualTo(State.UP);

        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isEqualTo(1);
        assertThat(shopot.jobs()).isEmpty();
    }

    @Test
    void aLackOfBalanceIsDown() throws Exception {
        lookAtTheBalance();
        shopot.faults().onSubmit().insufficientBalance().always();

        assertDown("INSUFFICIENT_BALANCE");
    }

    @Test
    void aPageInPlaceOfTheRefusalIsDown() throws Exception {
        lookAtTheBalance();
        shopot.faults().onSubmit().status(200).body(PAGE, "text/html").always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBusyProviderIsUpAtTheBalanceToo() throws Exception {
        lookAtTheBalance();
        shopot.faults().onSubmit().status(429).always();

        assertThat(check().getState()).isEqualTo(State.UP);
    }
}
