/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each delivery on once. A copy that arrives while the first is under way has the same outcome. A copy that arrives
 * after the first succeeded counts as delivered, and one after the first failed is tried again.
 */
final class ShopotDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(ShopotDeliveries.class);

    private final IdempotentRepository seen;
    private final Map<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

    ShopotDeliveries(IdempotentRepository seen) {
        this.seen = seen;
    }

    /**
     * Delivers, unless the delivery has succeeded before.
     *
     * @param  key      identifies the delivery
     * @param  delivery gives whether it succeeded
     * @return          whether it has been delivered, now or before; fails as the delivery does
     */
    CompletionStage<Boolean> once(String key, Supplier<CompletionStage<Boolean>> delivery) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            LOG.debug("The delivery {} is under way already", key);
            return first;
        }
        delivered(key, delivery).whenComplete((succeeded, thrown) -> {
            underWay.remove(key, mine);
            if (thrown == null) {
                mine.complete(succeeded);
            } else {
                mine.completeExceptionally(thrown);
            }
        });
        return mine;
    }

    private CompletionStage<Boolean> delivered(String key, Supplier<CompletionStage<Boolean>> delivery) {
        try {
            if (!seen.add(key)) {
                LOG.debug("The route has processed the delivery {} before", key);
                return CompletableFuture.completedFuture(true);
            }
        } catch (RuntimeException | Error unavailable) {
            return CompletableFuture.failedFuture(unavailable);
        }
        CompletionStage<Boolean> started;
        try {
            started = delivery.get();
        } catch (Throwable failed) {
            started = CompletableFuture.failedFuture(failed);
        }
        return started.whenComplete((succeeded, thrown) -> remember(key, thrown == null && succeeded));
    }

    private void remember(String key, boolean succeeded) {
        try {
            if (succeeded) {
                seen.confirm(key);
            } else {
                seen.remove(key);
            }
        } catch (RuntimeException | Error unavailable) {
            LOG.warn("The idempotent repository failed; delivery {} may come again", key, unavailable);
        }
    }
}
