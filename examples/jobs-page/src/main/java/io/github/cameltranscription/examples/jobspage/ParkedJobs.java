/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.cameltranscription.component.TranscriptionConstants;

/** Retries or forgets a parked job, as the user of the page decides. */
final class ParkedJobs {

    private static final Set<String> PROVIDERS = Set.of("palatine", "shopot", "aiesa");
    private static final Set<String> ACTIONS = Set.of("retry", "forget");

    private final Path folder;

    ParkedJobs(Path folder) {
        this.folder = folder;
    }

    /** Turns the request of the page into a message for the operation {@code parked}. */
    void read(Exchange exchange) throws IOException, RefusedException {
        Message message = exchange.getMessage();
        Object action = message.getHeader("action");
        byte[] body = message.getBody(byte[].class);
        JsonNode json = Reply.JSON.readTree(body == null ? new byte[0] : body);
        String provider = json.path("provider").asText();
        String key = json.path("jobKey").asText();
        if (!ACTIONS.contains(action) || !PROVIDERS.contains(provider) || key.isBlank()) {
            throw new RefusedException(400, "Expected: retry or forget, a provider and the key of a job.");
        }
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(TranscriptionConstants.JOB_KEY, key);
        exchange.setProperty("action", action);
        exchange.setProperty("provider", provider);
        exchange.setProperty("key", key);
    }

    /** Moves the recording of a retried job back to the inbox, where it continues with its job. */
    void changed(Exchange exchange) throws IOException {
        boolean changed = exchange.getMessage().getBody(boolean.class);
        if (changed && "retry".equals(exchange.getProperty("action"))) {
            RecordingKey key = RecordingKey.parse(exchange.getProperty("key", String.class));
            Path inbox = folder.resolve("inbox").normalize();
            Path back = key == null ? null : inbox.resolve(key.path()).normalize();
            if (back != null && back.startsWith(inbox) && Files.exists(key.inFailed(folder))) {
                Files.createDirectories(back.getParent());
                Files.move(key.inFailed(folder), back, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Reply.json(exchange, Map.of("changed", changed));
    }
}
