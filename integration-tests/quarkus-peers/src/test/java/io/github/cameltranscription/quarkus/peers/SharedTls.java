/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.peers;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A TLS configuration of Quarkus, {@code quarkus.tls.providers}, for Camel components. */
final class SharedTls {

    private SharedTls() {}

    @Produces
    @Singleton
    @Named("providers-tls")
    static SSLContextParameters providers(TlsConfigurationRegistry registry) {
        return new QuarkusTls(registry.get("providers").orElseThrow());
    }

    private static final class QuarkusTls extends SSLContextParameters {

        private final TlsConfiguration configuration;

        QuarkusTls(TlsConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public SSLContext createSSLContext(CamelContext context) throws GeneralSecurityException {
            try {
                return configuration.createSSLContext();
            } catch (GeneralSecurityException | RuntimeException known) {
                throw known;
            } catch (Exception unusable) {
                throw new GeneralSecurityException(unusable);
            }
        }
    }
}
