/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpHost;

/**
 * Sends a request, repeats it once if new authorization headers can help, and follows redirects. Other hosts never get
 * the authorization headers.
 */
final class RequestSender {

    /** More redirects than any correct server needs. */
    static final int MOST_REDIRECTS = 5;

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
        return step(call, true, repeatable, MOST_REDIRECTS, lane);
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
            URI target = redirectsLeft == 0 ? null : target(call, answer);
            if (target == null) {
                return CompletableFuture.completedFuture(answer);
            }
            answer.discard();
            boolean ours = !call.headers().isEmpty() && isSameOrigin(call.uri(), target);
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

    /**
     * The target of a redirect that may be followed.
     *
     * @return the address, or {@code null} if the answer is no redirect, or one that must not be followed, such as that
     *     of a paid request, or one from https to http
     */
    static URI target(HttpCall call, ResponseHead answer) {
        if (!call.method().equals("GET") || !isRedirect(answer.status())) {
            return null;
        }
        String location = answer.header("location");
        if (location == null || location.isBlank()) {
            return null;
        }
        try {
            URI target = call.uri().resolve(location.strip());
            return isHttp(target) && !isDowngrade(call.uri(), target) ? target : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static boolean isHttp(URI target) {
        return target.getHost() != null
                && ("http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme()));
    }

    private static boolean isDowngrade(URI from, URI to) {
        return "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
    }

    /** Whether two addresses have the same scheme, host and port. */
    static boolean isSameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    private static HttpHost origin(URI address) {
        return RoutingSupport.normalize(HttpHost.create(address), DefaultSchemePortResolver.INSTANCE);
    }
}
