/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import io.github.cameltranscription.simulator.http.Refusal;

/**
 * Checked parameters of a submission.
 *
 * @param model never empty; any name is taken, since the models have been renamed twice
 * @param diarizationModel null for a transcript without speakers
 * @param speakers how many speakers the transcript shows; zero without diarization
 * @param analysis what is asked for beside the transcript
 */
record PalatineParameters(String model, String diarizationModel, int speakers, CallAnalysis analysis) {

    static final String DEFAULT_MODEL = "palatine_large_highspeed";
    static final String DEFAULT_DIARIZATION_MODEL = "palatine_diarize";

    /** Where the request says nothing about speakers. */
    private static final int USUAL_SPEAKERS = 2;

    private static final String LIMITED_MODEL = "palatine_diarize";
    private static final int SPEAKERS_OF_LIMITED_MODEL = 4;

    private static final Set<String> DIARIZATION_MODELS = Set.of("auto", LIMITED_MODEL, "palatine_diarize_multi");
    /** What FastAPI takes for a boolean. */
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on", "t", "y");

    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "f", "n");

    /**
     * Of {@code do_transcribe} and {@code do_transcribe_by_url}. Both sources give null for what is absent; {@code analysis} is that of the
     * options of call analysis.
     */
    static PalatineParameters ofTranscription(
            Function<String, String> source, Function<String, String> analysis, boolean link) {
        flag(source.apply("fast_inference"), "fast_inference", true);
        String diarizationModel = source.apply("diarization_model");
        if (diarizationModel != null && !DIARIZATION_MODELS.contains(diarizationModel)) {
            throw Refusal.invalid("query", "diarization_model", "Input should be one of " + DIARIZATION_MODELS);
        }
        int speakers = speakers(source, diarizationModel);
        return new PalatineParameters(
                model(source, DEFAULT_MODEL),
                diarizationModel,
                diarizationModel == null ? 0 : speakers,
                CallAnalysis.of(analysis, diarizationModel != null, link));
    }

    /** Of {@code do_diarize}, where {@code model} is the diarization model. */
    static PalatineParameters ofDiarization(Function<String, String> source) {
        String model = model(source, DEFAULT_DIARIZATION_MODEL);
        return new PalatineParameters(model, model, speakers(source, model), CallAnalysis.NONE);
    }

    private static String model(Function<String, String> source, String usual) {
        String model = source.apply("model");
        if (model != null && model.isBlank()) {
            throw Refusal.invalid("query", "model", "Input should not be empty");
        }
        return model == null ? usual : model;
    }

    private static int speakers(Function<String, String> source, String diarizationModel) {
        int exact = count(source, "num_speakers");
        int least = count(source, "min_speakers");
        int most = count(source, "max_speakers");
        if (most > 0 && least > most) {
            throw Refusal.invalid("query", "min_speakers", "Input should not be greater than max_speakers");
        }
        int named = Math.max(exact, Math.max(least, most));
        if (LIMITED_MODEL.equals(diarizationModel) && named > SPEAKERS_OF_LIMITED_MODEL) {
            throw Refusal.invalid(
                    "query", "num_speakers", LIMITED_MODEL + " knows up to " + SPEAKERS_OF_LIMITED_MODEL + " speakers");
        }
        if (exact > 0) {
            return exact;
        }
        int bounded = Math.max(USUAL_SPEAKERS, least);
        return most > 0 ? Math.min(bounded, most) : bounded;
    }

    /** Zero if absent. */
    private static int count(Function<String, String> source, String name) {
        String value = source.apply(name);
        if (value == null) {
            return 0;
        }
        try {
            int count = Integer.parseInt(value);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw Refusal.invalid("query", name, "Input should be a valid integer");
        }
        throw Refusal.invalid("query", name, "Input should be greater than 0");
    }

    /** {@code usual} if {@code value} is null. */
    static boolean flag(String value, String name, boolean usual) {
        if (value == null) {
            return usual;
        }
        String lowerCase = value.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lowerCase) && !FALSE.contains(lowerCase)) {
            throw Refusal.invalid("query", name, "Input should be a valid boolean");
        }
        return TRUE.contains(lowerCase);
    }
}
