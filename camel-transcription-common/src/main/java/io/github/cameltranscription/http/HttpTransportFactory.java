/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.RouteInfo;
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
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds both lanes with the same settings. */
final class HttpTransportFactory {

    private static final int CONTROL_LANE_THREADS = 2;
    private static final int MOST_HEADERS = 200;
    private static final ThreadFactory DISPATCH_THREADS = new DefaultThreadFactory("httpclient-dispatch", true);

    /** An early rejection is noticed after this many bytes, and not only after the last byte. */
    private static final long EARLY_ANSWER_CHECK_BYTES = 1024 * 1024;

    private final CamelContext context;
    private final DnsResolver nameServers;
    private final ScheduledExecutorService scheduler;

    /**
     * @param nameServers looks up the addresses of hosts
     * @param scheduler keeps the deadlines
     */
    HttpTransportFactory(CamelContext context, DnsResolver nameServers, ScheduledExecutorService scheduler) {
        this.context = context;
        this.nameServers = nameServers;
        this.scheduler = scheduler;
    }

    /**
     * @param uploads uploads block its threads
     * @param downloads downloads block its threads until the head of the answer has come
     * @param readers reads answers
     * @param names lookups of names block its threads
     */
    HttpTransport create(
            HttpSettings settings, Executor uploads, Executor downloads, Executor readers, Executor names) {
        LinkPolicy links =
                new LinkPolicy(settings, new HostNames(nameServers, names, scheduler, settings.connectTimeout()));
        TransferWatch watch = new TransferWatch(settings.responseTimeout(), scheduler);
        try {
            SSLContext sslContext = settings.sslContextParameters() == null
                    ? null
                    : settings.sslContextParameters().createSSLContext(context);
            ControlLane controlLane = new ControlLane(
                    threadEnded -> asyncClient(settings, sslContext, links, threadEnded), settings, watch, readers);
            try {
                BulkLane bulkLane = new BulkLane(
                        () -> bulkClient(settings, sslContext, links, watch), settings, watch, uploads, downloads);
                return new HttpTransport(settings, links, controlLane, bulkLane, watch);
            } catch (Exception failure) {
                controlLane.close();
                throw failure;
            }
        } catch (Exception failure) {
            watch.close();
            throw new IllegalStateException("the HTTP transport cannot be set up: " + failure.getMessage(), failure);
        }
    }

