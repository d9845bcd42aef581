/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Set;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.TranscriptionConfiguration;

/** The options of {@code palatine:}. */
@UriParams
public class PalatineConfiguration extends TranscriptionConfiguration {

    /** The public address, version included (palatine-rest.ru.txt). */
    static final String DEFAULT_BASE_URL = "https://api.palatine.ru/api/v1";

    private static final Set<String> DOWNLOAD_FORMATS = Set.of("srt", "vtt", "txt", "csv", "xlsx");
    private static final Set<String> OPENAI_FORMATS =
            Set.of("json", "verbose_json", "text", "srt", "vtt", "diarized_json");
    private static final Set<String> EXPORT_TYPES = Set.of("segments", "words");

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

    @UriParam(label = "producer", description = "How many speakers there are at least; not together with speakers.")
    private Integer minSpeakers;

    @UriParam(label = "producer", description = "How many speakers there are at most; not together with speakers.")
    private Integer maxSpeakers;

    @UriParam(
            label = "common",
            defaultValue = "exchange",
            enums = "exchange,fetch,never",
            description = "When Palatine is told that the job may go (task_done), which destroys its copy of the"
                    + " transcript: after the exchange has completed, as soon as the transcript has been fetched, or"
                    + " never. If it cannot be told, that is logged.")
    private ReleaseMoment releaseJob = ReleaseMoment.EXCHANGE;

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
}
