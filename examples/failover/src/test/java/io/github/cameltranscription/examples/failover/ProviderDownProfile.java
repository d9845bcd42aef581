/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.HashMap;
import java.util.Map;

/** As {@link FailoverProfile}, with nothing that listens at the first provider's address. */
public class ProviderDownProfile extends FailoverProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("down", "aiesa");
        return overrides;
    }
}
