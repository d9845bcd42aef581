/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Asks every 5 ms whether what a test waits for is there, not after 100 ms for the first time, and waits for longer than 10 s on a
 * busy machine. JUnit finds it by itself.
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
