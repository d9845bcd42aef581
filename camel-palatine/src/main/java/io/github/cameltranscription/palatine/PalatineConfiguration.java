/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.format.OutputFormat;

/** The options of {@code palatine:}. */
@UriParams
public class PalatineConfiguration extends TranscriptionConfiguration {

    /** The public address, version included (palatine-rest.ru.txt). */
    static final String DEFAULT_BASE_URL = "https://api.palatine.ru/api/v1";

    private static final Set<String> DOWNLOAD_FORMATS = Set.of("srt", "vtt", "txt", "csv", "xlsx");
    private static final Set<String> OPENAI_FORMATS =
            Set.of("json", "verbose_json", "text", "srt", "vtt", "diarized_json");
    private static final Set<String> EXPORT_TYPES = Set.of("segments", "words");

    private static final String USER_PROMPT = "user_prompt";
    private static final Set<String> TASKS = Set.of("meeting_summary", USER_PROMPT);
    private static final Set<String> JOB_OPERATIONS = Set.of("transcribe", "diarize", "summarize", "sentiment");
    private static final Set<PalatineOperation> OF_ANY_JOB =
            EnumSet.of(PalatineOperation.AWAIT, PalatineOperation.STATUS, PalatineOperation.DONE);

    /** The model that refuses more with HTTP 422 (public documentation of the vendor). */
    private static final String DIARIZATION_OF_FOUR = "palatine_diarize";

    @UriParam(label = "security", secret = true, description = "The API token, sent as Authorization: Bearer.")
    private String apiKey;

    @UriParam(
            label = "producer",
            description =
                    "The model, such as palatine_large_highspeed or palatine_small; Palatine's default if not set."
                            + " The header CamelPalatineModel overrides it.")
    private String model;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether to use the accelerated mode. Palatine's own default, which is yes, if not set.")
    private Boolean fastInference;

    @UriParam(
            label = "producer",
            enums = "segments,words",
            description = "Whether a table that is downloaded as csv or xlsx has a row for each segment or each word.")
    private String exportType;

    @UriParam(
            label = "producer",
            enums = "srt,vtt,txt,csv,xlsx,json,verbose_json,text,diarized_json",
            description =
                    "The format that Palatine itself renders. With download: srt (default), vtt, txt, csv or xlsx."
                            + " With openai-transcription: json, verbose_json, text, srt, vtt or diarized_json, and the reply is"
                            + " Palatine's answer as it is; without it, the reply follows outputFormat.")
    private String fileFormat;

    @UriParam(
            label = "producer",
            description =
                    "Tells speakers apart: auto, palatine_diarize (up to 4 speakers) or palatine_diarize_multi."
                            + " With transcribe, submit and openai-transcription, off if not set; billed as a second operation.")
    private String diarizationModel;

    @UriParam(label = "producer", description = "How many speakers there are, if that is known.")
    private Integer speakers;

    @UriParam(label = "producer", description = "How many speakers there are at least.")
    private Integer minSpeakers;

    @UriParam(label = "producer", description = "How many speakers there are at most.")
    private Integer maxSpeakers;

    @UriParam(
            label = "producer",
            defaultValue = "exchange",
            enums = "exchange,fetch,never",
            description = "When Palatine is told that the job may go (task_done), which destroys its copy of the"
                    + " transcript: after the exchange has completed, as soon as the transcript has been fetched, or"
                    + " never. If it cannot be told, that is logged.")
    private ReleaseMoment releaseJob = ReleaseMoment.EXCHANGE;

    @UriParam(
            label = "producer",
            defaultValue = "meeting_summary",
            enums = "meeting_summary,user_prompt",
            description = "With summarize: minutes of a meeting, or what prompt asks for.")
    private String task;

    @UriParam(label = "producer", description = "With summarize and task=user_prompt: what is wanted of the summary.")
    private String prompt;

    @UriParam(
            label = "producer",
            description = "With summarize: whether to think longer for a better summary. Palatine's own default, which"
                    + " is no, if not set.")
    private Boolean thinking;

    @UriParam(
            label = "producer",
            defaultValue = "transcribe",
            enums = "transcribe,diarize,summarize,sentiment",
            description = "With await, status and done: which operation has made the job, since an id is known only to"
                    + " the calls of its own kind. Transcribe stands for submit too.")
    private String jobOperation;

    /** Options with their defaults. */
    public PalatineConfiguration() {
        super(DEFAULT_BASE_URL);
    }

    @Override
    public PalatineConfiguration copy() {
        return (PalatineConfiguration) super.copy();
    }

