/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Awaitility evaluates a condition every 5 ms, not first after 100 ms, and for 30 s, not 10 s, as the machine may be busy.
 * JUnit loads this class as a service.
 */
public final class ImpatientAwaitility implements BeforeAllCallback {

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(INTERVAL);
        Awaitility.setDefaultPollInterval(INTERVAL);
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
