/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.error.TranscriptionException;

/** An exchange that waits for its answer, and gets exactly one, the first that comes. */
public final class PendingExchange {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final TranscriptionEndpoint<?> endpoint;
    private Caller caller;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile PendingJob<?> job;

    PendingExchange(Exchange exchange, AsyncCallback callback, TranscriptionEndpoint<?> endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.callback = callback;
    }

    /** The exchange; its message is not to be changed. */
    public Exchange exchange() {
        return exchange;
    }

    void arrived(Caller newCaller) {
        caller = newCaller;
    }

    Caller caller() {
        return caller;
    }

    /** From now on the job is what is given up when the route stops. */
    <T> PendingJob<T> waitFor(PendingJob<T> newJob) {
        job = newJob;
        if (answered.get()) {
            newJob.cancel();
        }
        return newJob;
    }

    void succeed(Reply reply) {
        if (answered.compareAndSet(false, true)) {
            // An earlier attempt at the same message, here or with another provider, may have left it.
            exchange.getMessage().removeHeader(TranscriptionConstants.ERROR_CATEGORY);
            try {
                reply.writeTo(exchange, endpoint);
            } catch (RuntimeException | Error unwritable) {
                exchange.setException(unwritable);
            }
            callback.done(false);
        }
    }

    /** Whether this was the answer. */
    boolean fail(TranscriptionException failure, boolean synchronously) {
        boolean first = answered.compareAndSet(false, true);
        if (first) {
            Reply headers = Reply.of(null)
                    .with(
                            TranscriptionConstants.ERROR_CATEGORY,
                            failure.getCategory().name())
                    .with(TranscriptionConstants.PROVIDER, failure.getProvider())
                    .with(TranscriptionConstants.JOB_ID, failure.getJobId());
            ReplyHeaders.set(exchange, headers.headers(), endpoint.steeringHeaders());
            exchange.setException(failure);
            callback.done(synchronously);
        }
        return first;
    }

    void interrupt(Supplier<TranscriptionException> failure) {
        PendingJob<?> pending = job;
        if (pending == null) {
            fail(failure.get(), false);
        } else {
            pending.cancel();
        }
    }
}
