/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.UnusableOptionException;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.palatine.stream.StreamAuth;
import io.github.cameltranscription.palatine.stream.StreamCodec;
import io.github.cameltranscription.palatine.stream.StreamRecording;

/** The options of {@code palatine:}. */
@UriParams
public class PalatineConfiguration extends TranscriptionConfiguration {

    /** The public address, version included (palatine-rest.ru.txt). */
    static final String DEFAULT_BASE_URL = "https://api.palatine.ru/api/v1";

    private static final Set<String> DOWNLOAD_FORMATS = Set.of("srt", "vtt", "txt", "csv", "xlsx");
    private static final Set<String> OPENAI_FORMATS =
            Set.of("json", "verbose_json", "text", "srt", "vtt", "diarized_json");
    private static final Set<String> PROFANITY_FILTERS = Set.of("soft", "hard", "true", "false");
    private static final Set<String> PROFANITY_MASKS = Set.of("partial", "full");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Set<String> TABLES = Set.of("csv", "xlsx");
    private static final Set<String> EXPORT_TYPES = Set.of("segments", "words");

    private static final long SHORTEST_CHUNK = 10;
    private static final long LONGEST_CHUNK = 1_000;
    private static final String USER_PROMPT = "user_prompt";
    private static final Set<String> TASKS = Set.of("meeting_summary", USER_PROMPT);
    private static final Set<String> JOB_OPERATIONS = Set.of("transcribe", "diarize", "summarize", "sentiment");
    private static final Set<PalatineOperation> OF_ANY_JOB =
            EnumSet.of(PalatineOperation.AWAIT, PalatineOperation.STATUS, PalatineOperation.DONE);

    /** The model that refuses more with HTTP 422 (public documentation of the vendor). */
    private static final String DIARIZATION_OF_FOUR = "palatine_diarize";

