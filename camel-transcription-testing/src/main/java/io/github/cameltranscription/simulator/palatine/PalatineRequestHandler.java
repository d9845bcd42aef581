/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;

/** Answers the requests to Palatine's REST API. */
final class PalatineRequestHandler extends ProviderRequestHandler<PalatineCall> {

    private static final double USUAL_BALANCE = 1500.5;

    /** Of the balance, where bonuses are separate. */
    private static final double USUAL_BONUS = 0.5;

    private final String authorization;
    private final PalatineTasks tasks;
    private final PalatineSubmissions submissions;
    private final PalatineResults results;
    private final OpenAiTranscription openAiTranscription;
    private volatile double balance = USUAL_BALANCE;

    PalatineRequestHandler(
            String apiKey,
            JobSettings settings,
            PalatineFaults faults,
            PalatineRequests requests,
            AnswerSender sender) {
        super(settings.largestUpload(), PalatineCall::of, faults.tasks(), faults, requests, sender);
        authorization = "Bearer " + apiKey;
        tasks = faults.tasks();
        submissions = new PalatineSubmissions(tasks, settings.linkedAudio());
        results = new PalatineResults(tasks, settings.transcripts());
        openAiTranscription = new OpenAiTranscription(tasks, settings.transcripts());
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        return authorization.equals(request.getHeader(HttpHeaders.AUTHORIZATION))
                ? null
                : Refusal.of(401, "Invalid or missing token");
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<PalatineCall> exchange) {
        return switch (exchange.call()) {
            case SUBMIT, DIARIZATION_SUBMIT, SUMMARIZE, SENTIMENT, OPENAI_TRANSCRIPTION -> formReader(exchange);
            case SUBMIT_BY_URL, DIARIZATION_SUBMIT_BY_URL, SUMMARIZE_TEXT, PROFANITY -> new TextReader();
            default -> BodyReader.ignoring(null);
        };
    }

    @Override
    protected Answer answer(ProviderExchange<PalatineCall> exchange) {
        return switch (exchange.call()) {
            case SUBMIT, DIARIZATION_SUBMIT, SUMMARIZE, SENTIMENT -> submissions.ofFile(exchange);
            case SUBMIT_BY_URL, DIARIZATION_SUBMIT_BY_URL -> submissions.ofLink(exchange);
            case SUMMARIZE_TEXT -> submissions.ofText(exchange);
            case STATUS, DIARIZATION_STATUS, SUMMARY_STATUS, SENTIMENT_STATUS -> results.status(exchange);
            case DOWNLOAD -> results.download(exchange);
            case RELEASE, DIARIZATION_RELEASE, SUMMARY_RELEASE, SENTIMENT_RELEASE -> tasks.release(exchange);
            case OPENAI_TRANSCRIPTION -> openAiTranscription.answer(exchange);
            case PROFANITY -> ProfanityFilter.answer(exchange);
            case BALANCE -> balance();
            case UNKNOWN -> throw new IllegalArgumentException("Refused before");
        };
    }

    void balance(double amount) {
        balance = amount;
    }

    /** The shape of the answer is a guess: the documents show none. */
    private Answer balance() {
        JsonObject document = new JsonObject().put("currency", "RUB");
        return Answer.json(
                tasks.shapes().next() == PalatineVariant.NEWEST
                        ? document.put("real_balance", balance - USUAL_BONUS).put("bonus_balance", USUAL_BONUS)
                        : document.put("balance", balance));
    }
}
