/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobStatus;

/** Decides what becomes of a callback: who may call, how much, how often. */
final class ShopotWebhook {

    private static final Logger LOG = LoggerFactory.getLogger(ShopotWebhook.class);

    private static final int OK = HttpURLConnection.HTTP_OK;
    private static final int MALFORMED = HttpURLConnection.HTTP_BAD_REQUEST;
    private static final int UNAUTHORIZED = HttpURLConnection.HTTP_UNAUTHORIZED;
    private static final int TOO_LARGE = HttpURLConnection.HTTP_ENTITY_TOO_LARGE;
    private static final int FAILED = HttpURLConnection.HTTP_INTERNAL_ERROR;

    private final ShopotComponent component;
    private final ShopotConfiguration configuration;
    private final Supplier<ShopotDeliveries> deliveries;
    private final ShopotWebhookRoute route;

    /**
     * @param deliveries known once the endpoint is started
     */
    ShopotWebhook(ShopotEndpoint endpoint, Supplier<ShopotDeliveries> deliveries, ShopotWebhookRoute route) {
        this.component = endpoint.getComponent();
        this.configuration = endpoint.getConfiguration();
        this.deliveries = deliveries;
        this.route = route;
    }

    /** Gives the HTTP status to answer with; never fails. May block while the request is read. */
    CompletionStage<Integer> receive(Exchange exchange) {
        try {
            return receive(new ShopotWebhookRequest(exchange));
        } catch (IOException brokenOff) {
            LOG.debug("A callback broke off", brokenOff);
            return completed(MALFORMED);
        } catch (RuntimeException unexpected) {
            LOG.warn("A callback failed", unexpected);
            return completed(FAILED);
        }
    }

    private CompletionStage<Integer> receive(ShopotWebhookRequest request) throws IOException {
        String body = request.body(configuration.getMaxPayloadSize());
        if (body == null) {
            LOG.warn(
                    "A callback was refused: it has more than maxPayloadSize of {} bytes",
                    configuration.getMaxPayloadSize());
            return completed(TOO_LARGE);
        }
        ShopotCallbackId callbackId = ShopotCallbackId.verify(request.callbackId(), configuration.getWebhookSecret());
        ShopotAnswer answer = parse(body);
        if (callbackId == null && answer != null) {
            // The documentation has the id in the body too, where no proxy takes it for a header to drop.
            callbackId = ShopotCallbackId.verify(answer.callbackId(), configuration.getWebhookSecret());
        }
        if (callbackId == null) {
            LOG.warn("A callback was refused: it does not carry an id that was made with this webhookSecret");
            return completed(UNAUTHORIZED);
        }
        if (answer == null || answer.id() == null) {
            LOG.warn("A callback was refused: it is not JSON that names a job");
            return completed(MALFORMED);
        }
        return accept(callbackId, answer);
    }

    private static ShopotAnswer parse(String body) {
        try {
            return ShopotAnswer.read(body);
        } catch (IOException malformed) {
            return null;
        }
    }

    private CompletionStage<Integer> accept(ShopotCallbackId callbackId, ShopotAnswer answer) {
        if (callbackId.purpose() == ShopotCallbackId.Purpose.WAKE) {
            component.wakeUp(answer.id());
            return completed(OK);
        }
        component.wake(answer.id());
        JobStatus outcome = answer.toOutcome();
        if (outcome == null) {
            LOG.warn("shopot job {} was called back about with neither a result nor an error", answer.id());
            return completed(MALFORMED);
        }
        return deliveries
                .get()
                .once(answer.outcomeKey(), () -> route.run(outcome, callbackId.ownId()))
                .handle((delivered, thrown) -> {
                    if (thrown != null) {
                        LOG.warn("shopot job {}: its callback could not be delivered", answer.id(), thrown);
                    }
                    return thrown == null && delivered ? OK : FAILED;
                });
    }

    private static CompletionStage<Integer> completed(int status) {
        return CompletableFuture.completedFuture(status);
    }
}