    @Override
    public void validate() {
        super.validate();
        requireSecret("apiKey", apiKey, "camel.component.palatine.api-key");
        requireCount("speakers", speakers);
        requireCount("minSpeakers", minSpeakers);
        requireCount("maxSpeakers", maxSpeakers);
        if (speakers != null && (minSpeakers != null || maxSpeakers != null)) {
            throw new IllegalArgumentException("speakers " + speakers
                    + " says how many there are: remove it, or remove minSpeakers and maxSpeakers");
        }
        if (minSpeakers != null && maxSpeakers != null && minSpeakers > maxSpeakers) {
            throw new IllegalArgumentException(
                    "minSpeakers " + minSpeakers + " is more than maxSpeakers " + maxSpeakers + ": swap them");
        }
        if (DIARIZATION_OF_FOUR.equals(diarizationModel) && mostSpeakers() > 4) {
            throw new IllegalArgumentException("diarizationModel palatine_diarize takes up to 4 speakers, not "
                    + mostSpeakers() + ": use palatine_diarize_multi");
        }
        requireOneOf("exportType", exportType, EXPORT_TYPES);
    }

    /**
     * Checks what depends on the operation.
     *
     * @throws IllegalArgumentException naming the option, its value and the fix
     */
    void validateFor(PalatineOperation operation) {
        validateJobOperation(operation);
        validateSummary(operation);
        validateOutputFormat(operation);
        boolean speakersCounted = speakers != null || minSpeakers != null || maxSpeakers != null;
        switch (operation) {
            case DOWNLOAD -> requireOneOf("fileFormat", fileFormat, DOWNLOAD_FORMATS);
            case OPENAI_TRANSCRIPTION -> requireOneOf("fileFormat", fileFormat, OPENAI_FORMATS);
            case TRANSCRIBE, SUBMIT -> {
                if (speakersCounted && diarizationModel == null) {
                    throw new IllegalArgumentException("speakers, minSpeakers and maxSpeakers need a diarizationModel:"
                            + " add diarizationModel=auto, or remove them");
                }
            }
            default -> {
                // The others have no options of their own.
            }
        }
    }

    private void validateJobOperation(PalatineOperation operation) {
        if (jobOperation == null) {
            return;
        }
        requireOneOf("jobOperation", jobOperation, JOB_OPERATIONS);
        if (!OF_ANY_JOB.contains(operation)) {
            throw new IllegalArgumentException("jobOperation \"" + jobOperation + "\" is for await, status and done,"
                    + " not for " + operation.getName() + ": remove it");
        }
    }

    private void validateSummary(PalatineOperation operation) {
        if (operation != PalatineOperation.SUMMARIZE) {
            refuse("task", task, operation);
            refuse("prompt", prompt, operation);
            refuse("thinking", thinking, operation);
            return;
        }
        requireOneOf("task", task, TASKS);
        boolean prompted = prompt != null && !prompt.isBlank();
        if (USER_PROMPT.equals(task) && !prompted && !getParameters().containsKey("prompt")) {
            throw new IllegalArgumentException(
                    "task user_prompt needs a prompt: add prompt=..., or remove task for minutes of a meeting");
        }
        if (!USER_PROMPT.equals(task) && prompt != null) {
            throw new IllegalArgumentException("prompt \"" + prompt + "\" has no effect with task "
                    + (task == null ? "meeting_summary" : task) + ": add task=user_prompt, or remove prompt");
        }
    }

    private static void refuse(String option, Object value, PalatineOperation operation) {
        if (value != null) {
            throw new IllegalArgumentException(option + " \"" + value + "\" is for summarize alone, not for "
                    + operation.getName() + ": set it on the endpoint palatine:summarize");
        }
    }

    private void validateOutputFormat(PalatineOperation operation) {
        PalatineOperation maker = jobOperationOf(operation);
        Set<OutputFormat> allowed = maker == PalatineOperation.SUMMARIZE
                ? EnumSet.of(OutputFormat.TRANSCRIPT, OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.RAW)
                : EnumSet.of(OutputFormat.TRANSCRIPT, OutputFormat.JSON, OutputFormat.RAW);
        boolean analysis = maker == PalatineOperation.SUMMARIZE || maker == PalatineOperation.SENTIMENT;
        if (analysis && operation != PalatineOperation.STATUS && !allowed.contains(getOutputFormat())) {
            throw new IllegalArgumentException("outputFormat " + lowerCase(getOutputFormat()) + " makes no sense of a "
                    + (maker == PalatineOperation.SUMMARIZE ? "summary" : "sentiment") + ": choose "
                    + allowed.stream().map(PalatineConfiguration::lowerCase).collect(Collectors.joining(", ")));
        }
    }

