/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.cameltranscription.component.TranscriptionConfiguration;

/** The options of {@code shopot:}. */
@UriParams
public class ShopotConfiguration extends TranscriptionConfiguration {

    /** The public address, version included (shopot-reference.ru.txt). */
    static final String DEFAULT_BASE_URL = "https://api.shopot.ai/v1";

    /** The {@link #getCallbackUrl()} that stands for the address of this component's webhook consumer. */
    static final String WEBHOOK_ADDRESS = "webhook";

    @UriParam(
            label = "security",
            displayName = "API Key",
            secret = true,
            description = "The API key, sent as Authorization: Bearer.")
    private String apiKey;

    @UriParam(
            label = "producer",
            description = "Words, names and terms to expect, in the language of the recording, such as Apache Camel, "
                    + "Kafka.")
    private String initialPrompt;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            displayName = "VAD Filter",
            description = "Whether to cut out silence; use false for quiet or poor recordings. If not set, Shopot cuts "
                    + "it out.")
    private Boolean vadFilter;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether to switch off the distinction of speakers. If not set, Shopot distinguishes them.")
    private Boolean disableDiarization;

    @UriParam(
            label = "common",
            enums = "paragraph_json,paragraph_text,plain_text,plain_json",
            description = "How Shopot merges unfinished sentences. The texts have neither times nor speakers. The "
                    + "header CamelShopotModifier overrides it.")
    private String modifier;

    @UriParam(
            label = "producer",
            enums = "brief,medium,long",
            description = "The summary to make of the transcript: brief is 2-3 sentences (from about 1 minute of "
                    + "audio), medium 1-3 paragraphs (3-4 minutes), long a structured summary (10 minutes). For "
                    + "shorter recordings Shopot makes a shorter summary or none; the header CamelShopotSummaryStatus "
                    + "has the outcome. The job ends after its summary.")
    private String summary;

    @UriParam(label = "producer", description = "The processing template that Shopot has set up for you.")
    private String template;

    @UriParam(
            label = "common",
            description = "The word before the number of a speaker if Shopot gives only a number, such as Voice for "
                    + "Voice 6. If not set, a word in the language of the transcript, such as Speaker; if empty, only "
                    + "the number.")
    private String speakerPrefix;

    @UriParam(
            label = "common",
            displayName = "Callback URL",
            description = "The address to which Shopot sends a callback when a job has ended, or the word webhook for "
                    + "the external address of the webhook consumer in the same application. With transcribe, the "
                    + "callback only triggers a poll. On shopot:webhook itself: the external address at which Shopot "
                    + "reaches it.")
    private String callbackUrl;

    @UriParam(
            label = "producer",
            displayName = "Callback ID",
            description = "Your own id, which the callback contains. The header CamelShopotCallbackId overrides it.")
    private String callbackId;

    @UriParam(
            label = "consumer",
            description = "The path of the webhook on the HTTP server, such as /hooks/shopot. Only with "
                    + "shopot:webhook; webhook:shopot:webhook has webhookPath.")
    private String path;

    @UriParam(
            label = "security",
            secret = true,
            description = "The secret that authenticates callbacks, because Shopot does not sign them: a submission "
                    + "with a callbackUrl sends a MAC made with this secret in its callback_id, and the webhook "
                    + "accepts only callbacks with such a MAC. Use any long random text, the same on both sides. "
                    + "Required by the webhook.")
    private String webhookSecret;

    @UriParam(
            label = "consumer",
            defaultValue = "16777216",
            description = "The maximum size of a callback, in bytes; a larger one gets 413.")
    private int maxPayloadSize = 16 * 1024 * 1024;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "200",
            description = "The maximum number of threads that run the webhook's route. Further callbacks get 503; "
                    + "Shopot makes three attempts in all, 60 seconds apart.")
    private int webhookThreads = 200;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Remembers the callbacks that the route has processed. By default, the last 10,000 in memory.")
    private IdempotentRepository idempotentRepository;

    /** Options with their defaults. */
    public ShopotConfiguration() {
        super(DEFAULT_BASE_URL);
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getInitialPrompt() {
        return initialPrompt;
    }

    public void setInitialPrompt(String initialPrompt) {
        this.initialPrompt = initialPrompt;
    }

    public Boolean getVadFilter() {
        return vadFilter;
    }

    public void setVadFilter(Boolean vadFilter) {
        this.vadFilter = vadFilter;
    }

    public Boolean getDisableDiarization() {
        return disableDiarization;
    }

    public void setDisableDiarization(Boolean disableDiarization) {
        this.disableDiarization = disableDiarization;
    }

    public String getModifier() {
        return modifier;
    }

    public void setModifier(String modifier) {
        this.modifier = modifier;
    }

    public String getSummary() {
        return summary;
    }

    public void setSummary(String summary) {
        this.summary = summary;
    }

    public String getSpeakerPrefix() {
        return speakerPrefix;
    }

    public void setSpeakerPrefix(String speakerPrefix) {
        this.speakerPrefix = speakerPrefix;
    }

    public String getTemplate() {
        return template;
    }

    public void setTemplate(String template) {
        this.template = template;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public String getCallbackId() {
        return callbackId;
    }

    public void setCallbackId(String callbackId) {
        this.callbackId = callbackId;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getWebhookSecret() {
        return webhookSecret;
    }

    public void setWebhookSecret(String webhookSecret) {
        this.webhookSecret = webhookSecret;
    }

    public int getMaxPayloadSize() {
        return maxPayloadSize;
    }

    public void setMaxPayloadSize(int maxPayloadSize) {
        this.maxPayloadSize = maxPayloadSize;
    }

    public int getWebhookThreads() {
        return webhookThreads;
    }

    public void setWebhookThreads(int webhookThreads) {
        this.webhookThreads = webhookThreads;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }
}
