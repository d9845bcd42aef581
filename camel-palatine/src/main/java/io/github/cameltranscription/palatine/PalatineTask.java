/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;

/**
 * Palatine's asynchronous tasks: the same life cycle on different paths (palatine-rest.ru.txt; all but transcriptions
 * from the vendor's public documentation).
 */
enum PalatineTask {
    TRANSCRIPTION("/transcribe", "do_transcribe", "do_transcribe_by_url", null, Map.of("response_format", "json")),
    DIARIZATION("/diarization", "do_diarize", "do_diarize_by_url", null, Map.of("merge_segments", "true")),
    SUMMARY("/ai_service", "summarize_file", null, "summarize_text", Map.of()),
    SENTIMENT("/sentiment_analysis", "analyze_file", null, null, Map.of());

    private final String service;
    private final String submit;
    private final String submitLink;
    private final String submitText;
    private final Map<String, String> statusQuery;

    /**
     * @param submitLink {@code null} where a link is not taken
     * @param submitText {@code null} where a text is not taken
     */
    PalatineTask(String service, String submit, String submitLink, String submitText, Map<String, String> statusQuery) {
        this.service = service;
        this.submit = submit;
        this.submitLink = submitLink;
        this.submitText = submitText;
        this.statusQuery = statusQuery;
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

    /** Whether its result is a transcript, with or without text. */
    boolean isTranscript() {
        return this == TRANSCRIPTION || this == DIARIZATION;
    }

    String submitPath() {
        return path(submit);
    }

    String submitLinkPath() {
        return path(submitLink);
    }

    String submitTextPath() {
        return path(submitText);
    }

    String statusPath() {
        return path("task_status/{jobId}");
    }

    Map<String, String> statusQuery() {
        return statusQuery;
    }

    String donePath() {
        return path("task_done/{jobId}");
    }

    /** {@code null} for a call that is not there. */
    private String path(String call) {
        return call == null ? null : service + "/" + call;
    }
}
