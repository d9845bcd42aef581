/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** Asks Camel's readiness checks of producers, as {@code camel.health.producers-enabled=true} has them asked. */
public final class ProducerHealth {

    private ProducerHealth() {}

    /** The results of all checks of producers. */
    public static List<HealthCheck.Result> all(CamelContext context) {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        return HealthCheckHelper.invokeReadiness(context, "full").stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:"))
                .toList();
    }

    /** The result of the only check of producers. */
    public static HealthCheck.Result of(CamelContext context) {
        List<HealthCheck.Result> all = all(context);
        if (all.size() != 1) {
            throw new AssertionError("one check of producers is expected, not " + all);
        }
        return all.get(0);
    }
}
