/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.WebAddress;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** The calls that make tasks: of a file, of a link or of a text. */
final class PalatineSubmissions {

    private static final String SOURCE_URL = "source_url";
    private static final String TEXT = "text";

    /** Of speech; a job takes the longer, the longer it would take to say it. */
    private static final double WORDS_PER_SECOND = 2;

    private final PalatineTasks tasks;
    private final AudioAnalysis linkedAudio;

    PalatineSubmissions(PalatineTasks tasks, AudioAnalysis linkedAudio) {
        this.tasks = tasks;
        this.linkedAudio = linkedAudio;
    }

    /** {@code do_transcribe}, {@code do_diarize}, {@code summarize_file} and {@code analyze_file}. */
    Answer ofFile(ProviderExchange<PalatineCall> exchange) {
        PalatineParameters parameters =
                switch (exchange.call().kind()) {
                    case TRANSCRIPTION ->
                        PalatineParameters.ofTranscription(
                                exchange::parameter, name -> callAnalysis(exchange, name), false);
                    case DIARIZATION -> PalatineParameters.ofDiarization(exchange::parameter);
                    case SUMMARY, SENTIMENT -> null;
                };
        SummaryRequest summary =
                exchange.call() == PalatineCall.SUMMARIZE ? SummaryRequest.of(exchange::parameter, null) : null;
        return scheduled(exchange, exchange.upload().requireAudioFile().audio(), parameters, summary);
    }

    /** A field of the form wins over the query; of all other parameters a field counts for nothing. */
    private static String callAnalysis(ProviderExchange<PalatineCall> exchange, String name) {
        String field = exchange.upload().fields().get(name);
        return field == null ? exchange.parameter(name) : field;
    }

    /** {@code do_transcribe_by_url} and {@code do_diarize_by_url}. Nothing is downloaded: the audio is taken to be speech of a configured duration. */
    Answer ofLink(ProviderExchange<PalatineCall> exchange) {
        JsonObject body = body(exchange, SOURCE_URL);
        String link = text(body, SOURCE_URL);
        if (!WebAddress.isWeb(link)) {
            throw Refusal.invalid("body", SOURCE_URL, "Input should be a valid URL with the scheme http or https");
        }
        exchange.fileName(WebAddress.fileName(link));
        // The options of call analysis count only in the body: in the query they are ignored.
        PalatineParameters parameters = exchange.call() == PalatineCall.SUBMIT_BY_URL
                ? PalatineParameters.ofTranscription(
                        exchange::parameter,
                        name -> body.getValue(name) == null
                                ? null
                                : body.getValue(name).toString(),
                        true)
                : PalatineParameters.ofDiarization(exchange::parameter);
        return scheduled(exchange, linkedAudio, parameters, null);
    }

    /** {@code summarize_text}. */
    Answer ofText(ProviderExchange<PalatineCall> exchange) {
        String text = text(body(exchange, TEXT), TEXT);
        SummaryRequest summary = SummaryRequest.of(exchange::parameter, text);
        AudioAnalysis asIfSpoken = AudioAnalysis.ofDuration(text.strip().split("\\s+").length / WORDS_PER_SECOND);
        return scheduled(exchange, asIfSpoken, null, summary);
    }

    private static JsonObject body(ProviderExchange<PalatineCall> exchange, String field) {
        if (!exchange.isJson()) {
            throw Refusal.invalid("body", field, "The body should be JSON");
        }
        return exchange.json(Refusal.invalid("body", field, "JSON decode error"));
    }

    private static String text(JsonObject body, String field) {
        if (!(body.getValue(field) instanceof String text) || text.isBlank()) {
            throw Refusal.invalid("body", field, "Field required, a string that is not empty");
        }
        return text;
    }

    private Answer scheduled(
            ProviderExchange<PalatineCall> exchange,
            AudioAnalysis audio,
            PalatineParameters parameters,
            SummaryRequest summary) {
        PalatineTask task = tasks.create(exchange.call().kind(), exchange.fileName(), audio, parameters, summary);
        exchange.made(task.id());
        return Answer.json(tasks.shapes().scheduled(task.id()));
    }
}
