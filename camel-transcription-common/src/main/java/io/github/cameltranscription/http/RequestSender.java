/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Sends a request, repeats it once if new authorization headers can help, and follows redirects. Other hosts never get
 * the authorization headers.
 */
final class RequestSender {

    private final RequestAuthorization authorization;

    RequestSender(RequestAuthorization authorization) {
        this.authorization = authorization;
    }

    /**
     * @param call the request with its headers
     * @param repeatable whether it can be sent again
     * @param lane sends it
     */
    <A extends ResponseHead> CompletionStage<A> send(
            HttpCall call, boolean repeatable, Function<HttpCall, CompletionStage<A>> lane) {
        return step(call, true, repeatable, Redirect.MOST, lane);
    }

    private <A extends ResponseHead> CompletionStage<A> step(
            HttpCall call,
            boolean correctable,
            boolean repeatable,
            int redirectsLeft,
            Function<HttpCall, CompletionStage<A>> lane) {
        return lane.apply(call).thenCompose(answer -> {
            // The request cannot be sent again, but the next one uses the corrected headers.
            boolean corrected = correctable && isNotAccepted(answer) && authorization.isCorrectedBy(answer);
            if (corrected && repeatable) {
                answer.discard();
                return step(call.to(call.uri(), authorization.headers()), false, true, redirectsLeft, lane);
            }
            URI target = redirectsLeft == 0 ? null : Redirect.target(call, answer);
            if (target == null) {
                return CompletableFuture.completedFuture(answer);
            }
            answer.discard();
            boolean ours = !call.headers().isEmpty() && Redirect.isSameOrigin(call.uri(), target);
            return step(
                    call.to(target, ours ? authorization.headers() : Map.of()),
                    correctable && ours,
                    repeatable,
                    redirectsLeft - 1,
                    lane);
        });
    }

    private static boolean isNotAccepted(ResponseHead answer) {
        return answer.status() == 401 || answer.status() == 403;
    }
}
