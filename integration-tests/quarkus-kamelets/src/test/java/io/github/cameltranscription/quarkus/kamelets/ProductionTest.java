/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** In the profile {@code prod} a missing key is an error, even with the simulator on the class path. */
@QuarkusTest
@TestProfile(ProductionTest.Profile.class)
class ProductionTest {

    /** The profile {@code prod} without routes, which would not start. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "camel.main.routes-include-pattern",
                    "false",
                    "quarkus.camel.routes-discovery.enabled",
                    "false",
                    "quarkus.http.test-port",
                    "0");
        }
    }

    @Inject
    CamelContext context;

    @Inject
    Instance<ProviderSimulator> simulator;

    @Test
    void aMissingKeyIsAnError() {
        assertThatThrownBy(simulator::get).hasStackTraceContaining("No simulator is used");
        assertThatThrownBy(() -> ServiceHelper.startService(
                        context.getEndpoint("palatine:transcribe").createProducer()))
                .hasStackTraceContaining("apiKey is missing: set the property camel.component.palatine.api-key");
    }
}
