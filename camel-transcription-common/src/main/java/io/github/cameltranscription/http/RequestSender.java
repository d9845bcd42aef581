/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Sends a request until there is an answer to take: once more where new headers of ours are worth it, and to where a
 * redirect points. Other hosts never get our headers.
 */
final class RequestSender {

    private final RequestAuthorization authorization;

    RequestSender(RequestAuthorization authorization) {
        this.authorization = authorization;
    }

    /**
     * @param call       the request, with our headers
     * @param repeatable whether it can be sent a second time
     * @param lane       how
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
            // A request that cannot be sent a second time has at least been a lesson for the next one.
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
