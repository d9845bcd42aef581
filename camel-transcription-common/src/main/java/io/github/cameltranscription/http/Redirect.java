/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;

import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpHost;

/** The target of a redirect. */
final class Redirect {

    /** More redirects than any correct server needs. */
    static final int MOST = 5;

    private Redirect() {}

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
