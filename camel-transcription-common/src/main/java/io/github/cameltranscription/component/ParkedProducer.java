/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.camel.Message;

/** {@code parked}: lists the records that need a person, has one tried again, or forgets one. */
final class ParkedProducer extends TranscriptionProducer {

    ParkedProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
    }

    /** The records are in the repository, and the provider is not asked. */
    @Override
    void requireCredentials() {}

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        Message message = current.exchange().getMessage();
        ParkedAction action = endpoint.getConfiguration().getAction();
        JobRecords records = jobs.records();
        String key = action == ParkedAction.LIST ? null : key(message, action);
        Supplier<Object> answer =
                switch (action) {
                    case LIST ->
                        () -> records.parked().stream().map(ParkedJob::of).toList();
                    case RETRY -> () -> records.retry(key);
                    case FORGET -> () -> records.forget(key);
                };
        return onReplyThread(
                        current,
                        CompletableFuture.supplyAsync(answer, records.node().worker()))
                .thenApply(body -> Reply.of(body).with(TranscriptionConstants.JOB_KEY, key));
    }

    private static String key(Message message, ParkedAction action) {
        String key = JobKey.ofJob(message);
        if (key == null) {
            throw new IllegalArgumentException("action=" + action.name().toLowerCase(Locale.ROOT) + " needs the header "
                    + TranscriptionConstants.JOB_KEY + ", with a key that action=list has shown");
        }
        return key;
    }
}
