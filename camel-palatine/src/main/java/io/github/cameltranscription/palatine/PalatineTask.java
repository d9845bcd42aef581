/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;

/**
 * Palatine's asynchronous tasks: the same life cycle on different paths (palatine-rest.ru.txt; all but transcriptions
 * from the vendor's public documentation).
 */
enum PalatineTask {
    TRANSCRIPTION(
            "/transcribe/do_transcribe",
            "/transcribe/do_transcribe_by_url",
            null,
            "/transcribe/task_status/{jobId}",
            Map.of("response_format", "json"),
            "/transcribe/task_done/{jobId}"),
    DIARIZATION(
            "/diarization/do_diarize",
            "/diarization/do_diarize_by_url",
            null,
            "/diarization/task_status/{jobId}",
            Map.of("merge_segments", "true"),
            "/diarization/task_done/{jobId}"),
    SUMMARY(
            "/ai_service/summarize_file",
            null,
            "/ai_service/summarize_text",
            "/ai_service/task_status/{jobId}",
            Map.of(),
            "/ai_service/task_done/{jobId}"),
    SENTIMENT(
            "/sentiment_analysis/analyze_file",
            null,
            null,
            "/sentiment_analysis/task_status/{jobId}",
            Map.of(),
            "/sentiment_analysis/task_done/{jobId}");

    private final String submitPath;
    private final String submitLinkPath;
    private final String submitTextPath;
    private final String statusPath;
    private final Map<String, String> statusQuery;
    private final String donePath;

    PalatineTask(
            String submitPath,
            String submitLinkPath,
            String submitTextPath,
            String statusPath,
            Map<String, String> statusQuery,
            String donePath) {
        this.submitPath = submitPath;
        this.submitLinkPath = submitLinkPath;
        this.submitTextPath = submitTextPath;
        this.statusPath = statusPath;
        this.statusQuery = statusQuery;
        this.donePath = donePath;
    }

    /** The task that an operation makes. */
    static PalatineTask of(PalatineOperation operation) {
        return switch (operation) {
            case DIARIZE -> DIARIZATION;
            case SUMMARIZE -> SUMMARY;
            case SENTIMENT -> PalatineTask.SENTIMENT;
            default -> TRANSCRIPTION;
        };
    }

    /** Whether its result is a transcript, if only of who speaks when. */
    boolean isTranscript() {
        return this == TRANSCRIPTION || this == DIARIZATION;
    }

    String submitPath() {
        return submitPath;
    }

    /** {@code null} where a link is not taken. */
    String submitLinkPath() {
        return submitLinkPath;
    }

    /** {@code null} where a text is not taken. */
    String submitTextPath() {
        return submitTextPath;
    }

    String statusPath() {
        return statusPath;
    }

    Map<String, String> statusQuery() {
        return statusQuery;
    }

    String donePath() {
        return donePath;
    }
}
