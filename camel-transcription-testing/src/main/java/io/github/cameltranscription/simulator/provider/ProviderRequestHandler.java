/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.Fault;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.http.FormReader;
import io.github.cameltranscription.simulator.http.IgnoredBody;
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
    private final ErrorFormat errors;
    private final FaultPlan faults;
    private final ProviderRecorder<C> recorder;
    private final AnswerSender sender;

    /** {@code largestUpload} is how many bytes a request may have. */
    protected ProviderRequestHandler(
            long largestUpload,
            ErrorFormat errors,
            FaultPlan faults,
            ProviderRecorder<C> recorder,
            AnswerSender sender) {
        this.largestUpload = largestUpload;
        this.errors = errors;
        this.faults = faults;
        this.recorder = recorder;
        this.sender = sender;
    }

    /** What is asked, by the path. */
    protected abstract ProviderExchange<C> exchange(HttpServerRequest request);

    /** Why the client is not let in; null where it is. */
    protected abstract Refusal refusalByAuthorization(HttpServerRequest request);

    /** The answer to a request that is too large. */
    protected abstract Refusal tooLarge();

    /** Reads the body of such a request. */
    protected abstract BodyReader bodyReader(ProviderExchange<C> exchange);

    /** The file that a job was made from; null where there is no such job. {@code jobId} may be null. */
    protected abstract String fileName(String jobId);

    /** Does what is asked. Throws {@link Refusal} where the request is wrong. */
    protected abstract Answer answer(ProviderExchange<C> exchange);

    @Override
    public void handle(HttpServerRequest request) {
        ProviderExchange<C> exchange = exchange(request);
        Refusal refusal = refusalByHeaders(exchange);
        if (refusal == null && strikesBeforeBody(exchange)) {
            return;
        }
        boolean asksFirst = HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        if (refusal != null && (asksFirst || refusal.status() == 413)) {
            // The client asks before it sends, or would not hear of it before it had sent gigabytes.
            recorder.record(exchange, false, refusal.status());
            sender.send(request, errors.answer(refusal), null);
            drain(request);
            return;
        }
        if (isWithoutBody(request)) {
            finish(exchange, new IgnoredBody(refusal));
            return;
        }
        BodyReader reader = refusal == null ? bodyReader(exchange) : new IgnoredBody(refusal);
        if (asksFirst) {
            request.response().writeContinue();
        }
        request.handler(reader::write);
        request.endHandler(end -> {
            reader.end();
            finish(exchange, reader);
        });
        request.exceptionHandler(gone -> recorder.record(exchange, false, RecordedRequest.NO_ANSWER));
    }

    /** Null where the headers are in order. */
    private Refusal refusalByHeaders(ProviderExchange<C> exchange) {
        HttpServerRequest request = exchange.request();
        Refusal unauthorized = refusalByAuthorization(request);
        if (unauthorized != null) {
            return unauthorized;
        }
        if (!exchange.call().isKnown()) {
            return Refusal.of(404, "Not Found");
        }
        if (!exchange.call().allows(request.method())) {
            return Refusal.of(405, "Method Not Allowed");
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > largestUpload) {
            return tooLarge();
        }
        return null;
    }

    private boolean strikesBeforeBody(ProviderExchange<C> exchange) {
        Fault fault = faults.beforeBody(exchange.call(), fileName(exchange.jobId()), exchange.jobId());
        if (fault == null) {
            return false;
        }
        recorder.record(exchange, false, answerStatus(null, fault));
        if (fault.action() == Fault.Action.HANG) {
            // Not even the body is taken: the client's upload stalls.
            exchange.request().pause();
        } else {
            drain(exchange.request());
        }
        sender.send(exchange.request(), null, fault);
        return true;
    }

    /** Closing on a client that is still sending would destroy the answer on its way. */
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
            send(exchange, errors.answer(reader.refusal()), null);
            return;
        }
        if (exchange.fileName() == null) {
            exchange.fileName(fileName(exchange.jobId()));
        }
        Fault fault = faults.afterBody(exchange.call(), exchange.fileName(), exchange.jobId());
        boolean processed = fault == null || fault.afterProcessing();
        send(exchange, processed ? process(exchange) : null, fault);
    }

    private Answer process(ProviderExchange<C> exchange) {
        try {
            return answer(exchange);
        } catch (Refusal refusal) {
            return errors.answer(refusal);
        } catch (RuntimeException e) {
            System.getLogger(ProviderRequestHandler.class.getName())
                    .log(System.Logger.Level.ERROR, "The simulator cannot process " + exchange.call(), e);
            return errors.answer(INTERNAL_ERROR);
        }
    }

    private void send(ProviderExchange<C> exchange, Answer answer, Fault fault) {
        boolean whole =
                fault == null || fault.action() == Fault.Action.ANSWER && fault.answer() == null && !fault.truncated();
        if (whole) {
            exchange.fetched();
        }
        recorder.record(exchange, true, answerStatus(answer, fault));
        sender.send(exchange.request(), answer, fault);
    }

    private static int answerStatus(Answer answer, Fault fault) {
        if (fault == null) {
            return answer.status();
        }
        if (fault.action() != Fault.Action.ANSWER) {
            return RecordedRequest.NO_ANSWER;
        }
        return fault.answer() == null ? answer.status() : fault.answer().status();
    }
}
