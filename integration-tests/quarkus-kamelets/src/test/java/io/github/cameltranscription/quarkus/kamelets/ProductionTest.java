/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** In the profile {@code prod} a missing key is an error, the simulator on the class path or not. */
@QuarkusTest
@TestProfile(ProductionProfile.class)
class ProductionTest {

    @Inject
    CamelContext context;

    @Inject
    Instance<ProviderSimulator> simulator;

    @Test
    void aMissingKeyIsAnErrorAsAlways() {
        assertThatThrownBy(simulator::get).hasStackTraceContaining("No simulator is used");
        assertThatThrownBy(() -> ServiceHelper.startService(
                        context.getEndpoint("palatine:transcribe").createProducer()))
                .hasStackTraceContaining("apiKey is missing: set the property camel.component.palatine.api-key");
    }
}
