/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.palatine.stream.PalatineStreams;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultPlan;
import io.github.cameltranscription.simulator.palatine.stream.StreamRequestHandler;
import io.github.cameltranscription.simulator.palatine.stream.StreamSettings;
import io.github.cameltranscription.simulator.provider.ProviderRecorder;
import io.github.cameltranscription.simulator.provider.Variants;
import io.github.cameltranscription.simulator.request.RequestLog;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/**
 * A stand-in for Palatine Speech, written from the provider's documentation. It recognises nothing: transcripts are made up from
 * scripts, or plainly artificial.
 */
public final class PalatineSimulator {

    private static final String STREAM_PATH = "/stream/asr";

    private final String serverUrl;
    private final String apiKey;
    private final PalatineTasks tasks;
    private final PalatineFaults faults;
    private final PalatineRequests requests;
    private final Variants<PalatineVariant> variants;
    private final AccountBalance balance;
    private final PalatineRequestHandler requestHandler;
    private final PalatineStreams streams;
    private final StreamRequestHandler streamHandler;

    /** For {@code ProviderSimulator}, which owns the server. */
    public PalatineSimulator(
            Vertx vertx,
            String serverUrl,
            String apiKey,
            Variants<PalatineVariant> variants,
            JobSettings settings,
            StreamSettings streamSettings) {
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        this.variants = variants;
        PalatineShapes shapes = new PalatineShapes(variants);
        balance = new AccountBalance(shapes);
        FaultPlan faultPlan = new FaultPlan(ErrorFormat.DETAIL);
        OutcomePlan outcomePlan = new OutcomePlan();
        tasks = new PalatineTasks(settings, outcomePlan, shapes);
        StreamFaultPlan streamFaultPlan = new StreamFaultPlan();
        faults = new PalatineFaults(faultPlan, outcomePlan, streamFaultPlan);
        streams = new PalatineStreams(streamSettings.keptSessions());
        streamHandler = new StreamRequestHandler(vertx, apiKey, streamSettings, streamFaultPlan, streams);
        ProviderRecorder<PalatineCall> recorder =
                new ProviderRecorder<>(settings.clock(), new RequestLog<>(PalatineCall.class, settings.keptRequests()));
        requests = new PalatineRequests(recorder, tasks);
        requestHandler = new PalatineRequestHandler(
                apiKey,
                settings.largestUpload(),
                operations(settings),
                tasks,
                faultPlan,
                recorder,
                new AnswerSender(vertx, settings.clock()));
    }

    private Map<PalatineCall, PalatineOperation> operations(JobSettings settings) {
        TranscriptWriter transcripts = settings.transcripts();
        Map<PalatineCall, PalatineOperation> operations = new EnumMap<>(PalatineCall.class);
        operations.put(PalatineCall.SUBMIT, new TaskSubmission(tasks, PalatineTask.Kind.TRANSCRIPTION));
        operations.put(
                PalatineCall.SUBMIT_BY_URL,
                new LinkSubmission(tasks, settings.linkedAudioDuration(), PalatineTask.Kind.TRANSCRIPTION));
        operations.put(PalatineCall.STATUS, new TaskStatus(tasks, transcripts, PalatineTask.Kind.TRANSCRIPTION));
        operations.put(PalatineCall.DOWNLOAD, new TranscriptDownload(tasks, transcripts));
        operations.put(PalatineCall.RELEASE, new TaskRelease(tasks, PalatineTask.Kind.TRANSCRIPTION));
        operations.put(PalatineCall.OPENAI_TRANSCRIPTION, new OpenAiTranscription(tasks, transcripts));
        operations.put(PalatineCall.DIARIZATION_SUBMIT, new TaskSubmission(tasks, PalatineTask.Kind.DIARIZATION));
        operations.put(
                PalatineCall.DIARIZATION_STATUS, new TaskStatus(tasks, transcripts, PalatineTask.Kind.DIARIZATION));
        operations.put(PalatineCall.DIARIZATION_RELEASE, new TaskRelease(tasks, PalatineTask.Kind.DIARIZATION));
        operations.put(PalatineCall.SUMMARIZE, new AnalysisSubmission(tasks, PalatineTask.Kind.SUMMARY));
        operations.put(PalatineCall.SUMMARIZE_TEXT, new TextSubmission(tasks));
        operations.put(PalatineCall.SUMMARY_STATUS, new AnalysisStatus(tasks, transcripts, PalatineTask.Kind.SUMMARY));
        operations.put(PalatineCall.SUMMARY_RELEASE, new TaskRelease(tasks, PalatineTask.Kind.SUMMARY));
        operations.put(PalatineCall.SENTIMENT, new AnalysisSubmission(tasks, PalatineTask.Kind.SENTIMENT));
        operations.put(
                PalatineCall.SENTIMENT_STATUS, new AnalysisStatus(tasks, transcripts, PalatineTask.Kind.SENTIMENT));
        operations.put(PalatineCall.SENTIMENT_RELEASE, new TaskRelease(tasks, PalatineTask.Kind.SENTIMENT));
        operations.put(
                PalatineCall.DIARIZATION_SUBMIT_BY_URL,
                new LinkSubmission(tasks, settings.linkedAudioDuration(), PalatineTask.Kind.DIARIZATION));
        operations.put(PalatineCall.PROFANITY, new ProfanityFilter());
        operations.put(PalatineCall.BALANCE, balance);
        return operations;
    }

