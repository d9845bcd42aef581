/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * The text, speakers and times of a recording, in the same shape for every provider. In JSON, times are seconds as
 * numbers. {@link #raw} keeps the provider's other values.
 *
 * @param provider the provider's name, such as {@code palatine}; {@code null} if unknown
 * @param jobId    the provider's id of the job; {@code null} if there was none
 * @param language the language, ISO 639-1; {@code null} if unknown
 * @param duration the length of the recording; {@code null} if unknown
 * @param text the whole text, without times and speakers; never {@code null}
 * @param segments the parts of the recording in the provider's order; never {@code null}
 * @param summary  the provider's summary; {@code null} if there is none
 * @param analysis the provider's answer to a question about the recording; {@code null} if there is none
 * @param raw      the provider's own answer, unparsed JSON or text; {@code null} if not kept
 * @param speakers what is known of the speakers, by the label that segments and words have; never {@code null}, empty
 *     where only the labels are known. A role that only segments have is here too
 * @param warnings what the provider could not do, in its own codes or words; never {@code null}
 * @param includedProcessing what the provider did beside the transcription, in its own codes; never {@code null}
 * @param profanityHits the positions of masked words, if requested; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "provider",
    "jobId",
    "language",
    "duration",
    "text",
    "segments",
    "summary",
    "analysis",
    "speakers",
    "warnings",
    "includedProcessing",
    "profanityHits",
    "raw"
})
@JsonDeserialize(using = TranscriptJsonDeserializer.class)
public record Transcript(
        String provider,
        @JsonProperty("jobId") String jobId,
        String language,
        @JsonSerialize(using = SecondsSerializer.class) Duration duration,
        String text,
        List<Segment> segments,
        String summary,
        Analysis analysis,
        String raw,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Speaker> speakers,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,

        @JsonProperty("includedProcessing") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> includedProcessing,

        @JsonProperty("profanityHits") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ProfanityHit> profanityHits)
        implements TextReply {

    /** Fills in what must not be {@code null}: a missing text is that of the segments. */
    public Transcript {
        segments = segments == null ? List.of() : List.copyOf(segments);
        text = text == null ? joinedText(segments) : text;
        speakers = withRolesOf(segments, speakers == null ? Map.of() : speakers);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        includedProcessing = includedProcessing == null ? List.of() : List.copyOf(includedProcessing);
        profanityHits = profanityHits == null ? List.of() : List.copyOf(profanityHits);
    }

    /** A transcript with labels instead of speakers, and without further processing. */
    public Transcript(
            String provider,
            String jobId,
            String language,
            Duration duration,
            String text,
            List<Segment> segments,
            String summary,
            Analysis analysis,
            String raw) {
        this(provider, jobId, language, duration, text, segments, summary, analysis, raw, null, null, null, null);
    }

    /** An empty transcript to start from. */
    public static Transcript empty() {
        return new Transcript(null, null, null, null, "", List.of(), null, null, null);
    }

    @Override
    public String toText() {
        return text;
    }

    /** The same transcript with this provider and job. */
    public Transcript withJob(String newProvider, String newJobId) {
        return with(parts -> {
            parts.provider = newProvider;
            parts.jobId = newJobId;
        });
    }

    /** The same transcript with this summary and analysis, either of which may be {@code null}. */
    public Transcript withFindings(String newSummary, Analysis newAnalysis) {
        return with(parts -> {
            parts.summary = newSummary;
            parts.analysis = newAnalysis;
        });
    }

    /** The same transcript, with the provider's own answer, or {@code null}. */
    public Transcript withRaw(String newRaw) {
        return with(parts -> parts.raw = newRaw);
    }

    /** The same transcript with this language and duration as defaults; either may be {@code null}. */
    public Transcript completedWith(String knownLanguage, Duration knownDuration) {
        return with(parts -> {
            parts.language = language == null ? knownLanguage : language;
            parts.duration = duration == null ? knownDuration : duration;
        });
    }

    /** The same transcript with these segments. */
    public Transcript withSegments(List<Segment> newSegments) {
        return with(parts -> parts.segments = newSegments);
    }

    /**
     * The same transcript with its segments in the order of time, and with the text in the same order if it is theirs.
     */
    public Transcript inOrderOfTime() {
        List<Segment> ordered = new ArrayList<>(segments);
        ordered.sort(Comparator.comparing(Segment::start).thenComparing(Segment::end));
        if (ordered.equals(segments)) {
            return this;
        }
        return with(parts -> {
            parts.text = text.equals(joinedText(segments)) ? null : text;
            parts.segments = ordered;
        });
    }

    /** The same transcript with these speakers, by the label that segments and words have. */
    public Transcript withSpeakers(Map<String, Speaker> newSpeakers) {
        return with(parts -> parts.speakers = newSpeakers);
    }

    private Transcript with(Consumer<TranscriptParts> change) {
        TranscriptParts parts = new TranscriptParts(this);
        change.accept(parts);
        return parts.toTranscript();
    }

    /**
     * The name to show for a speaker.
     *
     * @param  speaker the label that a segment or a word has, or {@code null}
     * @return         the name, else the role, else the label itself; {@code null} for {@code null}
     */
    public String nameOf(String speaker) {
        Speaker known = speaker == null ? null : speakers.get(speaker);
        if (known == null) {
            return speaker;
        }
        return known.name() != null ? known.name() : known.role() != null ? known.role() : speaker;
    }

    private static Map<String, Speaker> withRolesOf(List<Segment> segments, Map<String, Speaker> speakers) {
        Map<String, Speaker> all = new LinkedHashMap<>(speakers);
        for (Segment segment : segments) {
            if (segment.role() != null && segment.speaker() != null) {
                all.merge(segment.speaker(), Speaker.inRole(segment.role()), Speaker::completedBy);
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static String joinedText(List<Segment> segments) {
        return segments.stream()
                .map(Segment::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
