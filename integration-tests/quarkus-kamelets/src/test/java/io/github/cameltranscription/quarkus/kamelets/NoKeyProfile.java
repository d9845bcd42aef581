/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The same application without {@link SimulatorResource}; its log goes to a file of its own. */
public class NoKeyProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.log.file.enabled",
                "true",
                "quarkus.log.file.path",
                "target/no-key-" + UUID.randomUUID() + ".log");
    }
}
