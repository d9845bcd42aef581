/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.util.function.ThrowingRunnable;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One request of the control lane and its answer. {@link #result} always completes: an uncaught {@link Error} would end
 * a thread that serves hundreds of connections.
 */
final class ControlExchange implements AsyncResponseConsumer<HttpAnswer>, FutureCallback<HttpAnswer> {

    /**
     * Answers and JSON errors up to this size are read on HttpClient's thread, because another thread would cost more.
     */
    private static final int SMALL_ANSWER = 64 * 1024;

    private static final int SMALL_ERROR = 4 * 1024;

    private enum Sending {
        NOT_BEGUN,
        BEGUN,
        CUT
    }

    private final HttpCall call;
    private final HttpSettings settings;
    private final Transfer transfer;
    private final Executor readers;
    private final CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
    private final AtomicReference<Sending> sending = new AtomicReference<>(Sending.NOT_BEGUN);
    private final BodyBuffer body;
    private volatile int status;
    private Map<String, String> headers;
    private FutureCallback<HttpAnswer> consumed;
    private final AtomicBoolean received = new AtomicBoolean();

    ControlExchange(HttpCall call, HttpSettings settings, Transfer transfer, Executor readers) {
        this.call = call;
        this.settings = settings;
        this.transfer = transfer;
        this.readers = readers;
        this.body = new BodyBuffer(settings.limits().of(call.answer()), BodyMemory.OF_ANSWERS);
    }

    CompletableFuture<HttpAnswer> result() {
        return result;
    }

    void sendBy(CloseableHttpAsyncClient client) {
        BasicHttpRequest request = new BasicHttpRequest(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        Future<HttpAnswer> future = client.execute(producer(request), this, null, null, this);
        transfer.onCut(() -> {
            fail(new IOException(transfer.reason()));
            future.cancel(true);
        });
    }

    /** A paid request that failed before the first byte of its body is not sent later. */
    private BasicRequestProducer producer(BasicHttpRequest request) {
        if (call.body() == null) {
            return new BasicRequestProducer(request, null);
        }
        BasicAsyncEntityProducer content = new BasicAsyncEntityProducer(
                call.body().bytes(), ContentType.parse(call.body().contentType()));
        return new BasicRequestProducer(request, content) {
            @Override
            public void produce(DataStreamChannel channel) throws IOException {
                sending.compareAndSet(Sending.NOT_BEGUN, Sending.BEGUN);
                if (sending.get() == Sending.CUT) {
                    throw new IOException("the request ended before its body was sent");
                }
                super.produce(channel);
            }
        };
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails details, HttpContext context, FutureCallback<HttpAnswer> callback)
            throws IOException {
        guarded(() -> {
            consumed = callback;
            headers = headers(response);
            status = response.getCode();
            if (call.answer() != AnswerKind.SMALL) {
                transfer.flow();
            }
            if (details == null) {
                callback.completed(null);
            } else if (isSuccess()
                    && details.getContentLength() > settings.limits().of(call.answer())) {
                throw tooLarge();
            }
        });
    }

    private Map<String, String> headers(HttpResponse response) throws OversizedAnswerException {
        settings.limits().checkHeaders(response.getHeaders());
        Map<String, String> values = new HashMap<>();
        for (Header header : response.getHeaders()) {
            values.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return values;
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        guarded(() -> {
            transfer.moved(source.remaining());
            if (!body.append(source)) {
                throw tooLarge();
            }
        });
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        guarded(() -> consumed.completed(null));
    }

    private OversizedAnswerException tooLarge() {
        return OversizedAnswerException.ofBody(call.answer(), settings.limits().of(call.answer()));
    }

    private boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public void completed(HttpAnswer nothing) {
        try {
            deliver();
        } catch (Throwable thrown) {
            end(thrown);
        }
    }

    /** Runs on HttpClient's thread if the answer is small. */
    private void deliver() {
        if (!received.compareAndSet(false, true)) {
            return;
        }
        transfer.close();
        if (status >= 500 && isUnsent()) {
            end(NoAnswerException.ofProxy(status));
            return;
        }
        HttpAnswer raw = new HttpAnswer(status, headers, body.toBytes());
        if (isSmall(raw) && !ContentDecoding.isNeeded(raw)) {
            succeed(raw);
        } else {
            readers.execute(() -> {
                try {
                    decodeAndSucceed(raw);
                } catch (Throwable thrown) {
                    end(thrown);
                }
            });
        }
    }

    private static boolean isSmall(HttpAnswer answer) {
        int length = answer.body().length;
        return answer.isSuccess()
                ? length <= SMALL_ANSWER
                : length == 0 || length <= SMALL_ERROR && answer.body()[0] == '{';
    }

    private void decodeAndSucceed(HttpAnswer raw) throws IOException {
        if (!ContentDecoding.isNeeded(raw)) {
            succeed(raw);
            return;
        }
        // The compressed bytes are few compared with the result.
        body.close();
        try (BodyBuffer decoded = new BodyBuffer(settings.limits().of(call.answer()), BodyMemory.OF_ANSWERS);
                InputStream plain = ContentDecoding.decoded(raw)) {
            succeed(decoded.read(raw, call.answer(), plain, count -> {}));
        }
    }

    private void succeed(HttpAnswer answer) {
        result.complete(answer);
        freePlace();
    }

    /**
     * Any thread may call this, also more than once. It does not change an answer that has been received. The status of
     * an error is enough: its body may be broken, or larger than permitted.
     */
    void fail(Throwable thrown) {
        if (status != 0 && !isSuccess()) {
            completed(null);
        } else if (!received.get()) {
            end(thrown);
        }
    }

    private void end(Throwable thrown) {
        result.completeExceptionally(failure(thrown));
        freePlace();
    }

    private Throwable failure(Throwable thrown) {
        if (thrown instanceof OversizedAnswerException
                || thrown instanceof NoAnswerException
                || thrown instanceof Error) {
            return thrown;
        }
        if (thrown instanceof MessageConstraintException) {
            return OversizedAnswerException.ofHeaders(settings.limits().maxHeaderSize());
        }
        NoAnswerException noAnswer = NoAnswerException.of(thrown);
        return isUnsent() ? new NoAnswerException(noAnswer.getMessage(), true, thrown) : noAnswer;
    }

    /** Whether no byte of the body was sent, and none will be. */
    private boolean isUnsent() {
        return call.body() != null
                && (sending.compareAndSet(Sending.NOT_BEGUN, Sending.CUT) || sending.get() == Sending.CUT);
    }

    private void freePlace() {
        transfer.close();
        body.close();
    }

    @Override
    public void failed(Exception cause) {
        fail(cause);
    }

    @Override
    public void cancelled() {
        fail(new IOException("the request was cancelled"));
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // Only the answer counts; this does not change its deadline.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void releaseResources() {
        // The body is freed when it has been read.
    }

    /** An exception makes HttpClient close the connection; an error would end its thread. */
    private void guarded(ThrowingRunnable<IOException> step) throws IOException {
        try {
            step.run();
        } catch (IOException failure) {
            fail(failure);
            throw failure;
        } catch (Throwable thrown) {
            fail(thrown);
            throw new IOException("the answer cannot be read: " + thrown, thrown);
        }
    }
}
