/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRepositoryException;

/**
 * The contract with Camel, in one place: the callback is called exactly once, nothing is thrown out of
 * {@link #process}, a failure carries category and job id in headers, and no exchange is left hanging when the route
 * stops.
 */
public abstract class TranscriptionProducer extends DefaultAsyncProducer {

    /** How long a stop waits for the rest of the route of exchanges that it interrupted. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final TranscriptionEndpoint<?> endpoint;
    private final Set<OutstandingExchange> outstanding = ConcurrentHashMap.newKeySet();

    /**
     * @param endpoint whose operation this is
     */
    protected TranscriptionProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /**
     * Does what the operation does. The stage must end on a thread that may run the rest of the route.
     *
     * @param  exchange  the exchange; its message is not to be changed
     * @return           the reply
     * @throws Exception what is wrong with the message, before anything was sent
     */
    protected abstract CompletionStage<Reply> call(Exchange exchange) throws Exception;

    /** Waiting for a job differs from a single request in how it is given up. */
    CompletionStage<Reply> start(OutstandingExchange current) throws Exception {
        return call(current.exchange());
    }

    /** What it means for the user when the route stops while the request is under way. */
    protected ErrorCategory interruptedAs() {
        return ErrorCategory.JOB_INTERRUPTED;
    }

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        OutstandingExchange current = new OutstandingExchange(exchange, callback, endpoint);
        outstanding.add(current);
        CompletionStage<Reply> reply;
        try {
            requireRunning();
            requireCertain(exchange);
            reply = start(current);
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            outstanding.remove(current);
            return current.fail(toTranscriptionException(thrown), true);
        }
        reply.whenComplete((value, thrown) -> {
            try {
                if (thrown == null) {
                    current.succeed(value);
                } else {
                    TranscriptionException failure = toTranscriptionException(thrown);
                    if (failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
                        SubmittedRecording.remember(exchange, endpoint, null, null);
                    }
                    current.fail(failure, false);
                }
            } finally {
                outstanding.remove(current);
                if (outstanding.isEmpty()) {
                    signalNothingOutstanding();
                }
            }
        });
        return false;
    }

    /** An error handler that redelivers whatever failed must not send a recording again that may have been taken. */
    private void requireCertain(Exchange exchange) {
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        boolean decided = endpoint.records() != null
                && endpoint.getConfiguration().getUncertainSubmission() == UncertainSubmission.RESUBMIT;
        if (known != null && known.jobId() == null && !decided) {
            throw ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                    details("this recording was sent before, and whether there is a job is uncertain, so it is not sent"
                            + " again: look at the provider first, then send it in a new exchange"));
        }
    }

    private synchronized void signalNothingOutstanding() {
        notifyAll();
    }

    /** What a route does about an interrupted job, such as moving its file to an error folder, is part of stopping. */
    private synchronized void awaitNothingOutstanding() throws InterruptedException {
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        for (long left = LAST_WORDS.toMillis(); !outstanding.isEmpty() && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    /** A caller may have been blocked for long, and the route have been stopped meanwhile. */
    final void requireRunning() {
        if (!isRunAllowed()) {
            throw ErrorCategory.JOB_INTERRUPTED.toException(details("the route is stopped; nothing was sent"));
        }
    }

    final TranscriptionException toTranscriptionException(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof TranscriptionException known) {
            return known;
        }
        if (cause instanceof InterruptedException) {
            return ErrorCategory.JOB_INTERRUPTED.toException(
                    details("interrupted while waiting for others to finish; nothing was sent"), cause);
        }
        if (cause instanceof JobRepositoryException) {
            return ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(details(cause.getMessage()), cause);
        }
        boolean badInput = cause instanceof IllegalArgumentException;
        String message = badInput ? cause.getMessage() : "an unexpected error: " + cause;
        return (badInput ? ErrorCategory.INVALID_REQUEST : ErrorCategory.PROVIDER_UNAVAILABLE)
                .toException(details(message), cause);
    }

    /** A failure of this operation. */
    protected final ErrorDetails details(String message) {
        return ErrorDetails.of(endpoint.providerName(), operationName(), message);
    }

    private String operationName() {
        return endpoint.getOperation();
    }

    /**
     * Does something that counts as a job under way: blocks the caller while there are too many.
     *
     * @throws InterruptedException if interrupted while blocked; nothing has been done then
     */
    protected final <T> CompletionStage<T> counted(Supplier<CompletionStage<T>> action) throws InterruptedException {
        return endpoint.engine().counted(endpoint.provider(), () -> {
            requireRunning();
            return action.get();
        });
    }

    /** Makes a request that may be made again, and goes on where the rest of the route may run. */
    protected final <T> CompletionStage<T> idempotent(Supplier<CompletionStage<T>> request) {
        return onReplyThread(endpoint.retrier().idempotent(request), thrown -> thrown);
    }

    /** Makes a request that costs money, and goes on where the rest of the route may run. */
    protected final <T> CompletionStage<T> submission(Supplier<CompletionStage<T>> request) {
        return onReplyThread(
                endpoint.retrier().submission(request),
                thrown -> thrown instanceof TranscriptionException
                        ? thrown
                        : ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                                details("an unexpected error while the request was being sent, so the job may exist"
                                        + " and be paid for: " + thrown),
                                thrown));
    }

    /** Goes on where the rest of the route may run; at once where there is nothing to wait for. */
    protected final <T> CompletionStage<T> continued(CompletionStage<T> stage) {
        return stage.toCompletableFuture().isDone() ? stage : onReplyThread(stage, thrown -> thrown);
    }

    /** Failures too are handed over there: what the route does about one must not hold up the polls. */
    private <T> CompletionStage<T> onReplyThread(CompletionStage<T> stage, UnaryOperator<Throwable> asFailure) {
        return stage.handleAsync(
                (value, thrown) -> {
                    if (thrown != null) {
                        throw new CompletionException(asFailure.apply(unwrapped(thrown)));
                    }
                    return value;
                },
                endpoint.completions());
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    @Override
    protected void doStop() throws Exception {
        for (OutstandingExchange exchange : outstanding) {
            exchange.interrupt(() -> interruptedAs().toException(details("the route was stopped meanwhile")));
        }
        awaitNothingOutstanding();
        super.doStop();
    }
}
