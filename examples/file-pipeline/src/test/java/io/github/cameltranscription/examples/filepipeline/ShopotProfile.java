/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.util.HashMap;
import java.util.Map;

/** The same pipeline with the other provider. */
public class ShopotProfile extends PipelineProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("provider", "shopot");
        overrides.put("SHOPOT_API_KEY", "");
        overrides.put("camel.component.shopot.api-key", "simulated");
        overrides.put("camel.component.shopot.initial-delay", "200ms");
        return overrides;
    }
}
