/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.atomic.AtomicReference;

/** The external address of the webhook consumer that was started last, for submissions that ask for it. */
final class ShopotWebhookAddress {

    private final AtomicReference<String> address = new AtomicReference<>();

    void started(String url) {
        address.set(url);
    }

    void stopped(String url) {
        address.compareAndSet(url, null);
    }

    /**
     * The address.
     *
     * @throws IllegalArgumentException if no consumer has one
     */
    String require() {
        String url = address.get();
        if (url == null) {
            throw new IllegalArgumentException("callbackUrl=webhook needs a started webhook that knows its external"
                    + " address: consume from shopot:webhook?path=...&callbackUrl=https://... or from"
                    + " webhook:shopot:webhook?webhookExternalUrl=https://..., or give the address itself");
        }
        return url;
    }
}
