/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Where requests may go: links and redirects come from outside, and must not lead into the network that this application
 * runs in. As HttpClient's resolver it sees the addresses that are connected to, so a name cannot change in between.
 */
public final class LinkPolicy implements DnsResolver {

    private final DnsResolver system;
    private final URI baseUrl;
    private final boolean loopback;
    private final String proxyHost;
    private final boolean allowPrivateLinks;

    LinkPolicy(HttpSettings settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    LinkPolicy(HttpSettings settings, DnsResolver system) {
        this.system = system;
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
        InetAddress[] addresses = system.resolve(host);
        if (!isTrusted(host) && addresses != null) {
            for (InetAddress address : addresses) {
                requirePublic(host, address);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }

    /**
     * Checks an address that a proxy is to connect to, as far as it can be checked here: names that only the proxy
     * knows are the proxy's business.
     */
    void checkThroughProxy(URI address) throws PrivateAddressException {
        if (proxyHost == null || isTrusted(address.getHost())) {
            return;
        }
        try {
            resolve(address.getHost());
        } catch (PrivateAddressException refused) {
            throw refused;
        } catch (UnknownHostException notKnownHere) {
            return;
        }
    }

    private boolean isTrusted(String host) {
        String name = bare(host);
        return allowPrivateLinks || name.equals(bare(baseUrl.getHost())) || name.equals(bare(proxyHost));
    }

    private void requirePublic(String host, InetAddress address) throws PrivateAddressException {
        if (!(loopback && address.isLoopbackAddress()) && !PublicAddress.isPublic(address)) {
            throw new PrivateAddressException(host, address.getHostAddress());
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
