/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * What was said, by whom and when: the same shape whichever provider heard it. In JSON, times are seconds as numbers.
 * What a provider says beyond this model is kept in {@link #raw}.
 *
 * @param provider the provider's name, such as {@code palatine}; {@code null} if unknown
 * @param jobId    the provider's id of the job; {@code null} if there was none
 * @param language the language spoken, ISO 639-1; {@code null} if unknown
 * @param duration the length of the recording; {@code null} if unknown
 * @param text     everything said, without times and speakers; never {@code null}
 * @param segments the parts of the recording in the provider's order; never {@code null}
 * @param summary  the provider's summary; {@code null} if there is none
 * @param analysis the provider's answer to a question about the recording; {@code null} if there is none
 * @param raw      the provider's own answer, unparsed JSON or text; {@code null} if not kept
 */
@JsonSerialize(using = TranscriptJsonSerializer.class)
@JsonDeserialize(using = TranscriptJsonDeserializer.class)
public record Transcript(
        String provider,
        String jobId,
        String language,
        Duration duration,
        String text,
        List<Segment> segments,
        String summary,
        Analysis analysis,
        String raw) {

    /** Fills in what must not be {@code null}: a missing text is that of the segments. */
    public Transcript {
        segments = segments == null ? List.of() : List.copyOf(segments);
        text = text == null ? joinedText(segments) : text;
    }

    /** An empty transcript to start from. */
    public static Transcript empty() {
        return new Transcript(null, null, null, null, "", List.of(), null, null, null);
    }

    /** The same transcript, as heard by this provider in this job. */
    public Transcript withJob(String newProvider, String newJobId) {
        return new Transcript(newProvider, newJobId, language, duration, text, segments, summary, analysis, raw);
    }

    /** The same transcript with this summary and analysis, either of which may be {@code null}. */
    public Transcript withFindings(String newSummary, Analysis newAnalysis) {
        return new Transcript(provider, jobId, language, duration, text, segments, newSummary, newAnalysis, raw);
    }

    /** The same transcript, with the provider's own answer, or {@code null}. */
    public Transcript withRaw(String newRaw) {
        return new Transcript(provider, jobId, language, duration, text, segments, summary, analysis, newRaw);
    }

    private static String joinedText(List<Segment> segments) {
        StringBuilder joined = new StringBuilder();
        for (Segment segment : segments) {
            if (!segment.text().isEmpty()) {
                if (!joined.isEmpty()) {
                    joined.append(' ');
                }
                joined.append(segment.text());
            }
        }
        return joined.toString();
    }
}
