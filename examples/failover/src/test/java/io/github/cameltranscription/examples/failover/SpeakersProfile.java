/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.HashMap;
import java.util.Map;

/** As {@link FailoverProfile}, with all providers asked to tell speakers apart. */
public class SpeakersProfile extends FailoverProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("camel.component.aiesa.enable-diarization", "true");
        overrides.put("camel.component.palatine.diarization-model", "auto");
        overrides.put("camel.component.shopot.disable-diarization", "false");
        return overrides;
    }
}
