/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.http.HttpMethod;

import io.github.cameltranscription.simulator.palatine.PalatineTask.Kind;
import io.github.cameltranscription.simulator.provider.ProviderCall;

/** The calls of Palatine's REST API. */
public enum PalatineCall implements ProviderCall {
    /** {@code POST /transcribe/do_transcribe}. */
    SUBMIT(HttpMethod.POST, "/transcribe/do_transcribe", Kind.TRANSCRIPTION),
    /** {@code POST /transcribe/do_transcribe_by_url} (public documentation repository). */
    SUBMIT_BY_URL(HttpMethod.POST, "/transcribe/do_transcribe_by_url", Kind.TRANSCRIPTION),
    /** {@code GET /transcribe/task_status/{id}}. */
    STATUS(HttpMethod.GET, "/transcribe/task_status/", Kind.TRANSCRIPTION),
    /** {@code GET /transcribe/download_as_file/{id}}. */
    DOWNLOAD(HttpMethod.GET, "/transcribe/download_as_file/", Kind.TRANSCRIPTION),
    /** {@code POST /transcribe/task_done/{id}}. */
    RELEASE(HttpMethod.POST, "/transcribe/task_done/", Kind.TRANSCRIPTION),
    /** {@code POST /audio/transcriptions}. */
    OPENAI_TRANSCRIPTION(HttpMethod.POST, "/audio/transcriptions", null),
    /** {@code POST /diarization/do_diarize} (public documentation repository). */
    DIARIZATION_SUBMIT(HttpMethod.POST, "/diarization/do_diarize", Kind.DIARIZATION),
    /** {@code POST /diarization/do_diarize_by_url} (public documentation repository). */
    DIARIZATION_SUBMIT_BY_URL(HttpMethod.POST, "/diarization/do_diarize_by_url", Kind.DIARIZATION),
    /** {@code GET /diarization/task_status/{id}} (public documentation repository). */
    DIARIZATION_STATUS(HttpMethod.GET, "/diarization/task_status/", Kind.DIARIZATION),
    /** {@code POST /diarization/task_done/{id}} (public documentation repository). */
    DIARIZATION_RELEASE(HttpMethod.POST, "/diarization/task_done/", Kind.DIARIZATION),
    /** {@code POST /ai_service/summarize_file} (public documentation). */
    SUMMARIZE(HttpMethod.POST, "/ai_service/summarize_file", Kind.SUMMARY),
    /** {@code POST /ai_service/summarize_text} (public documentation). */
    SUMMARIZE_TEXT(HttpMethod.POST, "/ai_service/summarize_text", Kind.SUMMARY),
    /** {@code GET /ai_service/task_status/{id}} (public documentation). */
    SUMMARY_STATUS(HttpMethod.GET, "/ai_service/task_status/", Kind.SUMMARY),
    /** {@code POST /ai_service/task_done/{id}} (public documentation). */
    SUMMARY_RELEASE(HttpMethod.POST, "/ai_service/task_done/", Kind.SUMMARY),
    /** {@code POST /sentiment_analysis/analyze_file} (public documentation). */
    SENTIMENT(HttpMethod.POST, "/sentiment_analysis/analyze_file", Kind.SENTIMENT),
    /** {@code GET /sentiment_analysis/task_status/{id}} (public documentation). */
    SENTIMENT_STATUS(HttpMethod.GET, "/sentiment_analysis/task_status/", Kind.SENTIMENT),
    /** {@code POST /sentiment_analysis/task_done/{id}} (public documentation). */
    SENTIMENT_RELEASE(HttpMethod.POST, "/sentiment_analysis/task_done/", Kind.SENTIMENT),
    /** {@code POST /profanity/filter} (public documentation). */
    PROFANITY(HttpMethod.POST, "/profanity/filter", null),
    /** {@code GET /account/balance} (public documentation). */
    BALANCE(HttpMethod.GET, "/account/balance", null),
    /** Anything else; answered 404 or 405. */
    UNKNOWN(null, null, null);

    private static final PalatineCall[] ALL = values();

    private final HttpMethod method;
    private final String path;
    private final Kind kind;

    /** A path that ends with a slash is followed by the id of a task. */
    PalatineCall(HttpMethod method, String path, Kind kind) {
        this.method = method;
        this.path = path == null ? null : PalatineSimulator.PREFIX + path;
        this.kind = kind;
    }

    static PalatineCall of(String requestPath) {
        for (PalatineCall call : ALL) {
            boolean found = call.namesTask()
                    ? requestPath.startsWith(call.path) && requestPath.indexOf('/', call.path.length()) < 0
                    : requestPath.equals(call.path);
            if (found) {
                return call;
            }
        }
        return UNKNOWN;
    }

    private boolean namesTask() {
        return path != null && path.endsWith("/");
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    @Override
    public String jobId(String requestPath) {
        return namesTask() ? requestPath.substring(path.length()) : null;
    }

    /** Of the task that is made or named; null if the call has to do with none. */
    Kind kind() {
        return kind;
    }
}
