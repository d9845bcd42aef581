/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.testing.HealthContract;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check, by the list of models. */
class AiesaHealthTest extends AiesaTestSupport implements HealthContract {

    @Override
    public String scheme() {
        return "aiesa";
    }

    private AiesaComponent component() {
        return context.getComponent("aiesa", AiesaComponent.class);
    }

    @Override
    public TranscriptionConfiguration configuration() {
        return component().getConfiguration();
    }

    @Override
    public String replaceKey() {
        component().getConfiguration().setSecretKey("another-key-0f31");
        return "another-key-0f31";
    }

    @Override
    public void assertAskedAndNotPaid() {
        assertThat(aiesa.requests().count(AiesaCall.MODELS)).isEqualTo(1);
        assertThat(aiesa.requests().count(AiesaCall.SUBMIT)).isZero();
    }

    @Override
    public void answer(int status, String page) {
        FaultRule fault = aiesa.faults().onModels().status(status);
        (page == null ? fault : fault.body(page, "text/html")).always();
    }

    @Override
    public void hang() {
        aiesa.faults().onModels().hang().always();
    }
}
