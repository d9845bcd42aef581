/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.cameltranscription.component.OptionRules;
import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.component.UnusableOptionException;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.palatine.stream.StreamCodec;
import io.github.cameltranscription.palatine.stream.StreamRecording;

import static io.github.cameltranscription.palatine.PalatineOperation.AWAIT;
import static io.github.cameltranscription.palatine.PalatineOperation.DIARIZE;
import static io.github.cameltranscription.palatine.PalatineOperation.DONE;
import static io.github.cameltranscription.palatine.PalatineOperation.DOWNLOAD;
import static io.github.cameltranscription.palatine.PalatineOperation.OPENAI_TRANSCRIPTION;
import static io.github.cameltranscription.palatine.PalatineOperation.PROFANITY;
import static io.github.cameltranscription.palatine.PalatineOperation.RESULTS;
import static io.github.cameltranscription.palatine.PalatineOperation.SENTIMENT;
import static io.github.cameltranscription.palatine.PalatineOperation.STATUS;
import static io.github.cameltranscription.palatine.PalatineOperation.STREAM;
import static io.github.cameltranscription.palatine.PalatineOperation.SUBMIT;
import static io.github.cameltranscription.palatine.PalatineOperation.SUMMARIZE;
import static io.github.cameltranscription.palatine.PalatineOperation.TRANSCRIBE;

/** The operations that use each option of {@code palatine:}, and the rules for the values of options. */
final class PalatineOptions {