    private static String lowerCase(OutputFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** The operation that has made the jobs which this operation is about. */
    PalatineOperation jobOperationOf(PalatineOperation operation) {
        return jobOperation == null || !OF_ANY_JOB.contains(operation) ? operation : PalatineOperation.of(jobOperation);
    }

    private int mostSpeakers() {
        int most = 0;
        for (Integer count : new Integer[] {speakers, minSpeakers, maxSpeakers}) {
            most = Math.max(most, count == null ? 0 : count);
        }
        return most;
    }

    private static void requireCount(String option, Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(option + " " + value + " must be at least 1");
        }
    }

    /** The API token. */
    public String getApiKey() {
        return apiKey;
    }

    /** The API token. */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    /** The model, or {@code null} for Palatine's default. */
    public String getModel() {
        return model;
    }

    /** The model, or {@code null} for Palatine's default. */
    public void setModel(String model) {
        this.model = model;
    }

    /** Whether to use the accelerated mode, or {@code null} for Palatine's default. */
    public Boolean getFastInference() {
        return fastInference;
    }

    /** Whether to use the accelerated mode, or {@code null} for Palatine's default. */
    public void setFastInference(Boolean fastInference) {
        this.fastInference = fastInference;
    }

    /** {@code segments} or {@code words}, or {@code null}. */
    public String getExportType() {
        return exportType;
    }

    /** {@code segments} or {@code words}, or {@code null}. */
    public void setExportType(String exportType) {
        this.exportType = exportType;
    }

    /** The format that Palatine renders, or {@code null}. */
    public String getFileFormat() {
        return fileFormat;
    }

    /** The format that Palatine renders, or {@code null}. */
    public void setFileFormat(String fileFormat) {
        this.fileFormat = fileFormat;
    }

    /** The model that tells speakers apart, or {@code null}. */
    public String getDiarizationModel() {
        return diarizationModel;
    }

    /** The model that tells speakers apart, or {@code null}. */
    public void setDiarizationModel(String diarizationModel) {
        this.diarizationModel = diarizationModel;
    }

    /** How many speakers there are, or {@code null}. */
    public Integer getSpeakers() {
        return speakers;
    }

    /** How many speakers there are, or {@code null}. */
    public void setSpeakers(Integer speakers) {
        this.speakers = speakers;
    }

    /** How many speakers there are at least, or {@code null}. */
    public Integer getMinSpeakers() {
        return minSpeakers;
    }

    /** How many speakers there are at least, or {@code null}. */
    public void setMinSpeakers(Integer minSpeakers) {
        this.minSpeakers = minSpeakers;
    }

    /** How many speakers there are at most, or {@code null}. */
    public Integer getMaxSpeakers() {
        return maxSpeakers;
    }

    /** How many speakers there are at most, or {@code null}. */
    public void setMaxSpeakers(Integer maxSpeakers) {
        this.maxSpeakers = maxSpeakers;
    }

    /** When Palatine is told that the job may go. */
    public ReleaseMoment getReleaseJob() {
        return releaseJob;
    }

    /** When Palatine is told that the job may go. */
    public void setReleaseJob(ReleaseMoment releaseJob) {
        this.releaseJob = releaseJob;
    }

    /** What kind of summary is wanted, or {@code null} for minutes of a meeting. */
    public String getTask() {
        return task;
    }

    /** What kind of summary is wanted, or {@code null} for minutes of a meeting. */
    public void setTask(String task) {
        this.task = task;
    }

    /** What is wanted of the summary, or {@code null}. */
    public String getPrompt() {
        return prompt;
    }

    /** What is wanted of the summary, or {@code null}. */
    public void setPrompt(String prompt) {
        this.prompt = prompt;
    }

    /** Whether to think longer, or {@code null} for Palatine's default. */
    public Boolean getThinking() {
        return thinking;
    }

    /** Whether to think longer, or {@code null} for Palatine's default. */
    public void setThinking(Boolean thinking) {
        this.thinking = thinking;
    }

    /** Which operation has made the job, or {@code null} for a transcription. */
    public String getJobOperation() {
        return jobOperation;
    }

    /** Which operation has made the job, or {@code null} for a transcription. */
    public void setJobOperation(String jobOperation) {
        this.jobOperation = jobOperation;
    }
}
