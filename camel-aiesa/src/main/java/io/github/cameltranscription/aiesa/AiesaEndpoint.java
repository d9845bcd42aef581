/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.MediaType;
import io.github.cameltranscription.component.QuestionProducer;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.ReplyHeaders;
import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.monitor.JobUsage;
import io.github.cameltranscription.transcript.LenientJson;

/** Transcribe audio and video with AIESA: text, speakers, analysis, reports, and the price before the job. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = AiesaOperation.SCHEME,
        title = "AIESA",
        syntax = "aiesa:operation",
        category = {Category.AI, Category.CLOUD},
        remote = true,
        headersClass = AiesaConstants.class)
public class AiesaEndpoint extends TranscriptionEndpoint<AiesaConfiguration> {

    private static final Logger LOG = LoggerFactory.getLogger(AiesaEndpoint.class);

    @UriPath(
            description = "What to do: transcribe (submit, wait, reply with the transcript), submit (reply with the "
                    + "job), await (wait for a job, reply with its transcript), status (request the status of a job "
                    + "once), results (consumer: emit recorded jobs when they are finished), parked (list, retry or "
                    + "forget parked jobs), download (wait for a job, reply with a result file), calculate (the price "
                    + "of a job), models (the models for analysis).",
            enums = "transcribe,submit,await,status,results,parked,download,calculate,models")
    @Metadata(required = true)
    private final AiesaOperation operation;

    @UriParam
    private final AiesaConfiguration configuration;

    private AiesaApi api;
    private AiesaResultFiles files;

    AiesaEndpoint(
            String maskedUri, AiesaComponent component, AiesaOperation operation, AiesaConfiguration configuration) {
        super(maskedUri, component, configuration, operation, AiesaOptions.TABLE);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected void validate() {
        AiesaOptions.RULES.check(configuration, operation);
    }

    @Override
    protected void validate(JobInput audio) {
        // The body of calculate may be a file with the question, in JSON.
        if (operation != AiesaOperation.CALCULATE) {
            super.validate(audio);
            warnOfUnknownType(audio);
        }
    }

    private static void warnOfUnknownType(JobInput audio) {
        if (audio instanceof AudioUpload upload && upload.mediaType() == MediaType.UNKNOWN) {
            LOG.warn(
                    "The type of {} is not a known audio or video type, so it is sent as {}: AIESA may refuse it",
                    OutsideText.printable(upload.name()),
                    upload.mediaType().contentType());
        }
    }

    @Override
    protected void requireCredentials() {
        requireSecret("publicKey", configuration.getPublicKey());
        requireSecret("secretKey", configuration.getSecretKey());
    }

    @Override
    protected String accountKey() {
        return configuration.getPublicKey();
    }

    @Override
    protected TranscriptionProvider createProvider(HttpTransport transport) {
        api = new AiesaApi(
                getOperation(), configuration, transport, getComponent().clock(), withOwnStatusParameters(Map.of()));
        files = new AiesaResultFiles(getOperation(), transport, AiesaApi.secrets(configuration));
        return provider((AiesaCostGuard) null);
    }

    /** The length in the message's header is part of the price request before a submission. */
    @Override
    protected TranscriptionProvider provider(Message message) {
        boolean guarded = configuration.getMaxCost() != null
                && (operation == AiesaOperation.TRANSCRIBE || operation == AiesaOperation.SUBMIT);
        return guarded
                ? provider(new AiesaCostGuard(api, getOperation(), configuration, durationHeader(message)))
                : super.provider(message);
    }

    private TranscriptionProvider provider(AiesaCostGuard costGuard) {
        return new AiesaProvider(api, files, operation, configuration.getResultType(), costGuard);
    }

    @Override
    protected Producer createOwnProducer() {
        return switch (operation) {
            case DOWNLOAD -> awaitProducer();
            case CALCULATE ->
                new QuestionProducer<>(this, new AiesaCalculation(this)::ask, (exchange, cost) -> reply(cost));
            case MODELS ->
                new QuestionProducer<>(this, exchange -> () -> api.models(), (exchange, json) -> Reply.of(json)
                        .with(Exchange.CONTENT_TYPE, "application/json"));
            default -> super.createOwnProducer();
        };
    }

    private static Reply reply(AiesaCost cost) {
        Reply reply = Reply.of(cost)
                .with(AiesaConstants.COST, cost.cost())
                .with(AiesaConstants.MINUTES_BILLED, cost.minutesBilled());
        return cost.balance() == null
                ? reply
                : reply.with(AiesaConstants.CURRENCY, cost.balance().currency())
                        .with(AiesaConstants.AVAILABLE_CREDIT, cost.balance().availableCredit());
    }

    /** The form's fields of a submission (aiesa.ru.txt). */
    @Override
    protected Map<String, String> submissionParameters(Message message) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "language", language(message));
        put(parameters, "priority", priority(message));
        put(parameters, "enable_diarization", configuration.getEnableDiarization());
        put(parameters, "ai_prompt", configuration.getAiPrompt());
        return withOwnParameters(parameters);
    }

    /** The parameters given as {@code param.NAME=value} alone. */
    Map<String, String> ownParameters() {
        return withOwnParameters(Map.of());
    }

    /** The priority changes when the transcript comes, not the transcript. */
    @Override
    protected Set<String> parametersBesidesTheResult() {
        return Set.of("priority");
    }

    /** The priority of a message's job, checked. */
    String priority(Message message) {
        return AiesaOptions.requirePriority(
                ReplyHeaders.given(message, AiesaConstants.PRIORITY, configuration.getPriority()));
    }

    /**
     * The length of the recording in a message's header, or {@code null} if there is no header.
     *
     * @throws IllegalArgumentException if the header is not a length
     */
    Duration durationHeader(Message message) {
        Object length = ReplyHeaders.given(message, AiesaConstants.DURATION);
        if (length == null) {
            return null;
        }
        Duration duration = LenientJson.duration(
                getCamelContext().getTypeConverter().tryConvertTo(Double.class, message.getExchange(), length));
        if (duration == null || duration.isZero()) {
            throw new IllegalArgumentException(AiesaConstants.DURATION + " \"" + length
                    + "\" is no length of a recording: give a number of seconds, more than 0, or remove the header");
        }
        return duration;
    }

    /** The models: a list that costs nothing and needs both keys. */
    @Override
    protected CompletionStage<?> probe() {
        return api.probe();
    }

    /** The price that {@code calculate} replies with is not paid. */
    @Override
    protected JobUsage usage(Map<String, Object> headers) {
        boolean paid = operation != AiesaOperation.CALCULATE;
        Integer minutes = (Integer) headers.get(AiesaConstants.MINUTES_BILLED);
        return new JobUsage(
                (Double) headers.get(AiesaConstants.DURATION),
                minutes == null || !paid ? null : minutes.doubleValue(),
                paid ? (Double) headers.get(AiesaConstants.COST) : null,
                (String) headers.get(AiesaConstants.CURRENCY),
                (Double) headers.get(AiesaConstants.AVAILABLE_CREDIT),
                (String) headers.get(AiesaConstants.CURRENCY));
    }

    /** Result files are on another host. */
    @Override
    protected FetchedFrom fetchedFrom() {
        return FetchedFrom.ELSEWHERE;
    }

    /** AIESA's REST calls; {@code null} before start. */
    AiesaApi api() {
        return api;
    }

    @Override
    public AiesaComponent getComponent() {
        return (AiesaComponent) super.getComponent();
    }
}
