/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Arrays;
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.SubtitleFormat;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/** {@code /audio/transcriptions}: one request that is answered when the transcript is ready. */
final class OpenAiTranscription {

    private static final String FORMATS = "json|verbose_json|text|srt|vtt|diarized_json";
    private static final String DIARIZED = "diarized_json";

    /** Public documentation repository. */
    private static final double LONGEST_DIARIZED_SECONDS = 30 * 60;

    private final PalatineTasks tasks;
    private final TranscriptWriter transcripts;

    OpenAiTranscription(PalatineTasks tasks, TranscriptWriter transcripts) {
        this.tasks = tasks;
        this.transcripts = transcripts;
    }

    Answer answer(ProviderExchange<PalatineCall> exchange) {
        Upload upload = exchange.upload().requireAudioFile();
        Map<String, String> fields = upload.fields();
        if (fields.getOrDefault("model", "").isBlank()) {
            throw Refusal.invalid("body", "model", "Field required");
        }
        String format = fields.getOrDefault("response_format", "json");
        if (!format.matches(FORMATS)) {
            throw Refusal.invalid("body", "response_format", "Input should be one of " + FORMATS);
        }
        String language = fields.getOrDefault("language", PalatineStatusDocument.LANGUAGE);
        if (!language.matches("[a-z]{2,3}")) {
            throw Refusal.invalid("body", "language", "Input should be an ISO 639-1 code");
        }
        PalatineParameters parameters = PalatineParameters.ofTranscription(
                name -> name.equals("diarization_model") && format.equals(DIARIZED)
                        ? fields.getOrDefault(name, PalatineParameters.DEFAULT_DIARIZATION_MODEL)
                        : fields.get(name),
                fields::get,
                false);
        AudioAnalysis audio = upload.audio();
        if (format.equals(DIARIZED) && audio.duration() > LONGEST_DIARIZED_SECONDS) {
            throw Refusal.invalid("body", "file", "At most 30 minutes of audio with " + DIARIZED);
        }
        if (audio.segments().isEmpty()) {
            throw Refusal.of(422, PalatineTasks.NO_SPEECH);
        }
        exchange.charged();
        SimulatedTranscript transcript = transcripts.write(exchange.fileName(), audio, parameters.speakers());
        boolean words = Arrays.asList(
                        fields.getOrDefault("timestamp_granularities[]", "").split(","))
                .contains("word");
        return rendered(transcript, parameters, format, language, words)
                .heldUntil(tasks.now() + tasks.processingTime(audio).toMillis());
    }

    private static Answer rendered(
            SimulatedTranscript transcript,
            PalatineParameters parameters,
            String format,
            String language,
            boolean words) {
        SubtitleFormat subtitles = SubtitleFormat.of(format);
        if (subtitles != null) {
            return PalatineResults.subtitles(subtitles, transcript);
        }
        return switch (format) {
            case "text" -> Answer.of("text/plain; charset=utf-8", Buffer.buffer(transcript.text() + "\n"));
            case "verbose_json" ->
                analysed(OpenAiDocument.verbose(transcript, language, words), transcript, parameters);
            case DIARIZED -> analysed(OpenAiDocument.diarized(transcript), transcript, parameters);
            default -> Answer.json(OpenAiDocument.plain(transcript));
        };
    }

    private static Answer analysed(JsonObject document, SimulatedTranscript transcript, PalatineParameters parameters) {
        parameters.analysis().addTo(document, transcript, parameters.diarizationModel() != null);
        return Answer.json(document);
    }
}
