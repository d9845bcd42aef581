/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.palatine.stream.StreamAuth;
import io.github.cameltranscription.palatine.stream.StreamCodec;

/** The options of {@code palatine:}. */
@UriParams
public class PalatineConfiguration extends TranscriptionConfiguration {

    /** The public address, version included (palatine-rest.ru.txt). */
    static final String DEFAULT_BASE_URL = "https://api.palatine.ru/api/v1";

    @UriParam(
            label = "security",
            displayName = "API Key",
            secret = true,
            description = "The API token, sent as Authorization: Bearer.")
    private String apiKey;

    @UriParam(
            label = "producer",
            description = "The model, such as palatine_large_highspeed or palatine_small; Palatine's default if not "
                    + "set. The header CamelPalatineModel overrides it.")
    private String model;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether to use the accelerated mode. If not set, Palatine uses it.")
    private Boolean fastInference;

    @UriParam(
            label = "producer",
            enums = "segments,words",
            description = "Whether a table in csv or xlsx has a row for each segment or for each word.")
    private String exportType;

    @UriParam(
            label = "producer",
            enums = "srt,vtt,txt,csv,xlsx,json,verbose_json,text,diarized_json",
            description = "The format that Palatine itself renders. With download: srt (if not set), vtt, txt, csv or "
                    + "xlsx. With openai-transcription: json, verbose_json, text, srt, vtt or diarized_json, and the "
                    + "reply is Palatine's unchanged answer; if not set, the reply follows outputFormat.")
    private String fileFormat;

    @UriParam(
            label = "producer",
            description = "The model that distinguishes speakers: auto, palatine_diarize (up to 4 speakers) or "
                    + "palatine_diarize_multi. Billed as a second operation. Off by default with transcribe, submit "
                    + "and openai-transcription.")
    private String diarizationModel;

    @UriParam(
            label = "producer",
            description = "The number of speakers, if known. Needs a diarizationModel, except with diarize.")
    private Integer speakers;

    @UriParam(
            label = "producer",
            description = "The smallest number of speakers, with or without maxSpeakers; not together with speakers. "
                    + "Needs a diarizationModel, except with diarize.")
    private Integer minSpeakers;

    @UriParam(
            label = "producer",
            description = "The largest number of speakers, with or without minSpeakers; not together with speakers. "
                    + "Needs a diarizationModel, except with diarize.")
    private Integer maxSpeakers;

    @UriParam(
            label = "producer",
            description = "The roles of the speakers: auto, a JSON list of up to 10 names such as "
                    + "[\"Operator\",\"Client\"], or a JSON object of descriptions by name. Needs a diarizationModel; "
                    + "an upload, not a link; billed as an operation of its own.")
    private String roles;

    @UriParam(
            label = "producer",
            description = "Whether to recognise the emotion of each segment: neutral, positive, sad or angry. Only for "
                    + "Russian speech. Needs a diarizationModel and an upload, not a link. Billed as a separate "
                    + "operation.")
    private boolean emotions;

    @UriParam(
            label = "producer",
            enums = "soft,hard,true,false",
            description = "Masks profanity in the whole transcript, which cannot be undone: soft masks only obscene "
                    + "words, hard (or true) rude words too. With profanity, masks the text; hard if not set.")
    private String profanityFilter;

