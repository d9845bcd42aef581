/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Map;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.Fault;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.FormReader;
import io.github.cameltranscription.simulator.http.IgnoredBody;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/** Takes a request through its steps: authorise, read, strike with a fault or process, record, answer. */
final class PalatineRequestHandler implements Handler<HttpServerRequest> {

    private static final Answer INTERNAL_ERROR =
            Refusal.of(500, "The simulator has failed, see its log").answer();

    private final String authorization;
    private final long largestUpload;
    private final Map<PalatineCall, PalatineOperation> operations;
    private final PalatineTasks tasks;
    private final FaultPlan faults;
    private final PalatineRecorder recorder;
    private final AnswerSender sender;

    PalatineRequestHandler(
            String apiKey,
            long largestUpload,
            Map<PalatineCall, PalatineOperation> operations,
            PalatineTasks tasks,
            FaultPlan faults,
            PalatineRecorder recorder,
            AnswerSender sender) {
        authorization = "Bearer " + apiKey;
        this.largestUpload = largestUpload;
        this.operations = operations;
        this.tasks = tasks;
        this.faults = faults;
        this.recorder = recorder;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerRequest request) {
        PalatineCall call = PalatineCall.of(request.path());
        PalatineExchange exchange = new PalatineExchange(request, call, call.taskId(request.path()));
        Refusal refusal = refusalByHeaders(exchange);
        if (refusal == null && strikesBeforeBody(exchange)) {
            return;
        }
        boolean asksFirst = HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        if (refusal != null && (asksFirst || refusal.answer().status() == 413)) {
            // The client asks before it sends, or would not hear of it before it had sent gigabytes.
            recorder.record(exchange, false, refusal.answer().status());
            sender.send(request, refusal.answer(), null);
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
    private Refusal refusalByHeaders(PalatineExchange exchange) {
        HttpServerRequest request = exchange.request();
        if (!authorization.equals(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            return Refusal.of(401, "Invalid or missing token");
        }
        if (exchange.call() == PalatineCall.UNKNOWN) {
            return Refusal.of(404, "Not Found");
        }
        if (!exchange.call().allows(request.method())) {
            return Refusal.of(405, "Method Not Allowed");
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > largestUpload) {
            return Refusal.of(413, "File is too large");
        }
        return null;
    }

    private boolean strikesBeforeBody(PalatineExchange exchange) {
        Fault fault = faults.beforeBody(exchange.call(), tasks.fileName(exchange.taskId()), exchange.taskId());
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

    private BodyReader bodyReader(PalatineExchange exchange) {
        return switch (exchange.call()) {
            case SUBMIT, DIARIZATION_SUBMIT, OPENAI_TRANSCRIPTION ->
                new FormReader(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE), largestUpload);
            case SUBMIT_BY_URL -> new TextReader();
            default -> new IgnoredBody(null);
        };
    }

    private void finish(PalatineExchange exchange, BodyReader reader) {
        if (reader instanceof FormReader form) {
            exchange.upload(form.upload());
        } else if (reader instanceof TextReader text) {
            exchange.body(text.text());
        }
        if (reader.refusal() != null) {
            send(exchange, reader.refusal().answer(), null);
            return;
        }
        if (exchange.fileName() == null) {
            exchange.fileName(tasks.fileName(exchange.taskId()));
        }
        Fault fault = faults.afterBody(exchange.call(), exchange.fileName(), exchange.taskId());
        boolean processed = fault == null || fault.afterProcessing();
        send(exchange, processed ? process(exchange) : null, fault);
    }

    private Answer process(PalatineExchange exchange) {
        try {
            return operations.get(exchange.call()).answer(exchange);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            System.getLogger(PalatineRequestHandler.class.getName())
                    .log(System.Logger.Level.ERROR, "The simulator cannot process " + exchange.call(), e);
            return INTERNAL_ERROR;
        }
    }

    private void send(PalatineExchange exchange, Answer answer, Fault fault) {
        boolean whole =
                fault == null || fault.action() == Fault.Action.ANSWER && fault.answer() == null && !fault.truncated();
        if (whole && exchange.fetchedTask() != null) {
            exchange.fetchedTask().markFetched();
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