    @UriParam(
            label = "security",
            displayName = "API Key",
            secret = true,
            description = "The API token, sent as Authorization: Bearer.")
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
            description = "Whether to use the accelerated mode. Palatine's own default, which is true, if not set.")
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
                    "The format that Palatine itself renders. With download: srt (if not set), vtt, txt, csv or xlsx."
                            + " With openai-transcription: json, verbose_json, text, srt, vtt or diarized_json, and the reply is"
                            + " Palatine's answer as it is; without it, the reply follows outputFormat.")
    private String fileFormat;

    @UriParam(
            label = "producer",
            description =
                    "Tells speakers apart: auto, palatine_diarize (up to 4 speakers) or palatine_diarize_multi."
                            + " With transcribe, submit and openai-transcription, off if not set; billed as a second operation.")
    private String diarizationModel;

    @UriParam(
            label = "producer",
            description =
                    "How many speakers there are, if that is known. Needs a diarizationModel, except with diarize.")
    private Integer speakers;

    @UriParam(
            label = "producer",
            description =
                    "The smallest number of speakers, with or without maxSpeakers; not together with speakers. Needs"
                            + " a diarizationModel, except with diarize.")
    private Integer minSpeakers;

    @UriParam(
            label = "producer",
            description =
                    "The largest number of speakers, with or without minSpeakers; not together with speakers. Needs"
                            + " a diarizationModel, except with diarize.")
    private Integer maxSpeakers;

    @UriParam(
            label = "producer",
            description = "Names the role of each speaker: auto, a JSON list of up to 10 names such as"
                    + " [\"Operator\",\"Client\"], or a JSON object of descriptions by name. Needs a diarizationModel; an"
                    + " upload, not a link; billed as an operation of its own.")
    private String roles;

    @UriParam(
            label = "producer",
            description =
                    "Whether the emotion of each segment is found: neutral, positive, sad or angry; of Russian"
                            + " speech alone. Needs a diarizationModel; an upload, not a link; billed as an operation of its own.")
    private boolean emotions;

    @UriParam(
            label = "producer",
            enums = "soft,hard,true,false",
            description =
                    "Masks profanity in the whole transcript, which cannot be undone: soft is obscene words alone,"
                            + " hard (or true) rude ones too. With profanity: of the text, hard if not set.")
    private String profanityFilter;

    @UriParam(
            label = "producer",
            defaultValue = "partial",
            enums = "partial,full",
            description = "How words are masked: partial keeps the first and the last letter. Needs a profanityFilter,"
                    + " except with profanity. Palatine's own default, which is partial, if not set.")
    private String profanityMask;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the reply says where words were masked. Needs a profanityFilter, except with"
                    + " profanity.")
    private boolean profanityPositions;

    @UriParam(
            label = "common",
            defaultValue = "exchange",
            enums = "exchange,fetch,never",
            description = "When the job is released at Palatine (task_done), which destroys its copy of the"
                    + " transcript: after the exchange has completed, as soon as the transcript has been fetched, or"
                    + " never. A release that fails is logged.")
    private ReleaseMoment releaseJob = ReleaseMoment.EXCHANGE;

    @UriParam(
            label = "producer,stream",
            description = "With stream: the model; palatine_stream, which is Palatine's default, if not set. The header"
                    + " CamelPalatineModel overrides it.")
    private String streamModel;

    @UriParam(
            label = "producer,stream",
            defaultValue = "48000",
            enums = "8000,16000,22050,32000,44100,48000",
            description = "With stream: samples a second. That of the WAV header, if the body has one and this is not"
                    + " set.")
    private Integer sampleRate;

    @UriParam(
            label = "producer,stream",
            defaultValue = "linear16",
            enums =
                    "linear16,linear32,opus,flac,mp3,aac,mp2,m4a,wav,webm,ogg,mp4,alaw,mulaw,amr-nb,amr-wb,ogg-opus,speex,g729",
            description = "With stream: how the audio is coded. linear16 (16-bit integers, little-endian) is recognised"
                    + " with the least delay.")
    private String codec = StreamCodec.LINEAR16.wireName();

    @UriParam(
            label = "producer,stream",
            defaultValue = "1",
            enums = "1,2",
            description =
                    "With stream: 1 for mono, 2 for stereo. That of the WAV header, if the body has one and this is"
                            + " not set.")
    private Integer channels;

    @UriParam(
            label = "producer,stream",
            defaultValue = "150ms",
            javaType = "java.time.Duration",
            description = "With stream: how much audio is sent in one message; Palatine recommends 50 to 300 ms.")
    private long chunkDuration = 150;

    @UriParam(
            label = "producer,stream",
            defaultValue = "false",
            description = "With stream: whether audio is sent as it would be spoken, instead of as fast as it is"
                    + " accepted. Times of words are better then.")
    private boolean realtime;

    @UriParam(
            label = "producer,stream",
            defaultValue = "3",
            description = "With stream: how many connections in a row may break without getting further than the ones"
                    + " before: no new text, and no more audio worked on. What Palatine may not have worked on is sent"
                    + " again. Also how often a stream that never had a connection tries again. 0 for no reconnects.")
    private int reconnectAttempts = 3;

    @UriParam(
            label = "producer,stream",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "With stream: how long a stream that lost its connection tries to get another one. Audio that"
                    + " comes in the meantime is kept, up to 8 MiB a stream.")
    private long reconnectTimeout = 30_000;

    @UriParam(
            label = "producer,stream",
            defaultValue = "268435456",
            description =
                    "With stream: how many bytes of audio all streams of the component may keep to be sent, or sent"
                            + " again. Beyond it, senders wait.")
    private long maxStreamBuffer = 256L * 1024 * 1024;

    @UriParam(
            label = "producer,stream,security",
            defaultValue = "query",
            enums = "query,header",
            description = "With stream: whether the API token goes into the address, as documented, or into the header"
                    + " Authorization, which keeps it out of access logs.")
    private StreamAuth streamAuth = StreamAuth.QUERY;

    @UriParam(
            label = "producer,stream",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "With stream and chunks: after how long without a chunk a session is ended.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "meeting_summary",
            enums = "meeting_summary,user_prompt",
            description = "With summarize: meeting_summary for the minutes of a meeting, which it is if not set, or"
                    + " user_prompt for what prompt asks for.")
    private String task;

    @UriParam(label = "producer", description = "With summarize and task=user_prompt: what the summary is to contain.")
    private String prompt;

    @UriParam(
            label = "producer",
            description = "With summarize: whether the model takes longer for a better summary. Palatine's own default,"
                    + " which is no, if not set.")
    private Boolean thinking;

    @UriParam(
            label = "producer",
            defaultValue = "transcribe",
            enums = "transcribe,diarize,summarize,sentiment",
            description =
                    "With await, status and done: the operation that made the job, because Palatine knows a job only"
                            + " in the calls of that operation. transcribe if not set, which is also for jobs of submit.")
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
        requireCount("speakers", speakers);
        requireCount("minSpeakers", minSpeakers);
        requireCount("maxSpeakers", maxSpeakers);
        if (speakers != null && (minSpeakers != null || maxSpeakers != null)) {
            throw new UnusableOptionException(
                    "speakers " + speakers
                            + " says how many there are: remove it, or remove minSpeakers and maxSpeakers",
                    "speakers",
                    "minSpeakers",
                    "maxSpeakers");
        }
        if (minSpeakers != null && maxSpeakers != null && minSpeakers > maxSpeakers) {
            throw new IllegalArgumentException(
                    "minSpeakers " + minSpeakers + " is more than maxSpeakers " + maxSpeakers + ": swap them");
        }
        if (DIARIZATION_OF_FOUR.equals(diarizationModel)) {
            requireUpToFourSpeakers("diarizationModel palatine_diarize");
        }
        requireOneOf("exportType", exportType, EXPORT_TYPES);
    }

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException naming the property to set
     */
    void requireCredentials() {
        requireSecret("apiKey", apiKey, "camel.component.palatine.api-key");
    }

    /**
     * Checks what depends on the operation. The table says which options it uses; this is about their values.
     *
     * @throws IllegalArgumentException naming the option, its value and the fix
     */
    void validateFor(PalatineOperation operation) {
        requireOneOf("jobOperation", jobOperation, JOB_OPERATIONS);
        validateOutputFormat(operation);
        switch (operation) {
            case DOWNLOAD -> validateDownload();
            case OPENAI_TRANSCRIPTION -> {
                validateOpenAiFormat();
                validateSpeakers();
                validateCallAnalysis();
            }
            case DIARIZE -> {
                if (diarizationModel == null && !getParameters().containsKey("model")) {
                    requireUpToFourSpeakers("diarizationModel is not set, and Palatine's default");
                }
            }
            case PROFANITY -> validateProfanity();
            case TRANSCRIBE, SUBMIT -> {
                validateCallAnalysis();
                if (getSourceUrl() != null) {
                    requireNoSpeakerAnalysis(operation);
                }
                validateSpeakers();
            }
            case SUMMARIZE -> validateSummary();
            case STREAM -> validateStream();
            default -> {
                // The others have no options of their own.
            }
        }
    }

    /** The rules of the vendor's call_analytics.mdx, whose breach would be HTTP 422 after the upload. */
    private void validateCallAnalysis() {
        PalatineRoles.check(roles);
        boolean analysed = roles != null || emotions;
        if (analysed && diarizationModel == null && !getParameters().containsKey("diarization_model")) {
            throw new UnusableOptionException(
                    (roles != null ? "roles" : "emotions")
                            + " needs a diarizationModel: add diarizationModel=auto, or remove it",
                    "roles",
                    "emotions");
        }
        validateProfanity();
        boolean filtered = profanityFilter != null && !"false".equals(lowerCase(profanityFilter))
                || getParameters().containsKey(PalatineParameters.PROFANITY_FILTER);
        if (!filtered && profanityMask != null) {
            throw new UnusableOptionException(
                    "profanityMask \"" + profanityMask
                            + "\" needs a profanityFilter: add profanityFilter=soft or hard, or remove it",
                    "profanityMask");
        }
        if (!filtered && profanityPositions) {
            throw new UnusableOptionException(
                    "profanityPositions needs a profanityFilter: add profanityFilter=soft or hard, or remove it",
                    "profanityPositions");
        }
    }

    private void validateProfanity() {
        requireOneOf("profanityFilter", lowerCase(profanityFilter), PROFANITY_FILTERS);
        requireOneOf("profanityMask", lowerCase(profanityMask), PROFANITY_MASKS);
    }

    /** Palatine refuses roles and emotions of a link with HTTP 422. */
    void requireNoSpeakerAnalysis(PalatineOperation operation) {
        boolean transcribed = operation == PalatineOperation.TRANSCRIBE || operation == PalatineOperation.SUBMIT;
        if (transcribed && (roles != null || emotions)) {
            throw new UnusableOptionException(
                    (roles != null ? "roles" : "emotions")
                            + " is not offered for a link: send the recording as the body, or remove it",
                    "roles",
                    "emotions");
        }
    }

    private void requireUpToFourSpeakers(String model) {
        if (mostSpeakers() > 4) {
            throw new UnusableOptionException(
                    model + " takes up to 4 speakers, not " + mostSpeakers()
                            + ": use diarizationModel=palatine_diarize_multi",
                    "diarizationModel",
                    "speakers",
                    "minSpeakers",
                    "maxSpeakers");
        }
    }

    static String lowerCase(String value) {
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

    /** Palatine's languages include {@code haw} and {@code yue} (the vendor's supported_languages.mdx). */
    @Override
    public String checkedLanguage(String value) {
        if (value != null && !LANGUAGE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "language \"" + value
                            + "\" is neither an ISO 639-1 code nor one of three letters: give lower-case letters such as ru, en or haw");
        }
        return value;
    }

    private void validateDownload() {
        requireUsable("fileFormat", fileFormat, DOWNLOAD_FORMATS);
        if (exportType != null && !TABLES.contains(fileFormat == null ? "srt" : fileFormat)) {
            throw new UnusableOptionException(
                    "exportType " + exportType + " is for the tables csv and xlsx, and fileFormat is "
                            + (fileFormat == null ? "srt" : fileFormat) + ": add fileFormat=csv, or remove it",
                    "exportType");
        }
    }

    private void validateOpenAiFormat() {
        requireUsable("fileFormat", fileFormat, OPENAI_FORMATS);
        if (fileFormat != null && getOutputFormat() != OutputFormat.TRANSCRIPT) {
            throw new UnusableOptionException(
                    "fileFormat " + fileFormat + " makes the reply Palatine's own answer, and outputFormat "
                            + lowerCase(getOutputFormat()) + " is made of a transcript: remove one of them",
                    "fileFormat",
                    "outputFormat");
        }
    }

    /** Operations have the option in common, and not its values. */
    private static void requireUsable(String option, String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw new UnusableOptionException(
                    option + " \"" + value + "\" is not one of " + String.join(", ", new TreeSet<>(allowed)), option);
        }
    }

    private void validateSpeakers() {
        if (diarizationModel == null && (speakers != null || minSpeakers != null || maxSpeakers != null)) {
            throw new UnusableOptionException(
                    "speakers, minSpeakers and maxSpeakers need a diarizationModel:"
                            + " add diarizationModel=auto, or remove them",
                    "speakers",
                    "minSpeakers",
                    "maxSpeakers");
        }
    }

    private void validateStream() {
        StreamCodec streamCodec = StreamCodec.of(codec);
        if (sampleRate != null && !StreamRecording.SAMPLE_RATES.contains(sampleRate)) {
            throw new IllegalArgumentException(
                    "sampleRate " + sampleRate + " is not one of " + StreamRecording.SAMPLE_RATES);
        }
        if (channels != null && channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels " + channels + " must be 1 or 2");
        }
        if (chunkDuration < SHORTEST_CHUNK || chunkDuration > LONGEST_CHUNK) {
            throw new IllegalArgumentException("chunkDuration " + chunkDuration + " ms must be from " + SHORTEST_CHUNK
                    + "ms to " + LONGEST_CHUNK + "ms; 50ms to 300ms are recommended");
        }
        if (realtime && !streamCodec.isTimed()) {
            throw new UnusableOptionException(
                    "realtime needs a codec whose bytes tell the time, and \"" + codec
                            + "\" is compressed: remove realtime, or use linear16, linear32, alaw or mulaw",
                    "realtime");
        }
        if (reconnectAttempts < 0) {
            throw new IllegalArgumentException(
                    "reconnectAttempts " + reconnectAttempts + " must not be negative: 0 means none");
        }
        if (reconnectTimeout < 1) {
            throw new IllegalArgumentException("reconnectTimeout " + reconnectTimeout
                    + " ms must be longer than 0: reconnectAttempts=0 means no reconnects");
        }
        if (maxStreamBuffer < 1) {
            throw new IllegalArgumentException("maxStreamBuffer " + maxStreamBuffer + " must be at least 1 byte");
        }
        if (idleTimeout < 1) {
            throw new IllegalArgumentException("idleTimeout " + idleTimeout + " must be longer than 0");
        }
    }

    private void validateSummary() {
        requireOneOf("task", task, TASKS);
        boolean prompted = prompt != null && !prompt.isBlank();
        if (USER_PROMPT.equals(task) && !prompted && !getParameters().containsKey("prompt")) {
            throw new UnusableOptionException(
                    "task user_prompt needs a prompt: add prompt=..., or remove task for minutes of a meeting", "task");
        }
        if (!USER_PROMPT.equals(task) && prompt != null) {
            throw new UnusableOptionException(
                    "prompt \"" + prompt + "\" has no effect with task " + (task == null ? "meeting_summary" : task)
                            + ": add task=user_prompt, or remove prompt",
                    "prompt");
        }
    }

    private void validateOutputFormat(PalatineOperation operation) {
        PalatineOperation maker = jobOperationOf(operation);
        boolean text = maker == PalatineOperation.SUMMARIZE || maker == PalatineOperation.PROFANITY;
        Set<OutputFormat> allowed = text
                ? EnumSet.of(OutputFormat.TRANSCRIPT, OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.RAW)
                : EnumSet.of(OutputFormat.TRANSCRIPT, OutputFormat.JSON, OutputFormat.RAW);
        boolean analysis = text || maker == PalatineOperation.SENTIMENT;
        if (analysis && operation != PalatineOperation.STATUS && !allowed.contains(getOutputFormat())) {
            throw new UnusableOptionException(
                    "outputFormat " + lowerCase(getOutputFormat()) + " makes no sense of a "
                            + (maker == PalatineOperation.SENTIMENT
                                    ? "sentiment"
                                    : maker == PalatineOperation.SUMMARIZE ? "summary" : "masked text")
                            + ": choose "
                            + allowed.stream()
                                    .map(PalatineConfiguration::lowerCase)
                                    .collect(Collectors.joining(", ")),
                    "outputFormat");
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

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public Boolean getFastInference() {
        return fastInference;
    }

    public void setFastInference(Boolean fastInference) {
        this.fastInference = fastInference;
    }

    public String getExportType() {
        return exportType;
    }

    public void setExportType(String exportType) {
        this.exportType = exportType;
    }

    public String getFileFormat() {
        return fileFormat;
    }

    public void setFileFormat(String fileFormat) {
        this.fileFormat = fileFormat;
    }

    public String getDiarizationModel() {
        return diarizationModel;
    }

    public void setDiarizationModel(String diarizationModel) {
        this.diarizationModel = diarizationModel;
    }

    public Integer getSpeakers() {
        return speakers;
    }

    public void setSpeakers(Integer speakers) {
        this.speakers = speakers;
    }

    public Integer getMinSpeakers() {
        return minSpeakers;
    }

    public void setMinSpeakers(Integer minSpeakers) {
        this.minSpeakers = minSpeakers;
    }

    public Integer getMaxSpeakers() {
        return maxSpeakers;
    }

    public void setMaxSpeakers(Integer maxSpeakers) {
        this.maxSpeakers = maxSpeakers;
    }

    public ReleaseMoment getReleaseJob() {
        return releaseJob;
    }

    public void setReleaseJob(ReleaseMoment releaseJob) {
        this.releaseJob = releaseJob;
    }

    public String getStreamModel() {
        return streamModel;
    }

    public void setStreamModel(String streamModel) {
        this.streamModel = streamModel;
    }

    public Integer getSampleRate() {
        return sampleRate;
    }

    public void setSampleRate(Integer sampleRate) {
        this.sampleRate = sampleRate;
    }

    public String getCodec() {
        return codec;
    }

    public void setCodec(String codec) {
        this.codec = codec;
    }

    public Integer getChannels() {
        return channels;
    }

    public void setChannels(Integer channels) {
        this.channels = channels;
    }

    public long getChunkDuration() {
        return chunkDuration;
    }

    public void setChunkDuration(long chunkDuration) {
        this.chunkDuration = chunkDuration;
    }

    public boolean isRealtime() {
        return realtime;
    }

    public void setRealtime(boolean realtime) {
        this.realtime = realtime;
    }

    public int getReconnectAttempts() {
        return reconnectAttempts;
    }

    public void setReconnectAttempts(int reconnectAttempts) {
        this.reconnectAttempts = reconnectAttempts;
    }

    public long getReconnectTimeout() {
        return reconnectTimeout;
    }

    public void setReconnectTimeout(long reconnectTimeout) {
        this.reconnectTimeout = reconnectTimeout;
    }

    public long getMaxStreamBuffer() {
        return maxStreamBuffer;
    }

    public void setMaxStreamBuffer(long maxStreamBuffer) {
        this.maxStreamBuffer = maxStreamBuffer;
    }

    public StreamAuth getStreamAuth() {
        return streamAuth;
    }

    public void setStreamAuth(StreamAuth streamAuth) {
        this.streamAuth = streamAuth;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public String getTask() {
        return task;
    }

    public void setTask(String task) {
        this.task = task;
    }

    public String getPrompt() {
        return prompt;
    }

    public void setPrompt(String prompt) {
        this.prompt = prompt;
    }

    public Boolean getThinking() {
        return thinking;
    }

    public void setThinking(Boolean thinking) {
        this.thinking = thinking;
    }

    public String getJobOperation() {
        return jobOperation;
    }

    public void setJobOperation(String jobOperation) {
        this.jobOperation = jobOperation;
    }

    @Override
    protected String accountKey() {
        return apiKey == null ? "" : apiKey;
    }

    public String getRoles() {
        return roles;
    }

    public void setRoles(String roles) {
        this.roles = roles;
    }

    public boolean isEmotions() {
        return emotions;
    }

    public void setEmotions(boolean emotions) {
        this.emotions = emotions;
    }

    public String getProfanityFilter() {
        return profanityFilter;
    }

    public void setProfanityFilter(String profanityFilter) {
        this.profanityFilter = profanityFilter;
    }

    public String getProfanityMask() {
        return profanityMask;
    }

    public void setProfanityMask(String profanityMask) {
        this.profanityMask = profanityMask;
    }

    public boolean isProfanityPositions() {
        return profanityPositions;
    }

    public void setProfanityPositions(boolean profanityPositions) {
        this.profanityPositions = profanityPositions;
    }
}
