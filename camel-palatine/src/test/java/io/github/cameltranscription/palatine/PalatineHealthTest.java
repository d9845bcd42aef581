/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.HealthContract;

import static org.assertj.core.api.Assertions.assertThat;

/** The readiness check, by the status of a task that cannot exist. */
class PalatineHealthTest extends PalatineTestSupport implements HealthContract {

    @Override
    public String scheme() {
        return "palatine";
    }

    private PalatineComponent component() {
        return context.getComponent("palatine", PalatineComponent.class);
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
        assertThat(palatine.requests().count(PalatineCall.STATUS)).isEqualTo(1);
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isZero();
    }

    @Override
    public void answer(int status, String page) {
        FaultRule fault = palatine.faults().onStatus().status(status);
        (page == null ? fault : fault.body(page, "text/html")).always();
    }

    @Override
    public void hang() {
        palatine.faults().onStatus().hang().always();
    }
}