    private static CloseableHttpAsyncClient asyncClient(
            HttpSettings settings, SSLContext sslContext, LinkPolicy links, Runnable threadEnded) {
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                // For each host, so that the result host does not use up the provider's connections.
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(settings.maxConnections())
                .setDnsResolver(links)
                .setDefaultConnectionConfig(connectionConfig(settings))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                        .build());
        if (sslContext != null) {
            connections.setTlsStrategy(
                    ClientTlsStrategyBuilder.create().setSslContext(sslContext).buildAsync());
        }
        HttpAsyncClientBuilder client = HttpAsyncClients.custom()
                .setConnectionManager(connections.build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(CONTROL_LANE_THREADS)
                        .build())
                .setHttp1Config(http1Config(settings))
                .setThreadFactory(work -> dispatchThread(work, threadEnded))
                // No limit between two bytes: TransferWatch has better limits, and HttpClient would count the idle time
                // of a connection.
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(settings.responseTimeout()))
                        .build())
                .addExecInterceptorFirst("new connection", new NewConnection())
                .addExecInterceptorFirst("cancellation", new RequestCancellation())
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
                                settings.proxyPassword().toCharArray()));
                client.setDefaultCredentialsProvider(credentials);
            }
        }
        CloseableHttpAsyncClient started = client.build();
        started.start();
        return started;
    }

    /** HttpClient's own threads end at any {@link Error} without notice. */
    private static Thread dispatchThread(Runnable work, Runnable threadEnded) {
        return DISPATCH_THREADS.newThread(() -> {
            try {
                work.run();
            } finally {
                threadEnded.run();
            }
        });
    }

    private static Http1Config http1Config(HttpSettings settings) {
        return Http1Config.custom()
                .setMaxLineLength(settings.limits().maxHeaderSize())
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
    }

    /**
     * A Camel HTTP endpoint for the provider's address. Four settings have no option of Camel HTTP and are set on its
     * client: no automatic retries, new connections, reading early rejections, and time limits.
     */
    private BulkLane.Client bulkClient(
            HttpSettings settings, SSLContext sslContext, LinkPolicy links, TransferWatch watch) {
        PoolingHttpClientConnectionManager connections = connectionManager(settings, sslContext, links);
        String proxyAuthorization = proxyAuthorization(settings);
        HttpComponent http = new HttpComponent();
        http.setCamelContext(context);
        http.setClientConnectionManager(connections);
        http.setHttpClientConfigurer(builder -> {
            // No automatic retries: only the job engine may send a paid request again.
            builder.disableAutomaticRetries();
            // As NewConnection does for small requests.
            builder.setConnectionReuseStrategy((request, response, context) -> false);
            builder.setRequestExecutor(new EarlyAnswerExecutor(settings.responseTimeout()));
            builder.addExecInterceptorFirst("transcription", new TransferGuard(settings, watch));
            if (proxyAuthorization != null) {
                builder.addRequestInterceptorFirst((request, entity, context) ->
                        authorize(request, HttpClientContext.cast(context).getHttpRoute(), proxyAuthorization));
            }
        });
        http.setConnectTimeout(settings.connectTimeout().toMillis());
        http.setConnectionRequestTimeout(settings.responseTimeout().toMillis());
        http.setResponseTimeout(settings.responseTimeout().toMillis());
        http.setCopyHeaders(false);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setAuthCachingDisabled(true);
        if (settings.proxyHost() != null) {
            http.setProxyHost(settings.proxyHost());
            http.setProxyPort(settings.proxyPort());
            // Otherwise the scheme of baseUrl: the proxy itself has no TLS, as on the control lane.
            http.setProxyAuthScheme("http");
            if (settings.proxyUsername() != null) {
                http.setProxyAuthUsername(settings.proxyUsername());
                http.setProxyAuthPassword(settings.proxyPassword());
            }
        }
        ServiceHelper.startService(http);
        try {
            Endpoint endpoint =
                    http.createEndpoint(settings.baseUrl() + "?throwExceptionOnFailure=false&disableStreamCache=true");
            endpoint.setCamelContext(context);
            Producer producer = endpoint.createProducer();
            ServiceHelper.startService(endpoint, producer);
            return new BulkLane.Client(producer, () -> {
                ServiceHelper.stopAndShutdownServices(producer, endpoint, http);
                connections.close(CloseMode.IMMEDIATE);
            });
        } catch (Exception failure) {
            throw new IllegalStateException("Camel HTTP cannot be started: " + failure.getMessage(), failure);
        }
    }

    /** A proxy receives the credentials preemptively, because a recording in a stream cannot be sent again. */
    private static void authorize(HttpRequest request, RouteInfo route, String proxyAuthorization) {
        if (!route.isTunnelled() && !request.containsHeader(HttpHeaders.PROXY_AUTHORIZATION)) {
            request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, proxyAuthorization);
        }
    }

    private static String proxyAuthorization(HttpSettings settings) {
        if (settings.proxyUsername() == null) {
            return null;
        }
        byte[] credentials =
                (settings.proxyUsername() + ":" + settings.proxyPassword()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private static PoolingHttpClientConnectionManager connectionManager(
            HttpSettings settings, SSLContext sslContext, LinkPolicy links) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                // A download holds a connection until the route has read it, and must not block uploads.
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(settings.maxConcurrentUploads() + settings.maxConnections())
                .setDnsResolver(links)
                .setDefaultConnectionConfig(connectionConfig(settings))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1Config(settings))
                        .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(EARLY_ANSWER_CHECK_BYTES))
                        .build());
        if (sslContext != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(sslContext));
        }
        return connections.build();
    }

    private static ConnectionConfig connectionConfig(HttpSettings settings) {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build();
    }
}
