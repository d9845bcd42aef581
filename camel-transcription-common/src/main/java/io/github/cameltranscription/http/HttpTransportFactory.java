/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds both lanes to the same settings. */
final class HttpTransportFactory {

    private static final int CONTROL_LANE_THREADS = 2;

    /** A server that turns a recording away at once is heard at the next such mark, not after the last byte. */
    private static final long EARLY_ANSWER_CHECK_BYTES = 1024 * 1024;

    private final CamelContext context;

    HttpTransportFactory(CamelContext context) {
        this.context = context;
    }

    HttpTransport create(HttpSettings settings, ExecutorService transfers, ScheduledExecutorService scheduler) {
        try {
            SSLContext sslContext = settings.sslContextParameters() == null
                    ? null
                    : settings.sslContextParameters().createSSLContext(context);
            ControlLane controlLane = new ControlLane(asyncClient(settings, sslContext));
            BulkLane bulkLane = bulkLane(settings, sslContext, transfers, scheduler);
            return new HttpTransport(settings, controlLane, bulkLane);
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP transport cannot be set up: " + failure.getMessage(), failure);
        }
    }

    private static CloseableHttpAsyncClient asyncClient(HttpSettings settings, SSLContext sslContext) {
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setDefaultConnectionConfig(connectionConfig(settings, TimeValue.ofSeconds(1)))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                        .build());
        if (sslContext != null) {
            connections.setTlsStrategy(
                    ClientTlsStrategyBuilder.create().setSslContext(sslContext).buildAsync());
        }
        Timeout responseTimeout = Timeout.of(settings.responseTimeout());
        HttpAsyncClientBuilder client = HttpAsyncClients.custom()
                .setConnectionManager(connections.build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(CONTROL_LANE_THREADS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(responseTimeout)
                        .setConnectionRequestTimeout(responseTimeout)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
        if (settings.proxyHost() != null) {
            client.setProxy(new HttpHost(settings.proxyHost(), settings.proxyPort()));
            if (settings.proxyUsername() != null) {
                BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                credentials.setCredentials(
                        new AuthScope(settings.proxyHost(), settings.proxyPort()),
                        new UsernamePasswordCredentials(
                                settings.proxyUsername(),
                                settings.proxyPassword() == null
                                        ? new char[0]
                                        : settings.proxyPassword().toCharArray()));
                client.setDefaultCredentialsProvider(credentials);
            }
        }
        CloseableHttpAsyncClient started = client.build();
        started.start();
        return started;
    }

    private BulkLane bulkLane(
            HttpSettings settings, SSLContext sslContext, ExecutorService transfers, ScheduledExecutorService scheduler)
            throws Exception {
        PoolingHttpClientConnectionManager connections = connectionManager(settings, sslContext);
        BulkRequestInterceptor interceptor = new BulkRequestInterceptor(proxyAuthorization(settings));
        HttpComponent http = new HttpComponent();
        http.setCamelContext(context);
        http.setClientConnectionManager(connections);
        http.setHttpClientConfigurer(builder -> {
            // Before any retry of the client's own: a paid request is sent again by us alone, or not at all.
            builder.disableAutomaticRetries();
            builder.setRequestExecutor(new EarlyAnswerExecutor());
            builder.addExecInterceptorFirst("transcription", interceptor);
        });
        http.setConnectTimeout(settings.connectTimeout().toMillis());
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setAuthCachingDisabled(true);
        if (settings.proxyHost() != null) {
            http.setProxyHost(settings.proxyHost());
            http.setProxyPort(settings.proxyPort());
            if (settings.proxyUsername() != null) {
                http.setProxyAuthUsername(settings.proxyUsername());
                http.setProxyAuthPassword(settings.proxyPassword() == null ? "" : settings.proxyPassword());
            }
        }
        ServiceHelper.startService(http);
        // The address is a placeholder: every request brings its own. The answer is not to carry our credentials.
        Endpoint endpoint =
                http.createEndpoint("http://transcription.invalid?throwExceptionOnFailure=false&disableStreamCache=true"
                        + "&copyHeaders=false");
        endpoint.setCamelContext(context);
        Producer producer = endpoint.createProducer();
        ServiceHelper.startService(endpoint, producer);
        return new BulkLane(producer, interceptor, transfers, scheduler, settings.responseTimeout(), () -> {
            ServiceHelper.stopAndShutdownServices(producer, endpoint, http);
            connections.close(CloseMode.IMMEDIATE);
        });
    }

    private static String proxyAuthorization(HttpSettings settings) {
        if (settings.proxyHost() == null || settings.proxyUsername() == null) {
            return null;
        }
        String password = settings.proxyPassword() == null ? "" : settings.proxyPassword();
        byte[] credentials = (settings.proxyUsername() + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private static PoolingHttpClientConnectionManager connectionManager(HttpSettings settings, SSLContext sslContext) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                // Downloads hold a connection until the route has read them, and must not keep uploads from theirs.
                .setMaxConnTotal(settings.maxConcurrentUploads() + settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConcurrentUploads() + settings.maxConnections())
                .setDefaultConnectionConfig(connectionConfig(settings, TimeValue.ZERO_MILLISECONDS))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(EARLY_ANSWER_CHECK_BYTES))
                        .build());
        if (sslContext != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(sslContext));
        }
        return connections.build();
    }

    /** A connection that lay idle is tried before it is used: a broken one would leave a submission uncertain. */
    private static ConnectionConfig connectionConfig(HttpSettings settings, TimeValue idleBeforeTrial) {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setValidateAfterInactivity(idleBeforeTrial)
                .build();
    }
}