    @UriParam(
            label = "producer",
            defaultValue = "partial",
            enums = "partial,full",
            description = "How words are masked: partial keeps the first and the last letter. Needs a profanityFilter, "
                    + "except with profanity. If not set, Palatine uses partial.")
    private String profanityMask;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the reply has the positions of masked words. Needs a profanityFilter, except with "
                    + "profanity.")
    private boolean profanityPositions;

    @UriParam(
            label = "common",
            defaultValue = "exchange",
            enums = "exchange,fetch,never",
            description = "When the job is released at Palatine (task_done), which destroys its copy of the "
                    + "transcript: after the exchange has completed, as soon as the transcript has been fetched, or "
                    + "never. A release that fails is logged.")
    private ReleaseMoment releaseJob = ReleaseMoment.EXCHANGE;

    @UriParam(
            label = "producer,stream",
            description = "With stream: the model. If not set, Palatine uses palatine_stream. The header "
                    + "CamelPalatineModel overrides it.")
    private String streamModel;

    @UriParam(
            label = "producer,stream",
            defaultValue = "48000",
            enums = "8000,16000,22050,32000,44100,48000",
            description = "With stream: the sample rate in Hz. If not set, that of the body's WAV header, if there is "
                    + "one.")
    private Integer sampleRate;

    @UriParam(
            label = "producer,stream",
            defaultValue = "linear16",
            enums =
                    "linear16,linear32,opus,flac,mp3,aac,mp2,m4a,wav,webm,ogg,mp4,alaw,mulaw,amr-nb,amr-wb,ogg-opus,speex,g729",
            description = "With stream: the codec of the audio. linear16 (16-bit integers, little-endian) has the "
                    + "least delay.")
    private String codec = StreamCodec.LINEAR16.wireName();

    @UriParam(
            label = "producer,stream",
            defaultValue = "1",
            enums = "1,2",
            description = "With stream: the number of channels, 1 or 2. If not set, that of the body's WAV header, if "
                    + "there is one.")
    private Integer channels;

    @UriParam(
            label = "producer,stream",
            defaultValue = "150ms",
            javaType = "java.time.Duration",
            description = "With stream: the length of audio in one message; Palatine recommends 50 to 300 ms.")
    private long chunkDuration = 150;

    @UriParam(
            label = "producer,stream",
            defaultValue = "false",
            description = "With stream: whether to send audio at the speed of speech, which gives better times of "
                    + "words. If false, it is sent as fast as Palatine accepts it.")
    private boolean realtime;

    @UriParam(
            label = "producer,stream",
            defaultValue = "3",
            description = "With stream: the maximum number of consecutive connections that break without progress, "
                    + "which is new text or more processed audio. Audio that Palatine may not have processed is sent "
                    + "again. Also the number of further attempts if the first connection fails. 0 for no reconnects.")
    private int reconnectAttempts = 3;

    @UriParam(
            label = "producer,stream",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "With stream: how long a stream tries to connect again after its connection broke. It keeps "
                    + "audio that arrives in this time, up to 8 MiB.")
    private long reconnectTimeout = 30_000;

    @UriParam(
            label = "producer,stream",
            defaultValue = "268435456",
            description = "With stream: the maximum number of bytes of audio that all streams of the component keep "
                    + "for sending, or for sending again. Above it, senders wait.")
    private long maxStreamBuffer = 256L * 1024 * 1024;

    @UriParam(
            label = "producer,stream,security",
            defaultValue = "query",
            enums = "query,header",
            description = "With stream: whether to send the API token in the query, as documented, or in the header "
                    + "Authorization, which keeps it out of access logs.")
    private StreamAuth streamAuth = StreamAuth.QUERY;

    @UriParam(
            label = "producer,stream",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "With stream and chunks: the time without a chunk after which the stream is ended.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "meeting_summary",
            enums = "meeting_summary,user_prompt",
            description = "With summarize: meeting_summary, also if not set, for the minutes of a meeting, or "
                    + "user_prompt for a summary by the option prompt.")
    private String task;

    @UriParam(
            label = "producer",
            description = "With summarize and task=user_prompt: the instructions for the summary.")
    private String prompt;

    @UriParam(
            label = "producer",
            description = "With summarize: whether the model takes longer for a better summary. If not set, it does "
                    + "not.")
    private Boolean thinking;

    @UriParam(
            label = "producer",
            defaultValue = "transcribe",
            enums = "transcribe,diarize,summarize,sentiment",
            description = "With await, status and done: the operation that made the job, because Palatine has separate "
                    + "calls for each. If not set, transcribe, also for jobs of submit.")
    private String jobOperation;

    /** Options with their defaults. */
    public PalatineConfiguration() {
        super(DEFAULT_BASE_URL);
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
