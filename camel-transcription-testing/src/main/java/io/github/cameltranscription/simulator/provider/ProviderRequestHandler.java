/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.util.function.Function;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultEffect;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.FormReader;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/**
 * Takes a request through its steps: authorise, read, strike with a fault or process, record, answer. Internal.
 *
 * @param <C> the provider's kinds of call
 */
public abstract class ProviderRequestHandler<C extends Enum<C> & ProviderCall> implements Handler<HttpServerRequest> {

    private static final Refusal INTERNAL_ERROR = Refusal.of(500, "The simulator has failed, see its log");

    private final long largestUpload;
    private final Function<String, C> callOfPath;
    private final ProviderJobs<?> jobs;
    private final ProviderFaults<C> faults;
    private final ProviderRequests<C, ?> requests;
    private final AnswerSender sender;

    /** {@code largestUpload} is how many bytes a request may have. */
    protected ProviderRequestHandler(
            long largestUpload,
            Function<String, C> callOfPath,
            ProviderJobs<?> jobs,
            ProviderFaults<C> faults,
            ProviderRequests<C, ?> requests,
            AnswerSender sender) {
        this.largestUpload = largestUpload;
        this.callOfPath = callOfPath;
        this.jobs = jobs;
        this.faults = faults;
        this.requests = requests;
        this.sender = sender;
    }

    /** The refusal of a client without the right key; null if its key is right. */
    protected abstract Refusal refusalByAuthorization(HttpServerRequest request);

    /** The answer to a request that is too large. */
    protected Refusal tooLarge() {
        return Refusal.of(413, "File is too large");
    }

    /** Reads the body of such a request. */
    protected abstract BodyReader bodyReader(ProviderExchange<C> exchange);

    /** Reads a multipart body. */
    protected final BodyReader formReader(ProviderExchange<C> exchange) {
        return new FormReader(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE), largestUpload);
    }

    /** Answers a call that is authorised and read. Throws {@link Refusal} if the request is wrong. */
    protected abstract Answer answer(ProviderExchange<C> exchange);

    @Override
    public void handle(HttpServerRequest request) {
        C call = callOfPath.apply(request.path());
        ProviderExchange<C> exchange = new ProviderExchange<>(request, call, call.jobId(request.path()));
        Refusal refusal = refusalByHeaders(exchange);
        if (refusal == null && strikesBeforeBody(exchange)) {
            return;
        }
        boolean asksFirst = HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        if (refusal != null && (asksFirst || refusal.status() == 413)) {
            // The client waits for this answer, or would send gigabytes before it reads it.
            requests.record(exchange, false, refusal.status());
            sender.send(request, faults.errors().answer(refusal), null);
            drain(request);
            return;
        }
        if (isWithoutBody(request)) {
            finish(exchange, BodyReader.ignoring(refusal));
            return;
        }
        BodyReader reader = refusal == null ? bodyReader(exchange) : BodyReader.ignoring(refusal);
        if (asksFirst) {
            request.response().writeContinue();
        }
        request.handler(reader::write);
        request.endHandler(end -> {
            reader.end();
            finish(exchange, reader);
        });
        request.exceptionHandler(gone -> requests.record(exchange, false, RecordedRequest.NO_ANSWER));
    }

    /** Null if the headers are right. */
    private Refusal refusalByHeaders(ProviderExchange<C> exchange) {
        HttpServerRequest request = exchange.request();
        Refusal unauthorized = refusalByAuthorization(request);
        if (unauthorized != null) {
            return unauthorized;
        }
        if (exchange.call().method() == null) {
            return Refusal.of(404, "Not Found");
        }
        if (!exchange.call().method().equals(request.method())) {
            return Refusal.of(405, "Method Not Allowed");
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > largestUpload) {
            return tooLarge();
        }
        return null;
    }

    private boolean strikesBeforeBody(ProviderExchange<C> exchange) {
        FaultEffect fault = faults.next(exchange, false, jobs.fileName(exchange.jobId()));
        if (fault == null) {
            return false;
        }
        requests.record(exchange, false, answerStatus(null, fault));
        if (fault.action() == FaultEffect.Action.HANG) {
            // The body is not read, so the client's upload stalls.
            exchange.request().pause();
        } else {
            drain(exchange.request());
        }
        sender.send(exchange.request(), null, fault);
        return true;
    }

    /** Closing the connection while the client sends would destroy the answer on its way. */
    private static void drain(HttpServerRequest request) {
        request.handler(ignored -> {});
        request.exceptionHandler(gone -> {});
    }

    private static boolean isWithoutBody(HttpServerRequest request) {
        return request.method() == HttpMethod.GET
                && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void finish(ProviderExchange<C> exchange, BodyReader reader) {
        if (reader instanceof FormReader form) {
            exchange.upload(form.upload());
        } else if (reader instanceof TextReader text) {
            exchange.body(text.text());
        }
        if (reader.refusal() != null) {
            send(exchange, faults.errors().answer(reader.refusal()), null);
            return;
        }
        if (exchange.fileName() == null) {
            exchange.fileName(jobs.fileName(exchange.jobId()));
        }
        FaultEffect fault = faults.next(exchange, true, exchange.fileName());
        boolean processed = fault == null || fault.phase() == FaultEffect.Phase.AFTER_PROCESSING;
        send(exchange, processed ? process(exchange) : null, fault);
    }

    private Answer process(ProviderExchange<C> exchange) {
        try {
            return answer(exchange);
        } catch (Refusal refusal) {
            return faults.errors().answer(refusal);
        } catch (RuntimeException e) {
            System.getLogger(ProviderRequestHandler.class.getName())
                    .log(System.Logger.Level.ERROR, "The simulator cannot process " + exchange.call(), e);
            return faults.errors().answer(INTERNAL_ERROR);
        }
    }

    private void send(ProviderExchange<C> exchange, Answer answer, FaultEffect fault) {
        boolean whole = fault == null
                || fault.action() == FaultEffect.Action.ANSWER && fault.answer() == null && !fault.truncated();
        if (whole) {
            exchange.fetched();
        }
        requests.record(exchange, true, answerStatus(answer, fault));
        sender.send(exchange.request(), answer, fault);
    }

    private static int answerStatus(Answer answer, FaultEffect fault) {
        if (fault == null) {
            return answer.status();
        }
        if (fault.action() != FaultEffect.Action.ANSWER) {
            return RecordedRequest.NO_ANSWER;
        }
        return fault.answer() == null ? answer.status() : fault.answer().status();
    }
}
