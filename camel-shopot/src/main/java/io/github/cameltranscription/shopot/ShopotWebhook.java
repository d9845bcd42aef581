/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Authenticates callbacks, limits their size and number, and passes them on. The HTTP side opens a callback when it has
 * the headers, appends the body to it, and hands it over when the body is complete.
 */
final class ShopotWebhook {

    /** The header with the callback_id (shopot-create.ru.txt). */
    static final String CALLBACK_ID_HEADER = "X-Callback-ID";

    private static final Logger LOG = LoggerFactory.getLogger(ShopotWebhook.class);

    private static final int OK = HttpURLConnection.HTTP_OK;
    private static final int MALFORMED = HttpURLConnection.HTTP_BAD_REQUEST;
    private static final int UNAUTHORIZED = HttpURLConnection.HTTP_UNAUTHORIZED;
    private static final int FAILED = HttpURLConnection.HTTP_INTERNAL_ERROR;
    private static final int BUSY = HttpURLConnection.HTTP_UNAVAILABLE;

    /** Shopot's are UUIDs of 36 characters (shopot-reference.ru.txt). */
    private static final int LONGEST_JOB_ID = 256;

    private static final String NOT_OURS = "it has no id that was made with this webhookSecret";

    private final ShopotComponent component;
    private final ShopotConfiguration configuration;
    private final Supplier<ShopotWebhookService> service;
    private final ShopotWebhookRoute route;
    private final ShopotSpeakers speakers;

    /** @param service known once the endpoint is started */
    ShopotWebhook(ShopotEndpoint endpoint, Supplier<ShopotWebhookService> service, ShopotWebhookRoute route) {
        this.component = endpoint.getComponent();
        this.configuration = endpoint.getConfiguration();
        this.service = service;
        this.route = route;
        this.speakers = endpoint.speakers();
    }

    /**
     * Begins a callback, before its body is read. The caller hands it over or closes it.
     *
     * @param  callbackId    the header X-Callback-ID, or {@code null}
     * @param  query         the query of the request's address as it came, or {@code null}
     * @param  contentLength the announced size of the body in bytes, or negative
     * @throws ShopotRefusal if the request is refused whatever its body is
     */
    ShopotCallback open(String callbackId, String query, long contentLength) {
        if (hasCallbackId(query)) {
            throw new ShopotRefusal(MALFORMED, "its id is in the address, where proxies and servers log it");
        }
        ShopotCallbackId proven = null;
        if (callbackId != null && !callbackId.isEmpty()) {
            proven = ShopotCallbackId.verify(callbackId, configuration.getWebhookSecret());
            if (proven == null) {
                throw new ShopotRefusal(UNAUTHORIZED, NOT_OURS);
            }
        }
        int limit = service.get().largestBody();
        if (contentLength > limit) {
            throw ShopotCallback.tooLarge(limit);
        }
        ShopotBodyRoom room = service.get().room(proven != null);
        if (!room.bodies().tryAcquire()) {
            throw new ShopotRefusal(BUSY, "too many callbacks are under way");
        }
        return new ShopotCallback(proven, limit, room);
    }

    private static boolean hasCallbackId(String query) {
        if (query == null) {
            return false;
        }
        for (String parameter : query.split("&")) {
            String name = parameter.substring(0, Math.max(parameter.indexOf('='), 0));
            if (name.indexOf('%') >= 0) {
                try {
                    name = URLDecoder.decode(name, StandardCharsets.UTF_8);
                } catch (IllegalArgumentException malformed) {
                    continue;
                }
            }
            String plain = name.toLowerCase(Locale.ROOT);
            if (plain.equals("x-callback-id") || plain.equals("callback_id")) {
                return true;
            }
        }
        return false;
    }

    /** Handles a callback whose body is complete, and closes it; gives the HTTP status to answer with, never fails. */
    CompletionStage<Integer> receive(ShopotCallback callback) {
        CompletionStage<Integer> status;
        try {
            status = CompletableFuture.supplyAsync(
                            () -> read(callback), service.get().readers())
                    .thenCompose(Function.identity());
        } catch (RejectedExecutionException tooBusy) {
            status = CompletableFuture.failedFuture(tooBusy);
        }
        // Closed before the answer is sent, so that the next callback finds the room.
        return status.handle((answered, thrown) -> {
            callback.close();
            return thrown == null ? answered : statusOf(thrown);
        });
    }

    private int statusOf(Throwable failure) {
        Throwable thrown = TranscriptionException.unwrapped(failure);
        if (thrown instanceof ShopotRefusal refusal) {
            refused(refusal);
            return refusal.status();
        }
        if (thrown instanceof RejectedExecutionException) {
            refused(new ShopotRefusal(BUSY, "all threads for callbacks are busy, see webhookThreads"));
            return BUSY;
        }
        LOG.warn("A callback failed", thrown);
        return FAILED;
    }

    /** Logs a refusal: as a warning, or at DEBUG if there are many. */
    void refused(ShopotRefusal refusal) {
        if (service.get().mayWarn()) {
            LOG.warn("A callback was refused: {}", refusal.getMessage());
        } else {
            LOG.debug("A callback was refused: {}", refusal.getMessage());
        }
    }

    private CompletionStage<Integer> read(ShopotCallback callback) {
        byte[] body = callback.takeBody();
        ShopotCallbackId callbackId = callback.id();
        if (callbackId == null) {
            // The documentation has the id in the body too; a proxy may have removed the header.
            callbackId = ShopotCallbackId.verify(ShopotAnswer.readCallbackId(body), configuration.getWebhookSecret());
        }
        if (callbackId == null) {
            throw new ShopotRefusal(UNAUTHORIZED, NOT_OURS);
        }
        ShopotAnswer answer = parse(new String(body, StandardCharsets.UTF_8), callbackId.purpose());
        if (answer == null || !isJobId(answer.id())) {
            throw new ShopotRefusal(MALFORMED, "it is not JSON that names a job");
        }
        return accept(callbackId, answer);
    }

    /** A callback that only triggers a poll is read without its transcript, because the poll fetches that. */
    private static ShopotAnswer parse(String body, ShopotCallbackId.Purpose purpose) {
        try {
            return purpose == ShopotCallbackId.Purpose.WAKE
                    ? ShopotAnswer.readWithoutOutput(body)
                    : ShopotAnswer.read(body);
        } catch (IOException malformed) {
            return null;
        }
    }

    private static boolean isJobId(String id) {
        return id != null && id.length() <= LONGEST_JOB_ID && id.chars().noneMatch(Character::isISOControl);
    }

    private CompletionStage<Integer> accept(ShopotCallbackId callbackId, ShopotAnswer answer) {
        if (callbackId.purpose() == ShopotCallbackId.Purpose.WAKE) {
            component.pollSoon(answer.id());
            return CompletableFuture.completedFuture(OK);
        }
        component.pollNow(answer.id());
        JobStatus outcome = answer.toOutcome(speakers);
        if (outcome == null) {
            throw new ShopotRefusal(MALFORMED, "it has neither a result nor an error");
        }
        ShopotWebhookService started = service.get();
        return started.deliveries()
                .once(answer.outcomeKey(), () -> started.onRouteThread(() -> route.run(outcome, callbackId.ownId())))
                .thenApply(delivered -> delivered ? OK : FAILED);
    }
}
