/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageConstraintException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads and file downloads, through Camel HTTP. It streams both ways and blocks a thread, so it runs on its own
 * threads and cannot starve the polls.
 */
final class BulkLane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BulkLane.class);

    /**
     * A started endpoint of Camel HTTP.
     *
     * @param producer its producer
     * @param close    closes it with its connections
     */
    record Client(Producer producer, Runnable close) {}

    private final Supplier<Client> clients;
    private final HttpSettings settings;
    private final TransferWatch watch;
    private final BoundedExecutor uploads;
    private final BoundedExecutor downloads;
    private Client current;
    private boolean closed;

    /**
     * @param clients makes an endpoint of Camel HTTP for the provider's address
     * @param uploads uploads block its threads
     * @param downloads downloads block its threads until the head of the answer arrives
     */
    BulkLane(
            Supplier<Client> clients,
            HttpSettings settings,
            TransferWatch watch,
            Executor uploads,
            Executor downloads) {
        this.clients = clients;
        this.settings = settings;
        this.watch = watch;
        this.uploads = new BoundedExecutor(uploads, settings.maxConcurrentUploads());
        this.downloads = new BoundedExecutor(downloads, settings.maxConcurrentUploads());
        this.current = clients.get();
    }

    /** Does {@link HttpTransport#upload}; the body of the call is not used. */
    CompletionStage<HttpAnswer> upload(HttpCall call, MultipartForm form, Duration answerLimit) {
        return uploads.submit(() -> {
            try (Transfer transfer = watch.begin(settings.timeToConnect(), this)) {
                MultipartFormEntity entity = new MultipartFormEntity(form, transfer, answerLimit);
                try (StreamedAnswer answer = exchange(call, entity)) {
                    if (!entity.isComplete()) {
                        transfer.await(answerLimit);
                    }
                    HttpAnswer whole = whole(answer, call.answer(), transfer);
                    if (whole.status() >= 500 && !entity.isBegun()) {
                        throw NoAnswerException.ofProxy(whole.status());
                    }
                    return whole;
                } catch (UnreadableRecordingException ours) {
                    throw ours;
                } catch (IOException failure) {
                    IOException noAnswer = failure(failure, transfer.reason());
                    throw entity.isBegun() ? noAnswer : new NoAnswerException(noAnswer.getMessage(), true, failure);
                }
            }
        });
    }

    private HttpAnswer whole(StreamedAnswer answer, AnswerKind kind, Transfer transfer) throws IOException {
        if (kind != AnswerKind.SMALL) {
            transfer.flow();
        }
        try (BodyBuffer buffer = new BodyBuffer(settings.limits().of(kind), BodyMemory.OF_ANSWERS)) {
            return buffer.read(answer, kind, answer.body(), transfer::moved);
        }
    }

    /** Does {@link HttpTransport#download}. */
    CompletionStage<StreamedAnswer> download(HttpCall call) {
        return downloads.submit(() -> {
            try {
                return withoutPage(exchange(call, null));
            } catch (IOException failure) {
                throw failure(failure, null);
            }
        });
    }

    /** The answer, unless it is a page. */
    private static StreamedAnswer withoutPage(StreamedAnswer answer) throws IOException {
        if (!answer.isSuccess()) {
            return answer;
        }
        try {
            BufferedInputStream body = new BufferedInputStream(answer.body());
            body.mark(GatewayPage.MOST_READ);
            if (GatewayPage.isBeginningOf(body)) {
                throw NoAnswerException.ofPage(answer.status());
            }
            body.reset();
            return new StreamedAnswer(answer.status(), answer.headers(), body);
        } catch (IOException unusable) {
            answer.discard();
            throw unusable;
        }
    }

    private IOException failure(IOException failure, String reason) {
        if (failure instanceof OversizedAnswerException || failure instanceof NoAnswerException) {
            return failure;
        }
        if (failure instanceof MessageConstraintException) {
            return OversizedAnswerException.ofHeaders(settings.limits().maxHeaderSize());
        }
        return reason == null
                ? NoAnswerException.of(failure)
                : new NoAnswerException(reason, NoAnswerException.isBeforeSending(failure), failure);
    }

    private synchronized Client client() throws NoAnswerException {
        if (closed) {
            throw NoAnswerException.stopped(null);
        }
        if (current == null) {
            current = clients.get();
        }
        return current;
    }

    /** After an {@link Error}, HttpClient shuts down all connections and never opens a new one. */
    private void replace(Client dead) {
        synchronized (this) {
            if (current != dead) {
                return;
            }
            current = null;
        }
        LOG.warn("The connections for uploads and downloads have been shut down by an error: they are replaced");
        dead.close().run();
    }

    private StreamedAnswer exchange(HttpCall call, HttpEntity entity) throws IOException {
        Client client = client();
        Producer producer = client.producer();
        Exchange exchange = new DefaultExchange(producer.getEndpoint().getCamelContext());
        Message request = exchange.getIn();
        request.setHeader(Exchange.HTTP_METHOD, call.method());
        request.setHeader(Exchange.HTTP_URI, call.uri().toString());
        call.headers().forEach(request::setHeader);
        request.setBody(entity);
        try {
            producer.process(exchange);
        } catch (IOException failure) {
            throw failure;
        } catch (IllegalStateException | Error failure) {
            replace(client);
            throw new IOException("the connections were shut down: " + failure, failure);
        } catch (Exception failure) {
            throw new IOException(failure.getClass().getSimpleName() + ": " + failure.getMessage(), failure);
        }
        Message response = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        response.getHeaders().forEach((name, value) -> {
            Object first = value instanceof List<?> several ? several.get(0) : value;
            if (first != null) {
                headers.put(name.toLowerCase(Locale.ROOT), first.toString());
            }
        });
        int status = response.getHeader(HttpConstants.HTTP_RESPONSE_CODE, 0, Integer.class);
        return new StreamedAnswer(status, headers, response.getBody(InputStream.class));
    }

    Executor uploads() {
        return uploads;
    }

    @Override
    public void close() {
        Client last;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.close().run();
        }
    }
}
