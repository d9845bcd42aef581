/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.camel.Exchange;

/** Makes one request that makes no job and may be repeated, and replies with its answer. */
public final class QuestionProducer<T> extends TranscriptionProducer {

    private final Function<Exchange, Supplier<CompletionStage<T>>> question;
    private final BiFunction<Exchange, T, Reply> reply;

    /**
     * @param question reads the message, which may throw an {@link IllegalArgumentException}; gives the request
     * @param reply    makes the reply of the answer, on a thread that may run the rest of the route
     */
    public QuestionProducer(
            TranscriptionEndpoint<?> endpoint,
            Function<Exchange, Supplier<CompletionStage<T>>> question,
            BiFunction<Exchange, T, Reply> reply) {
        super(endpoint);
        this.question = question;
        this.reply = reply;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        Exchange exchange = current.exchange();
        return idempotent(current, question.apply(exchange)).thenApply(answer -> reply.apply(exchange, answer)
                .with(TranscriptionConstants.PROVIDER, jobs.provider()));
    }
}
