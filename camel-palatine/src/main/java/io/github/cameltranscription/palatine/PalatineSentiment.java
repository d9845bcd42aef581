/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.transcript.TextReply;

/**
 * The sentiment of a recording, the reply of {@code sentiment} (the vendor's public documentation).
 *
 * @param jobId    Palatine's id of the job
 * @param label    the most likely sentiment; {@code null} if the answer has none in a known shape
 * @param score    its probability, from 0 to 1; {@code null} if Palatine does not say
 * @param classes  all sentiments, the most likely first; never {@code null}
 * @param segments the sentiments of parts of the recording, where Palatine gives them; never {@code null}
 * @param raw      Palatine's own answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineSentiment(
        String jobId,
        String label,
        Double score,
        List<PalatineSentimentClass> classes,
        List<PalatineSentimentSegment> segments,
        String raw)
        implements TextReply {

    /** Keeps its own copies of the lists. */
    public PalatineSentiment {
        classes = List.copyOf(classes);
        segments = List.copyOf(segments);
    }
}
