/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.testing.HealthContract;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check, by the status of a job that cannot exist, and by the balance where that is asked for. */
class ShopotHealthTest extends ShopotTestSupport implements HealthContract {

    @Override
    public String scheme() {
        return "shopot";
    }

    private ShopotComponent component() {
        return context.getComponent("shopot", ShopotComponent.class);
    }

    @Override
    public TranscriptionConfiguration configuration() {
        return component().getConfiguration();
    }

    @Override
    public String replaceKey() {
        component().getConfiguration().setApiKey("another-key-0f31");
        return "another-key-0f31";
    }

    @Override
    public void assertAskedAndNotPaid() {
        assertThat(shopot.requests().count(ShopotCall.STATUS))
                .as("there are two paths")
                .isEqualTo(2);
        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isZero();
    }

    @Override
    public void answer(int status, String page) {
        FaultRule fault = shopot.faults().onStatus().status(status);
        (page == null ? fault : fault.body(page, "text/html")).always();
    }

    @Override
    public void hang() {
        shopot.faults().onStatus().hang().always();
    }

    private void lookAtTheBalance() {
        component().setHealthCheckBalance(true);
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

        assertDown("INSUFFICIENT_BALANCE", API_KEY);
    }

    @Test
    void aPageInPlaceOfTheRefusalIsDown() throws Exception {
        lookAtTheBalance();
        shopot.faults().onSubmit().status(200).body(GATEWAY_PAGE, "text/html").always();

        assertThat(check().getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aBusyProviderIsUpAtTheBalanceToo() throws Exception {
        lookAtTheBalance();
        shopot.faults().onSubmit().status(429).always();

        assertThat(check().getState()).isEqualTo(State.UP);
    }
}
