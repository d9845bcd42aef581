/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code do_transcribe_by_url} and {@code do_diarize_by_url}. Nothing is downloaded: the audio is taken to be speech of a configured duration. */
final class LinkSubmission implements PalatineOperation {

    private static final String SOURCE_URL = "source_url";

    private final PalatineTasks tasks;
    private final Duration audioDuration;
    private final PalatineTask.Kind kind;

    LinkSubmission(PalatineTasks tasks, Duration audioDuration, PalatineTask.Kind kind) {
        this.tasks = tasks;
        this.audioDuration = audioDuration;
        this.kind = kind;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        exchange.fileName(lastPathSegment(source(exchange)));
        // The options of call analysis count only in the body: in the query they are ignored.
        JsonObject body = new JsonObject(exchange.body());
        PalatineParameters parameters = kind == PalatineTask.Kind.TRANSCRIPTION
                ? PalatineParameters.ofTranscription(
                        exchange::parameter,
                        name -> body.getValue(name) == null
                                ? null
                                : body.getValue(name).toString(),
                        true)
                : PalatineParameters.ofDiarization(exchange::parameter);
        AudioAnalysis audio = AudioAnalysis.ofDuration(audioDuration.toMillis() / 1000.0);
        return TaskSubmission.scheduled(tasks, exchange, kind, audio, parameters);
    }

    private static URI source(ProviderExchange<PalatineCall> exchange) {
        String contentType = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(Answer.JSON)) {
            throw Refusal.invalid("body", SOURCE_URL, "The body should be JSON");
        }
        try {
            Object value = new JsonObject(exchange.body()).getValue(SOURCE_URL);
            if (!(value instanceof String text)) {
                throw Refusal.invalid("body", SOURCE_URL, "Field required, a string");
            }
            URI source = new URI(text);
            boolean web = "http".equalsIgnoreCase(source.getScheme()) || "https".equalsIgnoreCase(source.getScheme());
            if (!web || source.getHost() == null) {
                throw Refusal.invalid("body", SOURCE_URL, "URL scheme should be http or https");
            }
            return source;
        } catch (DecodeException e) {
            throw Refusal.invalid("body", SOURCE_URL, "JSON decode error");
        } catch (URISyntaxException e) {
            throw Refusal.invalid("body", SOURCE_URL, "Input should be a valid URL");
        }
    }

    private static String lastPathSegment(URI source) {
        String path = source.getPath() == null ? "" : source.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
