/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.HashMap;
import java.util.Map;

/** As {@link FailoverProfile}, with breakers that soon try again. */
public class RecoveryProfile extends FailoverProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("failover.breaker.wait", "200ms");
        return overrides;
    }
}
