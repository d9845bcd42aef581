/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.TextInput;
import io.github.cameltranscription.component.JobReference;
import io.github.cameltranscription.component.OptionRules;
import io.github.cameltranscription.component.QuestionProducer;
import io.github.cameltranscription.component.ReleaseMoment;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.ReplyHeaders;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.monitor.JobUsage;
import io.github.cameltranscription.palatine.stream.StreamCodec;
import io.github.cameltranscription.palatine.stream.StreamSettings;
import io.github.cameltranscription.transcript.Transcript;

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

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Logger LOG = LoggerFactory.getLogger(PalatineEndpoint.class);

    private static final int TELEPHONE_RATE = 8000;

    /** The file name of a text without one. */
    private static final String TEXT_NAME = "text";

    private static final String RESPONSE_FORMAT = "response_format";

    @UriPath(
            description = "What to do: transcribe (submit, wait, reply with the transcript), submit (reply with the "
                    + "job), await (wait for a job, reply with its transcript), status (request the status of a job "
                    + "once), results (consumer: emit recorded jobs when they are finished), parked (list, retry or "
                    + "forget parked jobs), download (wait for a job, reply with a file that Palatine renders), done "
                    + "(release a job at Palatine), openai-transcription (one synchronous request), diarize (speakers "
                    + "and their times, without text), summarize (minutes of a recording or a text), sentiment (the "
                    + "mood of a recording), profanity (mask the profanity of a text), balance (the balance of the "
                    + "account), stream (recognise audio while it is spoken; as a consumer, emit the events of all "
                    + "streams).",
            enums = "transcribe,submit,await,status,results,parked,download,done,openai-transcription,diarize,"
                    + "summarize,sentiment,profanity,balance,stream")
    @Metadata(required = true)
    private final PalatineOperation operation;

    @UriParam
    private final PalatineConfiguration configuration;

    private PalatineApi api;

    PalatineEndpoint(
            String maskedUri,
            PalatineComponent component,
            PalatineOperation operation,
            PalatineConfiguration configuration) {
        super(maskedUri, component, configuration, operation, PalatineOptions.TABLE);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected void validate() {
        PalatineOptions.RULES.check(configuration, operation);
    }

    @Override
    protected void validate(JobInput audio) {
        // The raw audio of a stream may begin with any bytes.
        if (operation != PalatineOperation.STREAM) {
            super.validate(audio);
        }
        if (audio instanceof AudioLink && task().submitLinkPath() == null) {
            throw new IllegalArgumentException(
                    getOperation() + " takes an upload, not a sourceUrl: send the recording as the body");
        }
        boolean transcribed = operation == PalatineOperation.TRANSCRIBE || operation == PalatineOperation.SUBMIT;
        if (audio instanceof AudioLink && transcribed) {
            PalatineOptions.requireNoSpeakerAnalysis(configuration);
        }
        if (audio instanceof TextInput text) {
            if (task().submitTextPath() == null) {
                throw new IllegalArgumentException(
                        getOperation() + " takes a recording, and the body is a transcript: send the recording again");
            }
            if (text.text().isBlank()) {
                throw new IllegalArgumentException("the text is empty: nothing is sent for it");
            }
        }
    }

    /** A transcript is a text even where texts are refused, because Camel would convert it to a recording. */
    @Override
    protected TextInput findText(Message message) {
        if (task().isTranscript()) {
            return null;
        }
        String name = ReplyHeaders.given(message, TranscriptionConstants.FILE_NAME, null);
        String known = name == null ? message.getHeader(Exchange.FILE_NAME, TEXT_NAME, String.class) : name;
        if (message.getBody() instanceof Transcript transcript) {
            return new TextInput(known, transcript.text());
        }
        boolean text = task() == PalatineTask.SUMMARY && message.getBody() instanceof CharSequence;
        return text ? new TextInput(known, message.getBody().toString()) : null;
    }

    @Override
    protected String accountKey() {
        return configuration.getApiKey();
    }

    /** Palatine's languages include {@code haw} and {@code yue} (the vendor's supported_languages.mdx). */
    @Override
    protected String checkedLanguage(String value) {
        if (value != null && !LANGUAGE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "language \"" + value
                            + "\" is neither an ISO 639-1 code nor one of three letters: give lower-case letters such as ru, en or haw");
        }
        return value;
    }

    @Override
    protected String model(Message message) {
        return operation == PalatineOperation.STREAM
                ? configuration.getStreamModel()
                : ReplyHeaders.given(message, PalatineConstants.MODEL, configuration.getModel());
    }

    @Override
    protected JobUsage usage(Map<String, Object> headers) {
        String currency = (String) headers.get(PalatineConstants.CURRENCY);
        return new JobUsage(
                (Double) headers.get(PalatineConstants.DURATION),
                null,
                null,
                null,
                (Double) headers.get(PalatineConstants.BALANCE),
                currency);
    }

    @Override
    protected TranscriptionProvider createProvider(HttpTransport transport) {
        api = new PalatineApi(configuration, transport, withOwnStatusParameters(Map.of()));
        return switch (operation) {
            case DOWNLOAD ->
                new PalatineDownloadProvider(
                        api, PalatineOptions.fileFormat(configuration), configuration.getExportType());
            default -> new PalatineProvider(api, operation, task(), configuration.getOutputFormat());
        };
    }

    @Override
    protected Producer createOwnProducer() {
        return switch (operation) {
            case DOWNLOAD -> awaitProducer();
            case DIARIZE, SUMMARIZE, SENTIMENT -> transcribeProducer();
            case PROFANITY ->
                new QuestionProducer<>(
                        this,
                        this::maskProfanity,
                        (exchange, masked) -> reply(masked, configuration.getOutputFormat()));
            case BALANCE ->
                new QuestionProducer<>(
                        this, exchange -> () -> api.balance(getOperation()), (exchange, balance) -> Reply.of(balance)
                                .with(PalatineConstants.BALANCE, balance.amount())
                                .with(PalatineConstants.CURRENCY, balance.currency()));
            case DONE -> new QuestionProducer<>(this, this::release, this::released);
            case OPENAI_TRANSCRIPTION -> new PalatineOpenAiTranscriptionProducer(this);
            case STREAM -> new PalatineStreamProducer(this);
            default -> super.createOwnProducer();
        };
    }

    private Supplier<CompletionStage<PalatineProfanity>> maskProfanity(Exchange exchange) {
        RequestBody question = PalatineProfanityFilter.question(exchange.getMessage(), configuration);
        return () -> api.maskProfanity(getOperation(), question);
    }

    private static Reply reply(PalatineProfanity masked, OutputFormat format) {
        return Reply.of(TranscriptRenderer.render(masked, format))
                .with(PalatineConstants.PROFANITY_COUNT, masked.count())
                .with(Exchange.CONTENT_TYPE, format.getContentType());
    }

    private Supplier<CompletionStage<String>> release(Exchange exchange) {
        String jobId = JobReference.read(exchange.getMessage(), PalatineOperation.SCHEME)
                .jobId();
        return () -> api.done(getOperation(), task(), jobId).thenApply(answer -> jobId);
    }

    /** The message stays as it is. */
    private Reply released(Exchange exchange, String jobId) {
        released(jobId);
        return Reply.of(exchange.getMessage().getBody()).with(TranscriptionConstants.JOB_ID, jobId);
    }

    /** The kind of the endpoint's tasks. */
    PalatineTask task() {
        return PalatineTask.of(PalatineOptions.jobOperation(configuration, operation));
    }

    @Override
    protected String kindOfJob() {
        PalatineOperation maker = PalatineOptions.jobOperation(configuration, operation);
        return maker == operation ? super.kindOfJob() : maker.getName();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != PalatineOperation.STREAM) {
            return super.createConsumer(processor);
        }
        PalatineStreamConsumer consumer = new PalatineStreamConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (operation == PalatineOperation.STREAM) {
            warnOfTelephoneCodec();
            getComponent().streams().start();
        }
    }

    private void warnOfTelephoneCodec() {
        StreamCodec codec = StreamCodec.of(configuration.getCodec());
        Integer rate = configuration.getSampleRate();
        if (codec.isTelephone() && (rate == null || rate != TELEPHONE_RATE)) {
            LOG.warn(
                    "palatine:stream: codec {} is made for telephone lines, for which Palatine recommends"
                            + " sampleRate={}, and sampleRate is {}",
                    configuration.getCodec(),
                    TELEPHONE_RATE,
                    rate == null ? "not set" : rate);
        }
    }

    @Override
    protected void doStop() throws Exception {
        getComponent().streams().close(this);
        super.doStop();
    }

    /** A file that Palatine renders needs a request of its own. */
    @Override
    protected FetchedFrom fetchedFrom() {
        return operation == PalatineOperation.DOWNLOAD ? FetchedFrom.API : FetchedFrom.STATUS;
    }

    @Override
    protected ReleaseMoment releaseMoment() {
        return operation == PalatineOperation.DOWNLOAD ? ReleaseMoment.NEVER : configuration.getReleaseJob();
    }

    /** Query parameters of a submission, or the form's fields with {@code openai-transcription}. */
    @Override
    protected Map<String, String> submissionParameters(Message message) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!task().isTranscript()) {
            putAnalysisParameters(parameters);
            return withOwnParameters(parameters);
        }
        String model = ReplyHeaders.given(message, PalatineConstants.MODEL, configuration.getModel());
        String language = language(message);
        switch (operation) {
            case DIARIZE -> put(parameters, "model", configuration.getDiarizationModel());
            case OPENAI_TRANSCRIPTION -> {
                put(parameters, "model", model == null ? DEFAULT_OPENAI_MODEL : model);
                put(parameters, "language", language);
                put(parameters, "diarization_model", configuration.getDiarizationModel());
                put(parameters, RESPONSE_FORMAT, openAiFormat());
                putCallAnalysis(parameters);
            }
            case STREAM -> {
                String streamModel =
                        ReplyHeaders.given(message, PalatineConstants.MODEL, configuration.getStreamModel());
                put(parameters, "model", streamModel);
                put(parameters, "language", language);
                return parameters;
            }
            default -> {
                put(parameters, "model", model);
                put(parameters, "fast_inference", configuration.getFastInference());
                // The public documentation lists languages and does not say which call takes one.
                put(parameters, "language", language);
                put(parameters, "diarization_model", configuration.getDiarizationModel());
                putCallAnalysis(parameters);
            }
        }
        put(parameters, "num_speakers", configuration.getSpeakers());
        put(parameters, "min_speakers", configuration.getMinSpeakers());
        put(parameters, "max_speakers", configuration.getMaxSpeakers());
        return withOwnParameters(parameters);
    }

    /** The settings of streams. */
    StreamSettings streamSettings() {
        return new StreamSettings(
                configuration.getBaseUrl(),
                configuration.getApiKey(),
                configuration.getStreamAuth(),
                withOwnParameters(Map.of()),
                Duration.ofMillis(configuration.getChunkDuration()),
                configuration.isRealtime(),
                configuration.getReconnectAttempts(),
                Duration.ofMillis(configuration.getReconnectTimeout()),
                configuration.getMaxStreamBuffer(),
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getResponseTimeout()),
                Duration.ofMillis(configuration.getIdleTimeout()));
    }

    private void putCallAnalysis(Map<String, String> parameters) {
        put(parameters, PalatineParameters.ROLES, configuration.getRoles());
        // False is the default, and not every account and call accepts the parameter.
        put(parameters, PalatineParameters.EMOTIONS, configuration.isEmotions() ? true : null);
        String filter = OptionRules.lowerCase(configuration.getProfanityFilter());
        put(parameters, PalatineParameters.PROFANITY_FILTER, "false".equals(filter) ? null : filter);
        put(parameters, PalatineParameters.PROFANITY_MASK, OptionRules.lowerCase(configuration.getProfanityMask()));
        put(parameters, PalatineParameters.PROFANITY_POSITIONS, configuration.isProfanityPositions() ? true : null);
    }

    private void putAnalysisParameters(Map<String, String> parameters) {
        if (task() == PalatineTask.SUMMARY) {
            put(parameters, "task", PalatineOptions.task(configuration));
            put(parameters, "prompt", configuration.getPrompt());
            put(parameters, "thinking", configuration.getThinking());
        }
    }

    /** Palatine's REST calls; {@code null} before start. */
    PalatineApi api() {
        return api;
    }

    /** Whether the reply of {@code openai-transcription} is Palatine's unchanged answer. */
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
