/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Category;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.job.TranscriptionProvider;

/** Transcribe audio and video with Palatine Speech: text, speakers, subtitles. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = PalatineOperation.SCHEME,
        title = "Palatine Speech",
        syntax = "palatine:operation",
        category = {Category.AI, Category.CLOUD},
        remote = true,
        headersClass = PalatineConstants.class)
public class PalatineEndpoint extends TranscriptionEndpoint<PalatineConfiguration> {

    /** The OpenAI-compatible call requires a model; this is the one that the documentation recommends. */
    private static final String DEFAULT_OPENAI_MODEL = "palatine_large_highspeed";

    private static final String DEFAULT_DOWNLOAD_FORMAT = "srt";
    private static final String RESPONSE_FORMAT = "response_format";

    @UriPath(
            description =
                    "What to do: transcribe (submit, wait, reply with the transcript), submit (reply with the job), await (wait"
                            + " for a job, reply with its transcript), status (ask once how a job stands), results (consumer: emit recorded jobs when they are finished), download (wait for a job, reply with a file that Palatine"
                            + " renders), done (tell Palatine to forget a job), openai-transcription (one synchronous request), diarize (who speaks when, without text).",
            enums = "transcribe,submit,await,status,results,download,done,openai-transcription,diarize")
    @Metadata(required = true)
    private final String operation;

    @UriParam
    private final PalatineConfiguration configuration;

    private final PalatineOperation resolvedOperation;
    private PalatineApi api;

    PalatineEndpoint(
            String maskedUri, PalatineComponent component, String operation, PalatineConfiguration configuration) {
        super(maskedUri, component, configuration, PalatineOperation.of(operation), PalatineOperation.values());
        this.operation = operation;
        this.resolvedOperation = PalatineOperation.of(operation);
        this.configuration = configuration;
    }

    @Override
    protected void validate() {
        configuration.validateFor(resolvedOperation);
    }

    @Override
    protected void validate(AudioSource audio) {
        if (audio instanceof AudioLink && resolvedOperation == PalatineOperation.DIARIZE) {
            throw new IllegalArgumentException(
                    "diarize takes an upload, not a sourceUrl: send the recording as the body");
        }
    }

    @Override
    protected TranscriptionProvider createProvider(HttpTransport transport) {
        api = new PalatineApi(configuration, transport);
        return switch (resolvedOperation) {
            case DOWNLOAD ->
                new PalatineDownloadProvider(
                        api,
                        configuration.getFileFormat() == null ? DEFAULT_DOWNLOAD_FORMAT : configuration.getFileFormat(),
                        configuration.getExportType());
            case DIARIZE -> new PalatineProvider(api, resolvedOperation, PalatineTask.DIARIZATION);
            default -> new PalatineProvider(api, resolvedOperation, PalatineTask.TRANSCRIPTION);
        };
    }

    @Override
    protected Producer createOwnProducer() {
        return switch (resolvedOperation) {
            case DOWNLOAD -> awaitProducer();
            case DIARIZE -> transcribeProducer();
            case DONE -> new PalatineDoneProducer(this);
            case OPENAI_TRANSCRIPTION -> new PalatineOpenAiTranscriptionProducer(this);
            default -> throw new IllegalStateException(operation + " is one of all components");
        };
    }

    @Override
    protected ReleaseMoment releaseMoment() {
        return resolvedOperation == PalatineOperation.DOWNLOAD ? ReleaseMoment.NEVER : configuration.getReleaseJob();
    }

    /** Query parameters of a submission, or the form's fields with {@code openai-transcription}. */
    @Override
    protected Map<String, String> submissionParameters(Message message) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String model = message.getHeader(PalatineConstants.MODEL, configuration.getModel(), String.class);
        String language = TranscriptionConfiguration.requireLanguage(
                message.getHeader(TranscriptionConstants.LANGUAGE, configuration.getLanguage(), String.class));
        switch (resolvedOperation) {
            case DIARIZE -> put(parameters, "model", configuration.getDiarizationModel());
            case OPENAI_TRANSCRIPTION -> {
                put(parameters, "model", model == null ? DEFAULT_OPENAI_MODEL : model);
                put(parameters, "language", language);
                put(parameters, "diarization_model", configuration.getDiarizationModel());
                put(parameters, RESPONSE_FORMAT, openAiFormat());
            }
            default -> {
                put(parameters, "model", model);
                put(parameters, "fast_inference", configuration.getFastInference());
                // Not in the documentation of this call, where Palatine finds the language by itself.
                put(parameters, "language", language);
                put(parameters, "diarization_model", configuration.getDiarizationModel());
            }
        }
        put(parameters, "num_speakers", configuration.getSpeakers());
        put(parameters, "min_speakers", configuration.getMinSpeakers());
        put(parameters, "max_speakers", configuration.getMaxSpeakers());
        return withOwnParameters(parameters);
    }

    /** Palatine's REST calls; {@code null} before start. */
    PalatineApi api() {
        return api;
    }

    /** Whether the reply of {@code openai-transcription} is to be Palatine's answer as it is. */
    boolean isOwnFormatAskedFor() {
        return configuration.getFileFormat() != null
                || configuration.getParameters().containsKey(RESPONSE_FORMAT);
    }

    private String openAiFormat() {
        if (configuration.getFileFormat() != null) {
            return configuration.getFileFormat();
        }
        return configuration.getDiarizationModel() == null ? "verbose_json" : "diarized_json";
    }

    @Override
    public PalatineComponent getComponent() {
        return (PalatineComponent) super.getComponent();
    }
}
