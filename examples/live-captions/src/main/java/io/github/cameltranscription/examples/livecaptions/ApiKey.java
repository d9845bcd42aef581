/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.Optional;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether there is a token for the real service. The token itself is the component's, and no one else's. */
@Singleton
public class ApiKey {

    private final boolean present;

    ApiKey(@ConfigProperty(name = "PALATINE_API_KEY") Optional<String> key) {
        this.present = key.isPresent();
    }

    /** Whether the real service is used. */
    public boolean isPresent() {
        return present;
    }
}
