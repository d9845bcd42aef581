/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Locale;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code summarize_text}. That its body is JSON with a {@code text} is a guess: the documents show none. */
final class TextSubmission implements PalatineOperation {

    private static final String TEXT = "text";

    /** Of speech; a job takes the longer, the longer it would take to say it. */
    private static final double WORDS_PER_SECOND = 2;

    private final PalatineTasks tasks;

    TextSubmission(PalatineTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        String text = text(exchange);
        SummaryRequest summary = SummaryRequest.of(exchange::parameter, text);
        AudioAnalysis asIfSpoken = AudioAnalysis.ofDuration(text.strip().split("\\s+").length / WORDS_PER_SECOND);
        PalatineTask task = tasks.create(PalatineTask.Kind.SUMMARY, null, asIfSpoken, null, summary);
        return TaskSubmission.scheduled(tasks, exchange, task);
    }

    private static String text(ProviderExchange<PalatineCall> exchange) {
        String contentType = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(Answer.JSON)) {
            throw Refusal.invalid("body", TEXT, "The body should be JSON");
        }
        try {
            Object value = new JsonObject(exchange.body()).getValue(TEXT);
            if (!(value instanceof String text) || text.isBlank()) {
                throw Refusal.invalid("body", TEXT, "Field required, a string that is not empty");
            }
            return text;
        } catch (DecodeException e) {
            throw Refusal.invalid("body", TEXT, "JSON decode error");
        }
    }
}
