/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Camel's TLS parameters for Vert.x. */
final class StreamTls {

    private StreamTls() {}

    static void apply(CamelContext camelContext, SSLContextParameters parameters, WebSocketClientOptions options)
            throws GeneralSecurityException, IOException {
        parameters.setCamelContext(camelContext);
        SSLEngine engine = parameters.createSSLContext(camelContext).createSSLEngine();
        options.setEnabledSecureTransportProtocols(Set.of(engine.getEnabledProtocols()));
        if (parameters.getCipherSuites() != null || parameters.getCipherSuitesFilter() != null) {
            Stream.of(engine.getEnabledCipherSuites()).forEach(options::addEnabledCipherSuite);
        }
        if (parameters.getTrustManagers() != null) {
            parameters.getTrustManagers().setCamelContext(camelContext);
            for (TrustManager manager : parameters.getTrustManagers().createTrustManagers()) {
                if (manager instanceof X509TrustManager trusted) {
                    options.setTrustOptions(TrustOptions.wrap(trusted));
                }
            }
        }
        if (parameters.getKeyManagers() != null) {
            parameters.getKeyManagers().setCamelContext(camelContext);
            for (KeyManager manager : parameters.getKeyManagers().createKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    options.setKeyCertOptions(KeyCertOptions.wrap(keys));
                }
            }
        }
    }
}
