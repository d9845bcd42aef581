/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;

import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * How connections are made. Endpoints with equal settings share one transport.
 *
 * @param connectTimeout       until a connection stands
 * @param responseTimeout      until an answer comes; for uploads, how long not a single byte may move
 * @param maxConnections       of the control lane, in all
 * @param maxConcurrentUploads of the bulk lane, in all
 * @param sslContextParameters {@code null} for the JVM's defaults
 * @param proxyHost            {@code null} for a direct connection
 * @param proxyPort            {@code 0} without proxy
 * @param proxyUsername        {@code null} without proxy authentication
 * @param proxyPassword        {@code null} without proxy authentication
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration responseTimeout,
        int maxConnections,
        int maxConcurrentUploads,
        SSLContextParameters sslContextParameters,
        String proxyHost,
        int proxyPort,
        String proxyUsername,
        String proxyPassword) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public HttpSettings {
        requirePositive("connectTimeout", connectTimeout.toMillis());
        requirePositive("responseTimeout", responseTimeout.toMillis());
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxConcurrentUploads", maxConcurrentUploads);
        if (proxyHost != null && proxyPort < 1) {
            throw new IllegalArgumentException(
                    "proxyPort " + proxyPort + " is not a port: proxyHost " + proxyHost + " needs one, such as 3128");
        }
    }

    private static void requirePositive(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " " + value + " must be greater than 0");
        }
    }

    /** Leaves out the proxy's credentials. */
    @Override
    public String toString() {
        return "HttpSettings[maxConnections=" + maxConnections + ", maxConcurrentUploads=" + maxConcurrentUploads
                + ", proxyHost=" + proxyHost + ", proxyPort=" + proxyPort + "]";
    }
}
