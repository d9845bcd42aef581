/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/** Polls and small JSON requests: thousands of them on a handful of threads. */
final class ControlLane implements AutoCloseable {

    private static final byte[] NOTHING = new byte[0];
    private static final TimeValue CLOSING = TimeValue.ofSeconds(1);

    private final CloseableHttpAsyncClient client;
    private volatile boolean closed;

    /**
     * @param client started; it is closed with this lane
     */
    ControlLane(CloseableHttpAsyncClient client) {
        this.client = client;
    }

    /** Sends a request; fails with a {@link NoAnswerException}. */
    CompletionStage<HttpAnswer> send(HttpCall call) {
        if (closed) {
            return CompletableFuture.failedFuture(new NoAnswerException("the component is stopped", true, null));
        }
        SimpleRequestBuilder builder =
                SimpleRequestBuilder.create(call.method()).setUri(call.uri());
        call.headers().forEach(builder::setHeader);
        if (call.body() != null) {
            builder.setBody(call.body().bytes(), ContentType.parse(call.body().contentType()));
        }
        SimpleHttpRequest request = builder.build();
        CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
        client.execute(request, new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                result.complete(toAnswer(response));
            }

            @Override
            public void failed(Exception cause) {
                result.completeExceptionally(ConnectionFailures.toNoAnswer(cause, false));
            }

            @Override
            public void cancelled() {
                result.completeExceptionally(new NoAnswerException("the request was cancelled", false, null));
            }
        });
        return result;
    }

    private static HttpAnswer toAnswer(SimpleHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        byte[] body = response.getBodyBytes();
        return new HttpAnswer(response.getCode(), headers, body == null ? NOTHING : body);
    }

    @Override
    public void close() {
        closed = true;
        client.initiateShutdown();
        try {
            // Closed at once, the client's reactor sometimes trips over its own set of open connections.
            client.awaitShutdown(CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }
}
