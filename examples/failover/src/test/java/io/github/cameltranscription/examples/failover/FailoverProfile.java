/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A fresh folder, simulators even where the developer has keys, jobs that take no time, and breakers that stay open. */
public class FailoverProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Map<String, String> overrides = new HashMap<>();
            overrides.put(
                    "failover.folder", Files.createTempDirectory("failover ").toString());
            overrides.put("demo.real-time-factor", "0");
            overrides.put("failover.breaker.failures", "3");
            overrides.put("failover.breaker.wait", "1h");
            for (String key :
                    new String[] {"PALATINE_API_KEY", "SHOPOT_API_KEY", "AIESA_PUBLIC_KEY", "AIESA_SECRET_KEY"}) {
                overrides.put(key, "");
            }
            overrides.put("camel.component.palatine.api-key", "simulated");
            overrides.put("camel.component.shopot.api-key", "simulated");
            overrides.put("camel.component.aiesa.public-key", "simulated");
            overrides.put("camel.component.aiesa.secret-key", "simulated");
            for (String provider : new String[] {"palatine", "shopot", "aiesa"}) {
                // What is not done at the first poll, which comes at once, will not be.
                overrides.put("camel.component." + provider + ".job-timeout", "300ms");
            }
            return overrides;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
