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
 * Where requests may go: links and redirects come from outside, and must not lead into the network that this application
 * runs in. As HttpClient's resolver it sees the addresses that are connected to, so a name cannot change in between.
 */
public final class LinkPolicy implements DnsResolver {

    private final HostNames names;
    private final URI baseUrl;
    private final boolean loopback;
    private final String proxyHost;
    private final boolean allowPrivateLinks;

    /**
     * @param names where the addresses come from
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
        if (!isTrusted(host) && addresses != null) {
            requirePublic(host, addresses);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /**
     * Looks up the names that a request needs, without blocking, and checks an address that a proxy is to connect to as far
     * as it can be checked here: names that only the proxy knows are the proxy's business.
     *
     * @return fails with a {@link PrivateAddressException}, or an {@link UnknownHostException} if no address is found
     */
    CompletionStage<Void> prepare(URI address) {
        String host = address.getHost();
        if (host == null) {
            // Java does not take it for a name, which HttpClient may do: it is then looked up by its resolver, and
            // checked.
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
            InetAddress[] addresses = names.known(host);
            if (addresses != null) {
                requirePublic(host, addresses);
            }
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
     * Whether a link may be followed without encryption: to the provider's own host where that is spoken to so, or from
     * one simulator on this machine to another.
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
