/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.TranscriptionConfiguration;

/** The options of {@code aiesa:}. */
@UriParams
public class AiesaConfiguration extends TranscriptionConfiguration {

    /** The public address, version included (aiesa.ru.txt; the vendor's API reference has v2). */
    static final String DEFAULT_BASE_URL = "https://api.transcription.aiesa.ru/api/v1";

    static final String DEFAULT_DURATION_FORMAT = "mm:ss";

    @UriParam(
            label = "security",
            secret = true,
            description = "The public key, which is sent with each request and is part of the signed text.")
    private String publicKey;

    @UriParam(label = "security", secret = true, description = "The secret key that requests are signed with.")
    private String secretKey;

    @UriParam(
            label = "producer",
            defaultValue = "queue",
            enums = "queue,lightning",
            description = "The priority of jobs, which affects the price. The header CamelAiesaPriority overrides it.")
    private String priority = "queue";

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether to distinguish speakers. If not set, AIESA uses its own default, which it does not "
                    + "document.")
    private Boolean enableDiarization;

    @UriParam(
            label = "producer",
            displayName = "AI Prompt",
            description = "A question about the recording, or a task such as a summary, for AIESA's language model. "
                    + "The answer is the transcript's analysis, and in the header CamelAiesaAnalysis.")
    private String aiPrompt;

    @UriParam(
            label = "producer",
            description = "The length of recordings in requests for a price, such as 00:05; it is sent unchanged. The "
                    + "header CamelTranscriptionDuration (seconds) overrides it. If neither is set, the length is "
                    + "read from a WAV or FLAC recording.")
    private String duration;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "mm:ss",
            enums = "mm:ss,hh:mm:ss,hh:mm,seconds",
            description = "The format of a length that was read from the recording or from the header. AIESA's "
                    + "documentation does not say what its example 00:05 means. If it means hours and minutes, mm:ss "
                    + "gives prices that are too high, never too low.")
    private String durationFormat = DEFAULT_DURATION_FORMAT;

    @UriParam(
            label = "common",
            defaultValue = "json",
            enums = "json,text,pdf,links",
            description = "The result of AIESA to reply with: json, as a transcript that follows outputFormat; text as "
                    + "AIESA writes it; the pdf report as bytes; or a map of links to all of them. With download, the "
                    + "file.")
    private AiesaResultType resultType = AiesaResultType.JSON;

    @UriParam(
            label = "producer",
            description = "The maximum price of a job, in the currency of the account, such as 50. The component asks "
                    + "for the price first, and refuses a more expensive job before it is submitted.")
    private Double maxCost;

    @UriParam(
            label = "producer",
            defaultValue = "refuse",
            enums = "refuse,submit",
            description = "With maxCost: what to do if the length of the recording, and so the price, is unknown: "
                    + "refuse refuses the job, submit submits it at any price and logs a warning.")
    private UnknownDuration unknownDuration = UnknownDuration.REFUSE;

    /** Options with their defaults. */
    public AiesaConfiguration() {
        super(DEFAULT_BASE_URL);
    }

    public String getPublicKey() {
        return publicKey;
    }

    public void setPublicKey(String publicKey) {
        this.publicKey = publicKey;
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }

    public Boolean getEnableDiarization() {
        return enableDiarization;
    }

    public void setEnableDiarization(Boolean enableDiarization) {
        this.enableDiarization = enableDiarization;
    }

    public String getAiPrompt() {
        return aiPrompt;
    }

    public void setAiPrompt(String aiPrompt) {
        this.aiPrompt = aiPrompt;
    }

    public String getDuration() {
        return duration;
    }

    public void setDuration(String duration) {
        this.duration = duration;
    }

    public String getDurationFormat() {
        return durationFormat;
    }

    public void setDurationFormat(String durationFormat) {
        this.durationFormat = durationFormat;
    }

    public AiesaResultType getResultType() {
        return resultType;
    }

    public void setResultType(AiesaResultType resultType) {
        this.resultType = resultType;
    }

    public Double getMaxCost() {
        return maxCost;
    }

    public void setMaxCost(Double maxCost) {
        this.maxCost = maxCost;
    }

    public UnknownDuration getUnknownDuration() {
        return unknownDuration;
    }

    public void setUnknownDuration(UnknownDuration unknownDuration) {
        this.unknownDuration = unknownDuration;
    }
}
