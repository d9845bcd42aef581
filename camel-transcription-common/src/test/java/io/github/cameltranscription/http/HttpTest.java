/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInputReader;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.RawServer;

/** What tests of the lanes begin with: transports in a real Camel context, closed after each test. */
@Timeout(90)
abstract class HttpTest {

    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(300);
    /** {@code maxConcurrentUploads} of {@link #transport}. */
    static final int MOST_UPLOADS = 2;

    static final String BASE_URL = "http://localhost/v1";
    static final String SECRET = "sk-very-secret-0123456789";
    static final ApiRequest STATUS = ApiRequest.get("status", "job-1", "/jobs/{jobId}");
    static final ApiRequest SUBMISSION = ApiRequest.post("submit", null, "/jobs");
    static final ApiRequest LINK_SUBMISSION = SUBMISSION.withBody(RequestBody.json(Map.of()));

    final DefaultCamelContext context = new DefaultCamelContext();
    final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "http-test-scheduler");
        thread.setDaemon(true);
        return thread;
    });
    HttpTransportPool pool;

    @BeforeEach
    void startContext() {
        context.start();
        pool = new HttpTransportPool(context, this, "http-test", scheduler);
    }

    @AfterEach
    void stopContext() {
        context.stop();
        scheduler.shutdownNow();
    }

    HttpTransport transport() {
        return transport(LONG);
    }

    HttpTransport transport(Duration responseTimeout) {
        return pool.acquire(settings(responseTimeout));
    }

    static HttpSettings settings(Duration responseTimeout) {
        return settings(BASE_URL, LONG, responseTimeout, 8, MOST_UPLOADS);
    }

    static HttpSettings settings(
            String baseUrl, Duration connectTimeout, Duration responseTimeout, int connections, int uploads) {
        return new HttpSettings(
                baseUrl,
                connectTimeout,
                responseTimeout,
                connections,
                uploads,
                null,
                null,
                0,
                null,
                null,
                AnswerLimits.DEFAULT,
                false);
    }

    static HttpSettings settings(SSLContextParameters tls) {
        return new HttpSettings(BASE_URL, LONG, LONG, 8, 2, tls, null, 0, null, null, AnswerLimits.DEFAULT, false);
    }

    static HttpSettings throughProxy(int port, String username, String password) {
        return new HttpSettings(
                BASE_URL, LONG, LONG, 8, 2, null, "localhost", port, username, password, AnswerLimits.DEFAULT, false);
    }

    static HttpCall get(String url) {
        return new HttpCall("GET", URI.create(url), authorization(), null, AnswerKind.SMALL);
    }

    static HttpCall post(String url, String json) {
        RequestBody body = json == null
                ? null
                : new RequestBody("application/json; charset=UTF-8", json.getBytes(StandardCharsets.UTF_8));
        return new HttpCall("POST", URI.create(url), authorization(), body, AnswerKind.SMALL);
    }

    private static Map<String, String> authorization() {
        return Map.of("Authorization", "Bearer " + SECRET);
    }

    /** Of a provider "cloud" whose only secret is {@link #SECRET}. */
    static ProviderClient client(HttpTransport transport, String baseUrl) {
        return client(transport, baseUrl, HttpTest::authorization);
    }

    static ProviderClient client(HttpTransport transport, String baseUrl, RequestAuthorization authorization) {
        return new ProviderClient(
                "cloud",
                baseUrl,
                transport,
                authorization,
                new VerdictTable("cloud", Set.of("detail", "error", "message")),
                new SecretMask(SECRET));
    }

    ProviderClient client(RawServer server) {
        return client(transport(), server.url());
    }

    ProviderClient client(RawServer server, Duration responseTimeout) {
        return client(transport(responseTimeout), server.url());
    }

    /** A form with a small recording. */
    MultipartForm form() {
        return form(new byte[10]);
    }

    MultipartForm form(Object body) {
        return new MultipartForm(Map.of(), "file", recording(body, "a.mp3"));
    }

    AudioUpload recording(Object body, String fileName) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("name", fileName);
        return (AudioUpload) new JobInputReader("name", "link", Message::getHeader).read(exchange.getMessage(), null);
    }

    static <T> T valueOf(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    static Throwable failureOf(CompletionStage<?> stage) {
        try {
            throw new AssertionError(
                    "it succeeded with " + stage.toCompletableFuture().get(60, TimeUnit.SECONDS));
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            return cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        } catch (InterruptedException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    static TranscriptionException refusalOf(CompletionStage<?> stage) {
        return (TranscriptionException) failureOf(stage);
    }
}
