/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.TranscriptionProducer;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.transcript.Transcript;

/** {@code profanity}: has Palatine mask the profanity of a text, or of a list of texts, which is free. */
final class PalatineProfanityProducer extends TranscriptionProducer {

    /** More are refused with 422, more characters with 413 (the vendor's public documentation). */
    private static final int MOST_TEXTS = 100;

    private static final int MOST_CHARACTERS = 100_000;

    private final PalatineEndpoint endpoint;

    PalatineProfanityProducer(PalatineEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange pending) {
        Exchange exchange = pending.exchange();
        Object body = exchange.getMessage().getBody();
        boolean list = body instanceof Iterable<?> && !(body instanceof CharSequence) || body instanceof Object[];
        List<String> texts = list ? texts(body) : List.of(text(exchange.getMessage()));
        check(texts);
        return idempotent(pending, () -> endpoint.api()
                        .maskProfanity(endpoint.getOperation(), texts, list, endpoint.getConfiguration()))
                .thenApply(this::reply);
    }

    private Reply reply(PalatineProfanity masked) {
        OutputFormat format = endpoint.getConfiguration().getOutputFormat();
        return Reply.of(TranscriptRenderer.render(masked, format))
                .with(PalatineConstants.PROVIDER, PalatineOperation.SCHEME)
                .with(PalatineConstants.PROFANITY_COUNT, masked.count())
                .with(Exchange.CONTENT_TYPE, format.getContentType());
    }

    private static String text(Message message) {
        if (message.getBody() instanceof Transcript transcript) {
            return transcript.text();
        }
        String text = message.getBody(String.class);
        if (text == null) {
            throw new IllegalArgumentException("the body is empty: profanity takes a text, or a list of texts");
        }
        return text;
    }

    private static List<String> texts(Object body) {
        List<String> texts = new ArrayList<>();
        for (Object element : body instanceof Object[] array ? Arrays.asList(array) : (Iterable<?>) body) {
            if (element instanceof Transcript transcript) {
                texts.add(transcript.text());
            } else if (element instanceof CharSequence text) {
                texts.add(text.toString());
            } else {
                throw new IllegalArgumentException("the body is a list with "
                        + (element == null ? "null" : element.getClass().getName())
                        + " in it: profanity takes a text, or a list of texts");
            }
        }
        return texts;
    }

    private static void check(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw new IllegalArgumentException("the body has " + texts.size() + " texts: profanity takes 1 to "
                    + MOST_TEXTS + " at a time, so split the list");
        }
        long characters = texts.stream()
                .mapToLong(text -> text.codePointCount(0, text.length()))
                .sum();
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the body has " + characters + " characters: profanity takes "
                    + MOST_CHARACTERS + " at a time, so split the text");
        }
    }
}
