/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** As deployed, without routes, which would not start. */
public class ProductionProfile implements QuarkusTestProfile {

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
