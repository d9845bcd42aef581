/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;

/**
 * Palatine's asynchronous tasks: the same life cycle on different paths (palatine-rest.ru.txt; diarization from the
 * vendor's public documentation).
 */
enum PalatineTask {
    TRANSCRIPTION(
            "/transcribe/do_transcribe",
            "/transcribe/do_transcribe_by_url",
            "/transcribe/task_status/{jobId}",
            Map.of("response_format", "json"),
            "/transcribe/task_done/{jobId}"),
    DIARIZATION(
            "/diarization/do_diarize",
            null,
            "/diarization/task_status/{jobId}",
            Map.of("merge_segments", "true"),
            "/diarization/task_done/{jobId}");

    private final String submitPath;
    private final String submitLinkPath;
    private final String statusPath;
    private final Map<String, String> statusQuery;
    private final String donePath;

    PalatineTask(
            String submitPath,
            String submitLinkPath,
            String statusPath,
            Map<String, String> statusQuery,
            String donePath) {
        this.submitPath = submitPath;
        this.submitLinkPath = submitLinkPath;
        this.statusPath = statusPath;
        this.statusQuery = statusQuery;
        this.donePath = donePath;
    }

    String submitPath() {
        return submitPath;
    }

    /** {@code null} where a link is not taken. */
    String submitLinkPath() {
        return submitLinkPath;
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
