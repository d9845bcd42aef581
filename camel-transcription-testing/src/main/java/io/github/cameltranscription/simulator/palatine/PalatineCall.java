/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.http.HttpMethod;

import io.github.cameltranscription.simulator.provider.ProviderCall;

/** The calls of Palatine's REST API. */
public enum PalatineCall implements ProviderCall {
    /** {@code POST /transcribe/do_transcribe}. */
    SUBMIT(HttpMethod.POST, "/transcribe/do_transcribe", false),
    /** {@code POST /transcribe/do_transcribe_by_url} (public documentation repository). */
    SUBMIT_BY_URL(HttpMethod.POST, "/transcribe/do_transcribe_by_url", false),
    /** {@code GET /transcribe/task_status/{id}}. */
    STATUS(HttpMethod.GET, "/transcribe/task_status/", true),
    /** {@code GET /transcribe/download_as_file/{id}}. */
    DOWNLOAD(HttpMethod.GET, "/transcribe/download_as_file/", true),
    /** {@code POST /transcribe/task_done/{id}}. */
    RELEASE(HttpMethod.POST, "/transcribe/task_done/", true),
    /** {@code POST /audio/transcriptions}. */
    OPENAI_TRANSCRIPTION(HttpMethod.POST, "/audio/transcriptions", false),
    /** {@code POST /diarization/do_diarize} (public documentation repository). */
    DIARIZATION_SUBMIT(HttpMethod.POST, "/diarization/do_diarize", false),
    /** {@code POST /diarization/do_diarize_by_url} (public documentation repository). */
    DIARIZATION_SUBMIT_BY_URL(HttpMethod.POST, "/diarization/do_diarize_by_url", false),
    /** {@code GET /diarization/task_status/{id}} (public documentation repository). */
    DIARIZATION_STATUS(HttpMethod.GET, "/diarization/task_status/", true),
    /** {@code POST /diarization/task_done/{id}} (public documentation repository). */
    DIARIZATION_RELEASE(HttpMethod.POST, "/diarization/task_done/", true),
    /** {@code POST /ai_service/summarize_file} (public documentation). */
    SUMMARIZE(HttpMethod.POST, "/ai_service/summarize_file", false),
    /** {@code POST /ai_service/summarize_text} (public documentation). */
    SUMMARIZE_TEXT(HttpMethod.POST, "/ai_service/summarize_text", false),
    /** {@code GET /ai_service/task_status/{id}} (public documentation). */
    SUMMARY_STATUS(HttpMethod.GET, "/ai_service/task_status/", true),
    /** {@code POST /ai_service/task_done/{id}} (public documentation). */
    SUMMARY_RELEASE(HttpMethod.POST, "/ai_service/task_done/", true),
    /** {@code POST /sentiment_analysis/analyze_file} (public documentation). */
    SENTIMENT(HttpMethod.POST, "/sentiment_analysis/analyze_file", false),
    /** {@code GET /sentiment_analysis/task_status/{id}} (public documentation). */
    SENTIMENT_STATUS(HttpMethod.GET, "/sentiment_analysis/task_status/", true),
    /** {@code POST /sentiment_analysis/task_done/{id}} (public documentation). */
    SENTIMENT_RELEASE(HttpMethod.POST, "/sentiment_analysis/task_done/", true),
    /** {@code POST /profanity/filter} (public documentation). */
    PROFANITY(HttpMethod.POST, "/profanity/filter", false),
    /** {@code GET /account/balance} (public documentation). */
    BALANCE(HttpMethod.GET, "/account/balance", false),
    /** Anything else; answered 404 or 405. */
    UNKNOWN(null, null, false);

    /** Paths begin with it. */
    static final String PREFIX = "/palatine/api/v1";

    private static final PalatineCall[] ALL = values();

    private final HttpMethod method;
    private final String path;
    private final boolean namesTask;

    PalatineCall(HttpMethod method, String path, boolean namesTask) {
        this.method = method;
        this.path = path == null ? null : PREFIX + path;
        this.namesTask = namesTask;
    }

    static PalatineCall of(String requestPath) {
        for (PalatineCall call : ALL) {
            boolean found = call.namesTask
                    ? requestPath.startsWith(call.path) && requestPath.indexOf('/', call.path.length()) < 0
                    : requestPath.equals(call.path);
            if (found) {
                return call;
            }
        }
        return UNKNOWN;
    }

    @Override
    public boolean isKnown() {
        return this != UNKNOWN;
    }

    @Override
    public boolean allows(HttpMethod requestMethod) {
        return method.equals(requestMethod);
    }

    /** The task that a path of this call names; null if it names none. */
    String taskId(String requestPath) {
        return namesTask ? requestPath.substring(path.length()) : null;
    }
}
