/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The components of a transcript that is being read or changed. */
final class TranscriptParts {

    String provider;
    String jobId;
    String language;
    Duration duration;
    String text;
    List<Segment> segments = List.of();
    String summary;
    Analysis analysis;
    String raw;
    Map<String, Speaker> speakers = new LinkedHashMap<>();
    List<String> warnings = List.of();
    List<String> includedProcessing = List.of();
    List<ProfanityHit> profanityHits = List.of();

    TranscriptParts() {}

    TranscriptParts(Transcript transcript) {
        provider = transcript.provider();
        jobId = transcript.jobId();
        language = transcript.language();
        duration = transcript.duration();
        text = transcript.text();
        segments = transcript.segments();
        summary = transcript.summary();
        analysis = transcript.analysis();
        raw = transcript.raw();
        speakers = transcript.speakers();
        warnings = transcript.warnings();
        includedProcessing = transcript.includedProcessing();
        profanityHits = transcript.profanityHits();
    }

    Transcript toTranscript() {
        return new Transcript(
                provider,
                jobId,
                language,
                duration,
                text,
                segments,
                summary,
                analysis,
                raw,
                speakers,
                warnings,
                includedProcessing,
                profanityHits);
    }
}
