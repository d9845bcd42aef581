/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.testing.ProducerHealth;
import io.github.cameltranscription.testing.ProviderPeer;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check with {@code healthCheckBalance}. */
class ShopotHealthTest extends ShopotTestSupport {

    private HealthCheck.Result check() throws Exception {
        context.getComponent("shopot", ShopotComponent.class).setHealthCheckBalance(true);
        context.getEndpoint("shopot:transcribe").createProducer().start();
        return ProducerHealth.of(context);
    }

    @Test
    void aBalanceThatIsEnoughIsUpAndMakesNoJob() throws Exception {
        assertThat(check().getState()).isEqualTo(State.UP);

        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isEqualTo(1);
        assertThat(shopot.jobs()).isEmpty();
    }

    @Test
    void aLackOfBalanceIsDown() throws Exception {
        shopot.faults().onSubmit().insufficientBalance().always();

        HealthCheck.Result down = check();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElseThrow()).contains("INSUFFICIENT_BALANCE");
    }

    @Test
    void aPageInPlaceOfTheRefusalIsDown() throws Exception {
        shopot.faults()
                .onSubmit()
                .status(200)
                .body(ProviderPeer.GATEWAY_PAGE, "text/html")
                .always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBusyProviderIsUpAtTheBalanceToo() throws Exception {
        shopot.faults().onSubmit().status(429).always();

        assertThat(check().getState()).isEqualTo(State.UP);
    }
}
