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
