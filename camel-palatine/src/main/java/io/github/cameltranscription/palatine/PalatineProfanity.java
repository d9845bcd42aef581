/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.transcript.TextReply;

/**
 * Texts whose profanity is masked, which is what {@code profanity} replies (the vendor's public documentation,
 * profanity_filter.mdx). As a String, it is the texts, each on a line of its own.
 *
 * @param texts  the masked texts, in the order of the request; never {@code null}
 * @param count  the number of masked words in all texts
 * @param counts the number of masked words in each text; never {@code null}
 * @param hits   the masked words of each text; empty without the option profanityPositions, never {@code null}
 * @param raw    Palatine's own answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineProfanity(List<String> texts, int count, List<Integer> counts, List<List<Hit>> hits, String raw)
        implements TextReply {

    /**
     * A masked word. The mask keeps the length, so that positions hold for the original text too.
     *
     * @param start its first character, counted in code points from 0
     * @param end   the character after its last one
     */
    public record Hit(int start, int end) {}

    /** Keeps its own copies of the lists. */
    public PalatineProfanity {
        texts = List.copyOf(texts);
        counts = List.copyOf(counts);
        hits = hits.stream().map(List::copyOf).toList();
    }

    @Override
    public String toText() {
        return String.join("\n", texts);
    }
}
