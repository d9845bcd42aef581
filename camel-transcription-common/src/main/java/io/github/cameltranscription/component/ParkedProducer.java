/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.camel.Message;

import io.github.cameltranscription.job.JobRecord;

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
        Function<String, Boolean> change = action == ParkedAction.RETRY ? records::retry : records::forget;
        String key = action == ParkedAction.LIST ? null : key(message, action);
        CompletionStage<Reply> reply = CompletableFuture.supplyAsync(
                () -> key == null ? list(records.parked()) : changed(change.apply(key), key),
                records.node().worker());
        return onReplyThread(current, reply);
    }

    private static String key(Message message, ParkedAction action) {
        String key = JobKey.ofJob(message);
        if (key == null) {
            throw new IllegalArgumentException("action=" + action.name().toLowerCase(Locale.ROOT) + " needs the header "
                    + TranscriptionConstants.JOB_KEY + ", with a key that action=list has shown");
        }
        return key;
    }

    private static Reply list(List<JobRecord> parked) {
        return Reply.of(parked.stream().map(ParkedJob::of).toList());
    }

    private static Reply changed(boolean changed, String key) {
        return Reply.of(changed).with(TranscriptionConstants.JOB_KEY, key);
    }
}
