/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.component.webhook.WebhookUtils;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.service.ServiceHelper;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.component.ReplyHeaders;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.monitor.JobUsage;

/** Transcribe audio and video with Shopot: text, speakers, summaries, and callbacks. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = ShopotOperation.SCHEME,
        title = "Shopot",
        syntax = "shopot:operation",
        category = {Category.AI, Category.CLOUD},
        remote = true,
        headersClass = ShopotConstants.class)
public class ShopotEndpoint extends TranscriptionEndpoint<ShopotConfiguration> implements WebhookCapableEndpoint {

    @UriPath(
            description = "What to do: transcribe (submit, wait, reply with the transcript), submit (reply with the "
                    + "job), await (wait for a job, reply with its transcript), status (request the status of a job "
                    + "once), results (consumer: emit recorded jobs when they are finished), parked (list, retry or "
                    + "forget parked jobs), webhook (consumer: receive Shopot's callbacks).",
            enums = "transcribe,submit,await,status,results,parked,webhook")
    @Metadata(required = true)
    private final ShopotOperation operation;

    @UriParam
    private final ShopotConfiguration configuration;

    /** The engine's name in the registry, because {@code webhook:} passes options on as text. */
    private static final String WEBHOOK_ENGINE = ShopotOperation.SCHEME + "-webhook-engine";

    private ShopotProvider adapter;
    private ShopotWebhookService webhook;
    private WebhookConfiguration webhookConfiguration;
    private String externalAddress;

    ShopotEndpoint(
            String maskedUri, ShopotComponent component, ShopotOperation operation, ShopotConfiguration configuration) {
        super(maskedUri, component, configuration, operation, ShopotOptions.TABLE);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected void validate() {
        ShopotOptions.RULES.check(configuration, operation);
    }

    @Override
    protected void validate(JobInput audio) {
        if (audio instanceof AudioUpload upload) {
            ShopotUploadLimits.check(getOperation(), upload);
        }
        super.validate(audio);
    }

    @Override
    protected void requireCredentials() {
        boolean isWebhook = operation == ShopotOperation.WEBHOOK;
        if (!isWebhook) {
            super.requireCredentials();
        }
        if (isWebhook || ShopotConfiguration.WEBHOOK_ADDRESS.equals(configuration.getCallbackUrl())) {
            requirePresent("webhookSecret", configuration.getWebhookSecret());
        }
    }

    @Override
    protected String accountKey() {
        return configuration.getApiKey();
    }

    @Override
    protected String checkedLanguage(String value) {
        String language = super.checkedLanguage(value);
        if (language != null && !ShopotOptions.LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("language \"" + language + "\" is not one that Shopot knows: it takes "
                    + String.join(", ", ShopotOptions.LANGUAGES) + "; param.language=" + language
                    + " sends it all the same");
        }
        return language;
    }

    @Override
    protected CompletionStage<?> probe() {
        return getComponent().isHealthCheckBalance()
                ? super.probe().thenCompose(found -> adapter.probeBalance())
                : super.probe();
    }

    @Override
    protected JobUsage usage(Map<String, Object> headers) {
        Double balance = (Double) headers.get(ShopotConstants.BALANCE_MINUTES);
        return new JobUsage(
                (Double) headers.get(ShopotConstants.DURATION),
                null,
                null,
                null,
                balance,
                balance == null ? null : "minutes");
    }

    @Override
    protected TranscriptionProvider createProvider(HttpTransport transport) {
        adapter = new ShopotProvider(
                getOperation(),
                configuration,
                transport,
                getComponent().statusPath(configuration),
                statusQuery(configuration.getModifier()),
                speakers());
        return adapter;
    }

    @Override
    protected TranscriptionProvider provider(Message message) {
        String language = ReplyHeaders.given(message, TranscriptionConstants.LANGUAGE, configuration.getLanguage());
        ShopotSpeakers speakers = new ShopotSpeakers(configuration.getSpeakerPrefix(), language);
        return adapter.with(statusQuery(modifier(message)), speakers);
    }

    private Map<String, String> statusQuery(String modifier) {
        return withOwnStatusParameters(modifier == null ? Map.of() : Map.of("modifier", modifier));
    }

    /** Names the speakers of transcripts. */
    ShopotSpeakers speakers() {
        return new ShopotSpeakers(configuration.getSpeakerPrefix(), configuration.getLanguage());
    }

    /**
     * The form's fields of a submission, or those of its JSON (shopot-reference.ru.txt). The names of {@code summary} and
     * {@code modifier} were lost in shopot-create.ru.txt; {@code param.NAME=value} sends others.
     */
    @Override
    protected Map<String, String> submissionParameters(Message message) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "language", language(message));
        put(parameters, "initial_prompt", configuration.getInitialPrompt());
        put(parameters, "vad_filter", configuration.getVadFilter());
        put(parameters, "disable_diarization", configuration.getDisableDiarization());
        put(parameters, "summary", configuration.getSummary());
        put(parameters, "template", configuration.getTemplate());
        if (configuration.getCallbackUrl() != null) {
            put(parameters, "callback_url", callbackUrl());
            put(parameters, "callback_id", callbackId(message));
            // For the callback; each poll has its own.
            put(parameters, "modifier", modifier(message));
        }
        return withOwnParameters(parameters);
    }

    @Override
    protected Set<String> parametersBesidesTheResult() {
        return Set.of("callback_url", "callback_id", "modifier");
    }

    private String modifier(Message message) {
        return ShopotOptions.requireModifier(
                ReplyHeaders.given(message, ShopotConstants.MODIFIER, configuration.getModifier()));
    }

    private String callbackUrl() {
        return ShopotConfiguration.WEBHOOK_ADDRESS.equals(configuration.getCallbackUrl())
                ? getComponent().webhookAddress()
                : configuration.getCallbackUrl();
    }

    /** Without a secret, the receiver is another application, which gets the user's own id unchanged. */
    private String callbackId(Message message) {
        String ownId = ReplyHeaders.given(message, ShopotConstants.CALLBACK_ID, configuration.getCallbackId());
        if (configuration.getWebhookSecret() == null) {
            return ownId;
        }
        ShopotCallbackId.Purpose purpose = operation == ShopotOperation.TRANSCRIBE
                ? ShopotCallbackId.Purpose.WAKE
                : ShopotCallbackId.Purpose.DELIVER;
        return new ShopotCallbackId(purpose, ownId).sign(configuration.getWebhookSecret());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != ShopotOperation.WEBHOOK) {
            return super.createConsumer(processor);
        }
        if (configuration.getPath() == null || configuration.getPath().isBlank()) {
            throw new IllegalArgumentException(
                    "path is missing: say where the webhook listens, such as shopot:webhook?path=/hooks/shopot");
        }
        ShopotWebhookConsumer consumer = new ShopotWebhookConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (operation == ShopotOperation.WEBHOOK) {
            webhook = new ShopotWebhookService(getCamelContext(), configuration);
            ServiceHelper.startService(webhook);
        }
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(webhook);
        super.doStop();
    }

    /** Makes the processor that handles callbacks and runs the route with them. */
    AsyncProcessor webhookHandler(AsyncProcessor route) {
        return new ShopotWebhookProcessor(new ShopotWebhook(this, () -> webhook, new ShopotWebhookRoute(this, route)));
    }

    /** Keeps the external address of the webhook; {@code null} if it is not known. */
    void listensAt(String url) {
        if (url != null && !url.equals(ShopotConfiguration.WEBHOOK_ADDRESS)) {
            externalAddress = url;
            getComponent().webhookStarted(url);
        }
    }

    void listensNoMore() {
        if (externalAddress != null) {
            getComponent().webhookStopped(externalAddress);
        }
    }

    /** For {@code webhook:shopot:webhook}, which brings the HTTP server. */
    @Override
    public Processor createWebhookHandler(Processor next) {
        if (operation != ShopotOperation.WEBHOOK) {
            throw wrongSide(false);
        }
        Object engine = ShopotWebhookConsumer.engineFor(
                getCamelContext(), WebhookUtils.locateRestConsumerFactory(getCamelContext(), webhookConfiguration));
        if (engine != null) {
            getCamelContext().getRegistry().bind(WEBHOOK_ENGINE, engine);
            webhookConfiguration.storeConfiguration(
                    withEngine(webhookConfiguration.retrieveRestConfiguration(), "#" + WEBHOOK_ENGINE));
        }
        requireCredentials();
        return webhookHandler(AsyncProcessorConverterHelper.convert(next));
    }

    /** A copy with an engine, of the members that a webhook's consumer uses: the original belongs to the whole context. */
    private static RestConfiguration withEngine(RestConfiguration original, String engine) {
        RestConfiguration copy = new RestConfiguration();
        copy.setComponent(original.getComponent());
        copy.setScheme(original.getScheme());
        copy.setHost(original.getHost());
        copy.setPort(original.getPort());
        copy.setContextPath(original.getContextPath());
        copy.setHostNameResolver(original.getHostNameResolver());
        copy.setEnableCORS(original.isEnableCORS());
        copy.setCorsHeaders(original.getCorsHeaders());
        copy.setConsumerProperties(original.getConsumerProperties());
        Map<String, Object> endpointProperties = new LinkedHashMap<>();
        if (original.getEndpointProperties() != null) {
            endpointProperties.putAll(original.getEndpointProperties());
        }
        endpointProperties.put("platformHttpEngine", engine);
        copy.setEndpointProperties(endpointProperties);
        return copy;
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
        this.webhookConfiguration = webhookConfiguration;
    }

    /** Keeps the address for submissions, because each of them names it. */
    @Override
    public void registerWebhook() throws Exception {
        listensAt(
                configuration.getCallbackUrl() == null
                        ? webhookConfiguration.computeFullExternalUrl()
                        : configuration.getCallbackUrl());
    }

    @Override
    public void unregisterWebhook() {
        listensNoMore();
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }

    @Override
    public ShopotComponent getComponent() {
        return (ShopotComponent) super.getComponent();
    }
}