    static final OptionTable TABLE = OptionTable.ofJobs(PalatineOperation.values())
            .with("apiKey", PalatineOperation.values())
            .with(OptionTable.CONNECTION, PalatineOperation.values())
            .withAllBut(List.of(STREAM), OptionTable.REQUEST)
            .with("maxInFlight", DOWNLOAD, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT, STREAM)
            .with(OptionTable.UPLOAD, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.PARAMETERS, STREAM)
            .with(OptionTable.POLLING, DOWNLOAD, DIARIZE, SUMMARIZE, SENTIMENT)
            .with("jobTimeout", OPENAI_TRANSCRIPTION)
            .with("maxTranscriptSize", STATUS, DOWNLOAD, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with("maxDownloadSize", DOWNLOAD)
            .with(OptionTable.RECORD, DOWNLOAD, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.RECORDED_SUBMISSION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.SUBTITLE, OPENAI_TRANSCRIPTION, DIARIZE, STREAM)
            .with("outputFormat", SUMMARIZE, SENTIMENT, PROFANITY)
            .with("sourceUrl", DIARIZE)
            .with("language", OPENAI_TRANSCRIPTION, STREAM)
            .with("model", TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION)
            .with("fastInference", TRANSCRIBE, SUBMIT)
            .with("diarizationModel", TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, DIARIZE)
            .with(List.of("speakers", "minSpeakers", "maxSpeakers"), TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, DIARIZE)
            .with(List.of("roles", "emotions"), TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION)
            .with(
                    List.of("profanityFilter", "profanityMask", "profanityPositions"),
                    TRANSCRIBE,
                    SUBMIT,
                    OPENAI_TRANSCRIPTION,
                    PROFANITY)
            .with("exportType", DOWNLOAD)
            .with("fileFormat", DOWNLOAD, OPENAI_TRANSCRIPTION)
            .with("releaseJob", TRANSCRIBE, AWAIT, RESULTS, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(List.of("task", "prompt", "thinking"), SUMMARIZE)
            .with("jobOperation", AWAIT, STATUS, DONE)
            .with(
                    List.of(
                            "streamModel",
                            "sampleRate",
                            "codec",
                            "channels",
                            "chunkDuration",
                            "realtime",
                            "reconnectAttempts",
                            "reconnectTimeout",
                            "maxStreamBuffer",
                            "streamAuth",
                            "idleTimeout"),
                    STREAM)
            .withHeader(PalatineConstants.MODEL, "model", "streamModel")
            .withHeader(PalatineConstants.STREAM_ID);

    private static final Set<String> DOWNLOAD_FORMATS = Set.of("srt", "vtt", "txt", "csv", "xlsx");
    private static final Set<String> OPENAI_FORMATS =
            Set.of("json", "verbose_json", "text", "srt", "vtt", "diarized_json");
    private static final Set<String> TABLES = Set.of("csv", "xlsx");
    private static final String DEFAULT_FORMAT = "srt";
    private static final long SHORTEST_CHUNK = 10;
    private static final long LONGEST_CHUNK = 1_000;
    private static final String DEFAULT_TASK = "meeting_summary";
    private static final String USER_PROMPT = "user_prompt";
    private static final Set<PalatineOperation> OF_ANY_JOB = EnumSet.of(AWAIT, STATUS, DONE);
    private static final String[] SPEAKERS = {"speakers", "minSpeakers", "maxSpeakers"};
    private static final String[] DIARIZATION = {"diarizationModel", "speakers", "minSpeakers", "maxSpeakers"};
    private static final String DIARIZATION_OF_FOUR = "palatine_diarize";

    static final OptionRules<PalatineConfiguration> RULES = new OptionRules<PalatineConfiguration>()
            .atLeastOne("speakers", "", PalatineConfiguration::getSpeakers)
            .atLeastOne("minSpeakers", "", PalatineConfiguration::getMinSpeakers)
            .atLeastOne("maxSpeakers", "", PalatineConfiguration::getMaxSpeakers)
            .require(
                    options -> options.getSpeakers() == null
                            || options.getMinSpeakers() == null && options.getMaxSpeakers() == null,
                    options -> "speakers " + options.getSpeakers()
                            + " says how many there are: remove it, or remove minSpeakers and maxSpeakers",
                    SPEAKERS)
            .require(
                    options -> options.getMinSpeakers() == null
                            || options.getMaxSpeakers() == null
                            || options.getMinSpeakers() <= options.getMaxSpeakers(),
                    options -> "minSpeakers " + options.getMinSpeakers() + " is more than maxSpeakers "
                            + options.getMaxSpeakers() + ": swap them")
            .require(
                    options -> mostSpeakers(options) <= 4 || !DIARIZATION_OF_FOUR.equals(options.getDiarizationModel()),
                    options -> tooManySpeakers(options, "diarizationModel palatine_diarize"),
                    DIARIZATION)
            .oneOf("exportType", Set.of("segments", "words"), PalatineConfiguration::getExportType)
            .oneOf(
                    "jobOperation",
                    Set.of("transcribe", "diarize", "summarize", "sentiment"),
                    PalatineConfiguration::getJobOperation)
            .check(PalatineOptions::requireOutputFormat)
            .on(DOWNLOAD)
            .oneOf("fileFormat", DOWNLOAD_FORMATS, PalatineConfiguration::getFileFormat, "fileFormat")
            .require(
                    options -> options.getExportType() == null || TABLES.contains(fileFormat(options)),
                    options -> "exportType " + options.getExportType()
                            + " is for the tables csv and xlsx, and fileFormat is " + fileFormat(options)
                            + ": add fileFormat=csv, or remove it",
                    "exportType")
            .on(OPENAI_TRANSCRIPTION)
            .oneOf("fileFormat", OPENAI_FORMATS, PalatineConfiguration::getFileFormat, "fileFormat")
            .require(
                    options -> options.getFileFormat() == null || options.getOutputFormat() == OutputFormat.TRANSCRIPT,
                    options -> "fileFormat " + options.getFileFormat()
                            + " makes the reply Palatine's own answer, and outputFormat "
                            + OptionRules.lowerCase(options.getOutputFormat())
                            + " is made of a transcript: remove one of them",
                    "fileFormat",
                    "outputFormat")
            .on(DIARIZE)
            .require(
                    options -> mostSpeakers(options) <= 4
                            || options.getDiarizationModel() != null
                            || options.getParameters().containsKey("model"),
                    options -> tooManySpeakers(options, "diarizationModel is not set, and Palatine's default"),
                    DIARIZATION)
            // The rules of the vendor's call_analytics.mdx, whose breach would be HTTP 422 after the upload.
            .on(TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION)
            .check(options -> PalatineRoles.check(options.getRoles()))
            .require(
                    options -> !isAnalysed(options)
                            || options.getDiarizationModel() != null
                            || options.getParameters().containsKey("diarization_model"),
                    options -> analysis(options) + " needs a diarizationModel: add diarizationModel=auto, or remove it",
                    "roles",
                    "emotions")
            .on(TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, PROFANITY)
            .oneOf(
                    "profanityFilter",
                    Set.of("soft", "hard", "true", "false"),
                    options -> OptionRules.lowerCase(options.getProfanityFilter()))
            .oneOf(
                    "profanityMask",
                    Set.of("partial", "full"),
                    options -> OptionRules.lowerCase(options.getProfanityMask()))
            .on(TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION)
            .require(
                    options -> isFiltered(options) || options.getProfanityMask() == null,
                    options -> "profanityMask \"" + options.getProfanityMask()
                            + "\" needs a profanityFilter: add profanityFilter=soft or hard, or remove it",
                    "profanityMask")
            .require(
                    options -> isFiltered(options) || !options.isProfanityPositions(),
                    options ->
                            "profanityPositions needs a profanityFilter: add profanityFilter=soft or hard, or remove it",
                    "profanityPositions")
            .require(
                    options -> options.getDiarizationModel() != null || mostSpeakers(options) == 0,
                    options -> "speakers, minSpeakers and maxSpeakers need a diarizationModel:"
                            + " add diarizationModel=auto, or remove them",
                    SPEAKERS)
            .on(TRANSCRIBE, SUBMIT)
            .check(options -> {
                if (options.getSourceUrl() != null) {
                    requireNoSpeakerAnalysis(options);
                }
            })
            .on(SUMMARIZE)
            .oneOf("task", Set.of(DEFAULT_TASK, USER_PROMPT), PalatineConfiguration::getTask)
            .require(
                    options -> !USER_PROMPT.equals(options.getTask())
                            || options.getPrompt() != null
                                    && !options.getPrompt().isBlank()
                            || options.getParameters().containsKey("prompt"),
                    options ->
                            "task user_prompt needs a prompt: add prompt=..., or remove task for minutes of a meeting",
                    "task")
            .require(
                    options -> USER_PROMPT.equals(options.getTask()) || options.getPrompt() == null,
                    options -> "prompt \"" + options.getPrompt() + "\" has no effect with task " + task(options)
                            + ": add task=user_prompt, or remove prompt",
                    "prompt")
            .on(STREAM)
            .check(options -> StreamCodec.of(options.getCodec()))
            .oneOf("sampleRate", StreamRecording.SAMPLE_RATES, PalatineConfiguration::getSampleRate)
            .oneOf("channels", Set.of(1, 2), PalatineConfiguration::getChannels)
            .require(
                    options ->
                            options.getChunkDuration() >= SHORTEST_CHUNK && options.getChunkDuration() <= LONGEST_CHUNK,
                    options -> "chunkDuration " + options.getChunkDuration() + " ms must be from " + SHORTEST_CHUNK
                            + "ms to " + LONGEST_CHUNK + "ms; 50ms to 300ms are recommended")
            .require(
                    options -> !options.isRealtime()
                            || StreamCodec.of(options.getCodec()).isTimed(),
                    options -> "realtime needs samples of constant size, and \"" + options.getCodec()
                            + "\" is compressed: remove realtime, or use linear16, linear32, alaw or mulaw",
                    "realtime")
            .require(
                    options -> options.getReconnectAttempts() >= 0,
                    options -> "reconnectAttempts " + options.getReconnectAttempts()
                            + " must not be negative: 0 means none")
            .require(
                    options -> options.getReconnectTimeout() > 0,
                    options -> "reconnectTimeout " + options.getReconnectTimeout()
                            + " ms must be longer than 0: reconnectAttempts=0 means no reconnects")
            .atLeastOne("maxStreamBuffer", " byte", PalatineConfiguration::getMaxStreamBuffer)
            .require(
                    options -> options.getIdleTimeout() > 0,
                    options -> "idleTimeout " + options.getIdleTimeout() + " must be longer than 0");

    private PalatineOptions() {}

    /** The operation that made the jobs of an operation. */
    static PalatineOperation jobOperation(PalatineConfiguration options, PalatineOperation operation) {
        return options.getJobOperation() == null || !OF_ANY_JOB.contains(operation)
                ? operation
                : PalatineOperation.of(options.getJobOperation());
    }

    /** The format that {@code download} asks for. */
    static String fileFormat(PalatineConfiguration options) {
        return options.getFileFormat() == null ? DEFAULT_FORMAT : options.getFileFormat();
    }

    /** The task that {@code summarize} asks for. */
    static String task(PalatineConfiguration options) {
        return options.getTask() == null ? DEFAULT_TASK : options.getTask();
    }

    /** Palatine refuses roles and emotions of a link with HTTP 422. */
    static void requireNoSpeakerAnalysis(PalatineConfiguration options) {
        if (isAnalysed(options)) {
            throw new UnusableOptionException(
                    analysis(options) + " is not offered for a link: send the recording as the body, or remove it",
                    "roles",
                    "emotions");
        }
    }

    private static boolean isAnalysed(PalatineConfiguration options) {
        return options.getRoles() != null || options.isEmotions();
    }

    private static String analysis(PalatineConfiguration options) {
        return options.getRoles() != null ? "roles" : "emotions";
    }

    private static boolean isFiltered(PalatineConfiguration options) {
        String filter = OptionRules.lowerCase(options.getProfanityFilter());
        return filter != null && !filter.equals("false")
                || options.getParameters().containsKey(PalatineParameters.PROFANITY_FILTER);
    }

    private static int mostSpeakers(PalatineConfiguration options) {
        return Stream.of(options.getSpeakers(), options.getMinSpeakers(), options.getMaxSpeakers())
                .filter(Objects::nonNull)
                .reduce(0, Math::max);
    }

    /** Palatine refuses more than four with HTTP 422 (public documentation of the vendor). */
    private static String tooManySpeakers(PalatineConfiguration options, String model) {
        return model + " takes up to 4 speakers, not " + mostSpeakers(options)
                + ": use diarizationModel=palatine_diarize_multi";
    }

    private static void requireOutputFormat(PalatineConfiguration options, TranscriptionOperation operation) {
        PalatineOperation maker = jobOperation(options, (PalatineOperation) operation);
        String result =
                switch (maker) {
                    case SENTIMENT -> "sentiment";
                    case SUMMARIZE -> "summary";
                    case PROFANITY -> "masked text";
                    default -> null;
                };
        if (result == null || operation == STATUS) {
            return;
        }
        Set<OutputFormat> allowed = EnumSet.of(OutputFormat.TRANSCRIPT, OutputFormat.JSON, OutputFormat.RAW);
        if (maker != SENTIMENT) {
            allowed.add(OutputFormat.TEXT);
        }
        if (!allowed.contains(options.getOutputFormat())) {
            throw new UnusableOptionException(
                    "outputFormat " + OptionRules.lowerCase(options.getOutputFormat()) + " does not apply to a "
                            + result + ": choose "
                            + allowed.stream().map(OptionRules::lowerCase).collect(Collectors.joining(", ")),
                    "outputFormat");
        }
    }
}
