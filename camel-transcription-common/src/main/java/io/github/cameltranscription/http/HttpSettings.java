/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The settings of connections. Endpoints with equal settings share one transport.
 *
 * @param baseUrl the provider's address; requests to different addresses never wait for each other
 * @param connectTimeout for making a connection
 * @param responseTimeout for a small answer as a whole; the window in which larger bodies must move
 * @param maxConnections of the control lane to one host
 * @param maxConcurrentUploads of the bulk lane, and the same number of downloads
 * @param sslContextParameters {@code null} for the JVM's defaults
 * @param proxyHost {@code null} for a direct connection
 * @param proxyPort {@code 0} without proxy
 * @param proxyUsername {@code null} without proxy authentication
 * @param proxyPassword {@code null} without proxy authentication, else empty by default
 * @param limits the maximum sizes of answers
 * @param allowPrivateLinks whether links and redirects may lead to private addresses
 */
public record HttpSettings(
        String baseUrl,
        Duration connectTimeout,
        Duration responseTimeout,
        int maxConnections,
        int maxConcurrentUploads,
        SSLContextParameters sslContextParameters,
        String proxyHost,
        int proxyPort,
        String proxyUsername,
        String proxyPassword,
        AnswerLimits limits,
        boolean allowPrivateLinks) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public HttpSettings {
        requireAddress(baseUrl);
        requirePositive("connectTimeout", connectTimeout.toMillis());
        requirePositive("responseTimeout", responseTimeout.toMillis());
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxConcurrentUploads", maxConcurrentUploads);
        if (proxyHost != null && proxyPort < 1) {
            throw new IllegalArgumentException(
                    "proxyPort " + proxyPort + " is not a port: proxyHost " + proxyHost + " needs one, such as 3128");
        }
        if (proxyHost == null && proxyPort != 0) {
            throw new IllegalArgumentException(
                    "proxyPort " + proxyPort + " is the port of a proxy without a host: give proxyHost, or remove it");
        }
        if (proxyHost == null && (proxyUsername != null || proxyPassword != null)) {
            throw new IllegalArgumentException(
                    "proxyUsername and proxyPassword are of a proxy without a host: give proxyHost, or remove them");
        }
        if (proxyUsername != null && proxyPassword == null) {
            proxyPassword = "";
        }
    }

    /** The clients accept no user, and no host that Java does not accept, such as one with an underscore. */
    private static void requireAddress(String baseUrl) {
        if (baseUrl == null || !baseUrl.matches("https?://[^/?#@]+(/[^?#]*)?") || !hasHostAndPort(baseUrl)) {
            throw new IllegalArgumentException("baseUrl \""
                    + String.valueOf(baseUrl).replaceFirst("//[^/?#]*@", "//")
                    + "\" is not an http or https address with a valid host, and without user and query: give one such"
                    + " as https://host/api/v1");
        }
    }

    private static boolean hasHostAndPort(String address) {
        try {
            URI parsed = new URI(address);
            return parsed.getHost() != null && parsed.getPort() <= 65_535;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static void requirePositive(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " " + value + " must be greater than 0");
        }
    }

    /** The time limit for a connection from the pool, the connection itself and the TLS handshake. */
    Duration timeToConnect() {
        return responseTimeout.plus(connectTimeout.multipliedBy(2));
    }

    /** Leaves out the proxy's credentials. */
    @Override
    public String toString() {
        return "HttpSettings[maxConnections=" + maxConnections + ", maxConcurrentUploads=" + maxConcurrentUploads
                + ", proxyHost=" + proxyHost + ", proxyPort=" + proxyPort + "]";
    }
}
