/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.util.HashMap;
import java.util.Map;

/** The same pipeline with AIESA, and a limit between the price of a recording of one minute and of two. */
public class AiesaProfile extends PipelineProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("provider", "aiesa");
        overrides.put("max-cost", "1");
        overrides.put("AIESA_PUBLIC_KEY", "");
        overrides.put("AIESA_SECRET_KEY", "");
        overrides.put("camel.component.aiesa.public-key", "simulated");
        overrides.put("camel.component.aiesa.secret-key", "simulated");
        overrides.put("camel.component.aiesa.initial-delay", "200ms");
        return overrides;
    }
}
