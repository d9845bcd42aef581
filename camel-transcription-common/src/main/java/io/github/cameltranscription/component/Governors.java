/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.camel.CamelContext;

import io.github.cameltranscription.engine.ExecutorJobScheduler;
import io.github.cameltranscription.engine.Governor;

/** The governors of a CamelContext: all endpoints of an account share one. */
final class Governors {

    /**
     * An account, whose requests share a governor.
     *
     * @param address the base address, or that of the host that results are fetched from
     * @param key the key, which is never shown; empty without one
     */
    record Account(String address, String key) {
        @Override
        public String toString() {
            return address;
        }
    }

    private final CamelContext context;
    private final SharedObjects<Account, Governor> governors = new SharedObjects<>();
    private ScheduledExecutorService timer;

    private Governors(CamelContext context) {
        this.context = context;
    }

    /** Those of a context. */
    static Governors of(CamelContext context) {
        return ContextPlugins.of(context, Governors.class, Governors::new);
    }

    /**
     * The governor of an account. Every call needs a {@link #giveBack} of its own.
     *
     * @param maxRequestsPerSecond the limit that an endpoint sets, or {@code null}; the lowest counts
     */
    synchronized Governor acquire(Account account, Double maxRequestsPerSecond) {
        if (timer == null) {
            timer = context.getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "transcription-governor");
        }
        Governor governor = governors.acquire(
                account,
                () -> new Governor(new ExecutorJobScheduler(timer), () -> ThreadLocalRandom.current()
                        .nextDouble()));
        if (maxRequestsPerSecond != null) {
            governor.limitTo(maxRequestsPerSecond);
        }
        return governor;
    }

    synchronized void giveBack(Account account) {
        if (governors.giveBack(account) != null && governors.inUse().isEmpty()) {
            // A shutdown would wait for the end of a Retry-After.
            context.getExecutorServiceManager().shutdownNow(timer);
            timer = null;
        }
    }
}