    /** For {@code ProviderSimulator}: whether a path of the server belongs to this provider. */
    public static boolean owns(String path) {
        return path.startsWith(PalatineCall.PREFIX);
    }

    /** For {@code ProviderSimulator}: whether a path of the server is the streaming WebSocket. */
    public static boolean ownsStream(String path) {
        return path.equals(PalatineCall.PREFIX + STREAM_PATH);
    }

    /** For {@code ProviderSimulator}: opens the streaming WebSockets. */
    public Handler<HttpServerRequest> streamHandler() {
        return streamHandler;
    }

    /** For {@code ProviderSimulator}: answers the requests of this provider. */
    public Handler<HttpServerRequest> requestHandler() {
        return requestHandler;
    }

    /** What to set as the component's {@code baseUrl}, in place of {@code https://api.palatine.ru/api/v1}. */
    public String baseUrl() {
        return serverUrl + PalatineCall.PREFIX;
    }

    /** The component's options that point it at this simulator, by name: {@code baseUrl} and the accepted {@code apiKey}. */
    public Map<String, String> componentOptions() {
        return Map.of("baseUrl", baseUrl(), "apiKey", apiKey);
    }

    /** Address of the streaming WebSocket, without its parameters, in place of {@code wss://api.palatine.ru/api/v1/stream/asr}. */
    public String streamUrl() {
        return baseUrl().replaceFirst("http", "ws") + STREAM_PATH;
    }

    /** Makes calls, jobs and streams go wrong. */
    public PalatineFaults faults() {
        return faults;
    }

    /** What was asked so far. */
    public PalatineRequests requests() {
        return requests;
    }

    /** The streaming sessions so far. */
    public PalatineStreams streams() {
        return streams;
    }

    /** Which shape answers have from now on; {@link PalatineVariant#DOCUMENTED} by default. */
    public PalatineSimulator variant(PalatineVariant variant) {
        variants.name(variant);
        return this;
    }

    /** Answers have another of the shapes each time from now on; the same seed gives the same order. */
    public PalatineSimulator mixedVariants(long seed) {
        variants.mix(seed);
        return this;
    }

    /** What {@code /account/balance} answers from now on; 1500.5 by default. Nothing is ever charged to it. */
    public PalatineSimulator balance(double amount) {
        balance.set(amount);
        return this;
    }

    /** All jobs, the released ones first; of those only the last 20,000 are remembered. */
    public List<SimulatedJob> jobs() {
        return tasks.all();
    }

    /** The job with this id, also when it has been released. */
    public Optional<SimulatedJob> job(String id) {
        return Optional.ofNullable(tasks.find(id));
    }
}
