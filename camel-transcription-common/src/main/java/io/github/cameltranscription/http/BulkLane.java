/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.core5.http.HttpEntity;

/**
 * Uploads and file downloads, through Camel HTTP: it streams both ways, and blocks a thread while it does, so that it
 * runs on threads of its own and can never starve the polls.
 */
final class BulkLane implements AutoCloseable {

    private final Producer producer;
    private final BulkRequestInterceptor interceptor;
    private final ExecutorService threads;
    private final ScheduledExecutorService scheduler;
    private final Duration stallLimit;
    private final Runnable closeConnections;

    /**
     * @param producer         Camel HTTP's, started
     * @param interceptor      what its client has been given
     * @param threads          bound the transfers at a time
     * @param scheduler        watches for stalls
     * @param stallLimit       how long not a byte may move
     * @param closeConnections closes what Camel HTTP's client holds open
     */
    BulkLane(
            Producer producer,
            BulkRequestInterceptor interceptor,
            ExecutorService threads,
            ScheduledExecutorService scheduler,
            Duration stallLimit,
            Runnable closeConnections) {
        this.producer = producer;
        this.interceptor = interceptor;
        this.threads = threads;
        this.scheduler = scheduler;
        this.stallLimit = stallLimit;
        this.closeConnections = closeConnections;
    }

    /**
     * Sends a form with a recording.
     *
     * @param  call        where to; its JSON body is not used
     * @param  form        what
     * @param  answerLimit how long the answer may take once everything is sent
     * @return             the answer; fails with {@link NoAnswerException} or {@link UnreadableRecordingException}
     */
    CompletionStage<HttpAnswer> upload(HttpCall call, MultipartForm form, Duration answerLimit) {
        return run(() -> {
            try (StallWatch watch = new StallWatch(stallLimit, scheduler)) {
                MultipartFormEntity entity = new MultipartFormEntity(form, watch::progress, watch::pause);
                try (StreamedAnswer answer = exchange(call, entity, answerLimit, watch)) {
                    return new HttpAnswer(answer.status(), answer.headers(), answer.readAll());
                } catch (UnreadableRecordingException ours) {
                    throw ours;
                } catch (IOException failure) {
                    NoAnswerException noAnswer = ConnectionFailures.toNoAnswer(failure, watch.isStalled());
                    throw entity.isBegun() || noAnswer.isNeverSent()
                            ? noAnswer
                            : new NoAnswerException(noAnswer.getMessage(), true, failure);
                }
            }
        });
    }

    /**
     * Gets a file. The answer is open: whoever gets it closes it.
     *
     * @param  call what to get
     * @return      the answer, read as it comes; fails with {@link NoAnswerException}
     */
    CompletionStage<StreamedAnswer> download(HttpCall call) {
        return run(() -> {
            try {
                return exchange(call, null, stallLimit, null);
            } catch (IOException failure) {
                throw ConnectionFailures.toNoAnswer(failure, false);
            }
        });
    }

    private StreamedAnswer exchange(HttpCall call, HttpEntity entity, Duration answerLimit, StallWatch watch)
            throws IOException {
        Exchange exchange = new DefaultExchange(producer.getEndpoint().getCamelContext());
        Message request = exchange.getIn();
        request.setHeader(Exchange.HTTP_METHOD, call.method());
        request.setHeader(Exchange.HTTP_URI, call.uri().toString());
        call.headers().forEach(request::setHeader);
        request.setBody(entity);
        try {
            interceptor.during(answerLimit, watch, () -> producer.process(exchange));
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure.getClass().getSimpleName() + ": " + failure.getMessage(), failure);
        }
        Message response = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        response.getHeaders().forEach((name, value) -> {
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        int status = response.getHeader(HttpConstants.HTTP_RESPONSE_CODE, 0, Integer.class);
        return new StreamedAnswer(status, headers, response.getBody(InputStream.class));
    }

    private <T> CompletionStage<T> run(Transfer<T> transfer) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    result.complete(transfer.run());
                } catch (IOException | RuntimeException failure) {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            result.completeExceptionally(new NoAnswerException("the component is stopped", true, stopping));
        }
        return result;
    }

    @FunctionalInterface
    private interface Transfer<T> {
        T run() throws IOException;
    }

    @Override
    public void close() {
        closeConnections.run();
    }
}
