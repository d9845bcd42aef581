/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.quarkus.simulator.DevelopmentSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** In the profile {@code prod} a missing key is an error, the simulator on the class path or not. */
@QuarkusTest
@TestProfile(ProductionProfile.class)
class ProductionTest {

    @Inject
    CamelContext context;

    @Inject
    DevelopmentSimulator development;

    @Test
    void aMissingKeyIsAnErrorAsAlways() {
        assertThat(development.simulator()).isEmpty();
        assertThatThrownBy(() -> context.getEndpoint("palatine:transcribe"))
                .hasStackTraceContaining("apiKey is missing: set the property camel.component.palatine.api-key");
    }
}
