/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.apache.hc.client5.http.DnsResolver;

/**
 * The permitted targets of requests: links and redirects from outside must not lead into the application's own network.
 * As HttpClient's resolver it sees the addresses of the connections, so a name cannot change in between.
 */
public final class LinkPolicy implements DnsResolver {

    private final HostNames names;
    private final URI baseUrl;
    private final boolean loopback;
    private final String proxyHost;
    private final boolean allowPrivateLinks;

    /**
     * @param names looks up the addresses
     */
    LinkPolicy(HttpSettings settings, HostNames names) {
        this.names = names;
        this.baseUrl = URI.create(settings.baseUrl());
        this.loopback = isLoopback(baseUrl.getHost());
        this.proxyHost = settings.proxyHost();
        this.allowPrivateLinks = settings.allowPrivateLinks();
    }

    /**
     * The addresses of a host.
     *
     * @throws PrivateAddressException if one of them is private and the host is neither the provider's nor the proxy's
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (!isTrusted(host)) {
            requirePublic(host, addresses);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /**
     * Looks up the names of a request without blocking. With a proxy, it checks the target if this machine can look it
     * up; the proxy is responsible for names that only it knows.
     *
     * @return fails with a {@link PrivateAddressException}, or an {@link UnknownHostException} if no address is found
     */
    CompletionStage<Void> prepare(URI address) {
        String host = address.getHost();
        if (host == null) {
            // Java does not accept the name. If HttpClient does, its resolver looks it up and checks it.
            return proxyHost == null
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new UnknownHostException("the address has no host"));
        }
        boolean link = !bare(host).equals(bare(baseUrl.getHost()));
        if (proxyHost == null) {
            return names.lookUp(host, link);
        }
        CompletionStage<Void> proxy = names.lookUp(proxyHost, false);
        return isTrusted(host)
                ? proxy
                : proxy.thenCompose(known -> names.lookUp(host, true).handle((found, unknown) -> {
                    requireAllowed(host);
                    return null;
                }));
    }

    private void requireAllowed(String host) {
        try {
            requirePublic(host, names.known(host));
        } catch (PrivateAddressException refused) {
            throw new CompletionException(refused);
        }
    }

    private boolean isTrusted(String host) {
        String name = bare(host);
        return allowPrivateLinks || name.equals(bare(baseUrl.getHost())) || name.equals(bare(proxyHost));
    }

    private void requirePublic(String host, InetAddress[] addresses) throws PrivateAddressException {
        for (InetAddress address : addresses) {
            if (!(loopback && address.isLoopbackAddress()) && !PublicAddress.isPublic(address)) {
                throw new PrivateAddressException(host, address.getHostAddress());
            }
        }
    }

    /**
     * Whether a link may be followed without encryption: to the provider's own host if {@code baseUrl} is http, or from
     * loopback to loopback.
     */
    boolean allowsPlain(URI link) {
        boolean sameHost = bare(link.getHost()).equals(bare(baseUrl.getHost()));
        return sameHost && "http".equalsIgnoreCase(baseUrl.getScheme()) || loopback && isLoopback(link.getHost());
    }

    private static boolean isLoopback(String host) {
        String name = bare(host);
        return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static String bare(String host) {
        if (host == null) {
            return "";
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
