/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.InterceptSendToEndpoint;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.ForeignContent;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.JobInputReader;
import io.github.cameltranscription.audio.TextInput;
import io.github.cameltranscription.component.RecordOnCompletion.Purpose;
import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.engine.Retrier;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRules;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.monitor.JobUsage;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/**
 * What the endpoints share: the provider, the engine that carries its jobs, and the producers of the operations that
 * all components have.
 *
 * @param <C> the component's options
 */
@ManagedResource(description = "Managed transcription endpoint")
public abstract class TranscriptionEndpoint<C extends TranscriptionConfiguration> extends DefaultEndpoint
        implements AsyncEndpoint, EndpointServiceLocation {

    private static final Logger LOG = LoggerFactory.getLogger(TranscriptionEndpoint.class);

    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(10);
    private static final JobInputReader AUDIO_SOURCES = new JobInputReader(
            TranscriptionConstants.FILE_NAME, TranscriptionConstants.SOURCE_URL, ReplyHeaders::given);
    /** Of the form that the providers' ids have, and of no job. */
    private static final String NO_JOB = "00000000-0000-0000-0000-000000000000";

    private static final String STATUS_PREFIX = "status.";
    private static final OptionTable NO_OPTIONS = new OptionTable();
    private static final Set<String> STEERING_HEADERS = Set.of(
            TranscriptionConstants.JOB_ID,
            TranscriptionConstants.JOB_KEY,
            TranscriptionConstants.FILE_NAME,
            TranscriptionConstants.LANGUAGE,
            TranscriptionConstants.DURATION,
            TranscriptionConstants.SOURCE_URL);

    private static final AtomicLong ENDPOINTS = new AtomicLong();

    private final String submittedRecordingProperty = "CamelTranscriptionSubmitted." + ENDPOINTS.incrementAndGet();
    private final TranscriptionComponent<C> component;
    private final C configuration;
    private final TranscriptionOperation operation;
    private final TranscriptionOperation[] operations;
    private final JobEvents events = new JobEvents(this);
    private HttpTransport transport;
    private TranscriptionProvider provider;
    private volatile JobEngine engine;
    private Governors.Account account;
    private Governors.Account resultsAccount;
    private Retrier retrier;
    private JobReleases releases;
    private volatile JobNode node;
    private JobRecords records;
    private EndpointJobs jobs;
    private volatile Map<String, Governor> governors = Map.of();

    /**
     * @param maskedUri     the URI without secrets
     * @param component     whose threads serve this endpoint
     * @param configuration the endpoint's options
     * @param operation     the operation in the URI's path
     * @param operations    all operations of the component
     */
    protected TranscriptionEndpoint(
            String maskedUri,
            TranscriptionComponent<C> component,
            C configuration,
            TranscriptionOperation operation,
            TranscriptionOperation[] operations) {
        super(maskedUri, component);
        this.component = component;
        this.configuration = configuration;
        this.operation = operation;
        this.operations = operations.clone();
    }

    /** The endpoint's options. */
    public C getConfiguration() {
        return configuration;
    }

    /** The operation, as in the URI. */
    public String getOperation() {
        return operation.getName();
    }

    /**
     * Makes the adapter of the provider's API.
     *
     * @param transport the lanes to use
     */
    protected abstract TranscriptionProvider createProvider(HttpTransport transport);

    /**
     * The provider's parameters of a submission, by their names on the wire, from options and headers.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    protected abstract Map<String, String> submissionParameters(Message message);

    /**
     * Which of those parameters change nothing about a job's result, such as the address to call back: with
     * {@code jobKey=content} they are no part of the key.
     */
    protected Set<String> parametersBesidesTheResult() {
        return Set.of();
    }

    /** Makes the producer of an operation that only this component has. */
    protected Producer createOwnProducer() {
        throw new IllegalStateException(getOperation() + " has no producer");
    }

    /** The headers that operations of this component take as options, where a route sets them. */
    protected Set<String> steeringHeaders() {
        return STEERING_HEADERS;
    }

    /**
     * The headers that operations of any component take, and those of one.
     *
     * @param own the names of those that only this component has
     */
    protected static Set<String> steeringHeaders(String... own) {
        Set<String> all = new HashSet<>(STEERING_HEADERS);
        all.addAll(Set.of(own));
        return Set.copyOf(all);
    }

    /** Where results come from. */
    protected enum FetchedFrom {
        /** The status that says "done" has the result in it. */
        STATUS,
        /** A request of its own, to the provider's API. */
        API,
        /** Another host, which has its own limits. */
        ELSEWHERE
    }

    /** Where the results of this endpoint's jobs come from. */
    protected FetchedFrom fetchedFrom() {
        return FetchedFrom.STATUS;
    }

    /** Which operations of the component use which options; empty where that is not checked. */
    protected OptionTable optionTable() {
        return NO_OPTIONS;
    }

    /** The provider's address, without a user and a password. */
    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl().replaceFirst("//[^/?#]*@", "//");
    }

    /** {@code http} or {@code https}. */
    @Override
    public String getServiceProtocol() {
        return StringHelper.before(configuration.getBaseUrl(), ":");
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("provider", providerName(), "operation", operation.getName());
    }

    /** The operation in the URI's path. */
    final TranscriptionOperation operation() {
        return operation;
    }

    /**
     * Checks the keys, when a producer or a consumer starts: one that is mocked or skipped needs none.
     *
     * @throws IllegalArgumentException naming the key and the property to set
     */
    protected void requireCredentials() {}

    /** Whether nothing is ever sent here, because the endpoint is mocked or skipped. Camel starts its producers all the same. */
    final boolean isSkipped() {
        return getCamelContext().getEndpoints().stream().anyMatch(this::isSkippedBy);
    }

    private boolean isSkippedBy(Endpoint other) {
        boolean skipped = false;
        Endpoint original = other;
        while (original instanceof InterceptSendToEndpoint interceptor) {
            skipped |= interceptor.isSkip() && interceptor.getOnWhen() == null;
            original = interceptor.getOriginalEndpoint();
        }
        return skipped && original == this;
    }

    /** When jobs are released; providers that have no such call keep {@link ReleaseMoment#NEVER}. */
    protected ReleaseMoment releaseMoment() {
        return ReleaseMoment.NEVER;
    }

    /**
     * Checks what only this component knows, before the first message.
     *
     * @throws IllegalArgumentException naming the option, its value and the fix
     */
    protected void validate() {}

    /**
     * Checks a recording before anything is sent.
     *
     * @throws IllegalArgumentException if the provider cannot take it
     * @throws TranscriptionException   with a closer category
     */
    protected void validate(JobInput audio) {}

    /**
     * Refuses what is certainly no recording: the provider would refuse it too, after the upload.
     *
     * @throws TranscriptionException {@code UNSUPPORTED_MEDIA}, naming the file and what it is
     */
    protected final void requireRecording(JobInput audio) {
        if (!(audio instanceof AudioUpload upload)) {
            return;
        }
        String foreign;
        try {
            foreign = ForeignContent.of(upload);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the recording " + upload.name() + " cannot be read: " + unreadable, unreadable);
        }
        if (foreign != null) {
            throw ErrorCategory.UNSUPPORTED_MEDIA.toException(ErrorDetails.of(
                    providerName(),
                    getOperation(),
                    upload.name() + " is " + foreign
                            + ", not a recording, and nothing was sent: send audio or video, such"
                            + " as wav, mp3, ogg, flac, m4a or mp4"));
        }
    }

    /**
     * The text that a message holds in place of a recording.
     *
     * @param  message what was sent to the endpoint
     * @return         the text, or {@code null} if it holds none or the operation takes recordings only
     */
    protected TextInput findText(Message message) {
        return null;
    }

    @Override
    public Producer createProducer() throws Exception {
        if (!operation.isProducer()) {
            throw TranscriptionOperation.wrongSide(component.getDefaultName(), operation, operations, true);
        }
        return switch (operation.getName()) {
            case "transcribe" -> transcribeProducer();
            case "submit" -> new SubmitProducer(this);
            case "await" -> awaitProducer();
            case "status" -> new StatusProducer(this);
            case "parked" -> parkedProducer();
            default -> createOwnProducer();
        };
    }

    private Producer parkedProducer() {
        requireRepository("parked shows the records that need a person");
        return new ParkedProducer(this);
    }

    private void requireRepository(String purpose) {
        if (configuration.getJobRepository() == null) {
            throw new IllegalArgumentException("jobRepository is missing: " + component.getDefaultName() + ":" + purpose
                    + ", so give it the repository of submit and transcribe");
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!operation.getName().equals(TranscriptionOperation.RESULTS)) {
            throw TranscriptionOperation.wrongSide(component.getDefaultName(), operation, operations, false);
        }
        requireRepository("results emits the jobs that submit has recorded there");
        ResultsConsumer consumer = new ResultsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Split and multicast start their children while their route is set up, which is before components are started. */
    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(component);
        super.doStart();
        if (operation.isProducer() || operation.getName().equals(TranscriptionOperation.RESULTS)) {
            startProvider();
        }
    }

    private void startProvider() {
        transport = component.transports().acquire(configuration.toHttpSettings());
        provider = createProvider(transport);
        retrier = new Retrier(component.scheduler(), configuration.toRetryPolicy(), TranscriptionEndpoint::random);
        account = new Governors.Account(configuration.getBaseUrl(), configuration.accountKey());
        resultsAccount = switch (fetchedFrom()) {
            case STATUS -> null;
            case API -> account;
            case ELSEWHERE -> new Governors.Account("results of " + account.address(), account.key());
        };
        Governors shared = Governors.of(getCamelContext());
        Map<String, Governor> acquired = new LinkedHashMap<>();
        acquired.put(account.toString(), shared.acquire(account, configuration.getMaxRequestsPerSecond()));
        if (resultsAccount != null) {
            acquired.put(resultsAccount.toString(), shared.acquire(resultsAccount, null));
        }
        governors = acquired;
        engine = new JobEngine(
                configuration.toEngineSettings(operation.getName()),
                component.scheduler(),
                acquired.get(account.toString()),
                resultsAccount == null ? null : acquired.get(resultsAccount.toString()),
                TranscriptionEndpoint::random);
        releases = new JobReleases(provider, retrier, events::released);
        records = configuration.getJobRepository() == null ? null : openRecords();
        component.started(this);
        TranscriptionMonitor.of(getCamelContext()).started(jobs());
    }

    private JobRecords openRecords() {
        String jobKey = configuration.getJobKey();
        boolean keyIsContent = "content".equals(jobKey);
        Expression keyExpression = jobKey == null || keyIsContent
                ? null
                : getCamelContext().resolveLanguage("simple").createExpression(jobKey);
        if (keyExpression != null) {
            keyExpression.init(getCamelContext());
        }
        node = JobNodes.of(getCamelContext())
                .acquire(
                        configuration.getJobRepository(),
                        Duration.ofMillis(configuration.getJobLease()),
                        component.getRepositoryThreads());
        JobScope scope = new JobScope(providerName(), kindOfJob(), configuration.getBaseUrl());
        node.serve(scope, releaseMoment() == ReleaseMoment.EXCHANGE ? releases::release : null);
        return new JobRecords(
                this,
                node,
                scope,
                new JobRules(
                        getOperation(),
                        configuration.getUncertainSubmission() == UncertainSubmission.RESUBMIT,
                        configuration.getMaxAttempts()),
                keyExpression,
                keyIsContent,
                transport.uploadThreads());
    }

    /**
     * Under which name jobs are recorded: what is submitted by one of these operations can be waited for by another.
     */
    protected String kindOfJob() {
        return switch (operation.getName()) {
            case "submit", "await", "parked", TranscriptionOperation.RESULTS -> "transcribe";
            default -> operation.getName();
        };
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    protected void doStop() throws Exception {
        if (engine != null) {
            component.stopped(this);
            TranscriptionMonitor.of(getCamelContext()).stopped(jobs());
            engine.close();
            releases.finish(RELEASE_LIMIT);
            engine = null;
            if (node != null) {
                JobNodes.of(getCamelContext()).giveBack(node);
                node = null;
            }
            Governors shared = Governors.of(getCamelContext());
            shared.giveBack(account);
            if (resultsAccount != null) {
                shared.giveBack(resultsAccount);
            }
        }
        if (transport != null) {
            component.transports().giveBack(transport);
            transport = null;
        }
        super.doStop();
    }

    /** Makes the producer that submits, waits and fetches, whatever kind of job it is. */
    protected final Producer transcribeProducer() {
        return new TranscribeProducer(this);
    }

    /** Makes the producer that waits and fetches, whatever kind of result it is. */
    protected final Producer awaitProducer() {
        return new AwaitProducer(this);
    }

    /**
     * The recording in a message, or the text in its place, checked.
     *
     * @throws IllegalArgumentException if there is none, or the provider cannot take it
     */
    public final JobInput readAudio(Exchange exchange) {
        TextInput text = findText(exchange.getMessage());
        JobInput audio = text == null ? AUDIO_SOURCES.read(exchange.getMessage(), configuration.getSourceUrl()) : text;
        validate(audio);
        return audio;
    }

    /** Called when a result has been fetched and is about to be given to the route. */
    final void resultReady(Exchange exchange, String jobId, RecordedJob recorded) {
        ReleaseMoment moment = releaseMoment();
        if (moment == ReleaseMoment.FETCH) {
            releases.release(jobId);
        }
        boolean toRelease = moment == ReleaseMoment.EXCHANGE;
        if (recorded != null) {
            Purpose purpose = toRelease ? Purpose.DELIVER_AND_RELEASE : Purpose.DELIVER;
            onCompletion(exchange, new RecordOnCompletion(recorded, purpose));
        } else if (toRelease) {
            onCompletion(exchange, new ReleaseOnCompletion(releases, jobId));
        }
    }

    /** One of each kind for each job: an exchange that is redelivered waits for its job more than once. */
    static void onCompletion(Exchange exchange, Synchronization action) {
        if (!exchange.getExchangeExtension().containsOnCompletion(action)) {
            exchange.getExchangeExtension().addOnCompletion(action);
        }
    }

    /** Adds a parameter; a {@code null} value adds nothing. */
    protected static void put(Map<String, String> parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    /**
     * The parameters given as {@code param.NAME=value}, over those given here.
     *
     * @param known by names on the wire
     */
    protected final Map<String, String> withOwnParameters(Map<String, String> known) {
        Map<String, String> all = new LinkedHashMap<>(known);
        configuration.getParameters().forEach((name, value) -> {
            if (!name.startsWith(STATUS_PREFIX)) {
                all.put(name, String.valueOf(value));
            }
        });
        return all;
    }

    /**
     * The parameters of polls given as {@code param.status.NAME=value}, over those given here.
     *
     * @param known by names on the wire
     */
    protected final Map<String, String> withOwnStatusParameters(Map<String, String> known) {
        Map<String, String> all = new LinkedHashMap<>(known);
        configuration.getParameters().forEach((name, value) -> {
            if (name.startsWith(STATUS_PREFIX)) {
                all.put(name.substring(STATUS_PREFIX.length()), String.valueOf(value));
            }
        });
        return all;
    }

    /**
     * The adapter of the provider's API for one message, where headers of it change how a job is asked for.
     *
     * @param  message                  what was sent to the endpoint
     * @return                          an adapter; that of the endpoint where nothing changes
     * @throws IllegalArgumentException naming what is wrong with a header
     */
    protected TranscriptionProvider provider(Message message) {
        return provider;
    }

    /** Under which name an exchange remembers its job at this endpoint; one text for all exchanges. */
    final String submittedRecordingProperty() {
        return submittedRecordingProperty;
    }

    /** The adapter of the provider's API; {@code null} before start. */
    final TranscriptionProvider provider() {
        return provider;
    }

    final boolean pollNow(String jobId) {
        JobEngine current = engine;
        return current != null && current.pollNow(jobId);
    }

    /** Carries the jobs; {@code null} before start. */
    final JobEngine engine() {
        return engine;
    }

    /** The records of this endpoint's jobs, or {@code null} if it has no job repository. */
    final JobRecords records() {
        return records;
    }

    /** The record of an input; {@code null} without a job repository, or with nothing to know the recording by. */
    final RecordedJob record(Exchange exchange, boolean forResults, JobInput audio, SubmittedRecording known) {
        return records == null ? null : records.ofInput(exchange, forResults, audio, known);
    }

    /** The jobs of this endpoint, for the monitor. */
    final synchronized EndpointJobs jobs() {
        if (jobs == null) {
            jobs = new EndpointJobs(this);
        }
        return jobs;
    }

    /**
     * The model that a message asks for, as spans show it.
     *
     * @return its name, or {@code null} if none is asked for, or there is no choice
     */
    protected String model(Message message) {
        return null;
    }

    /**
     * What a reply says about size and price.
     *
     * @param headers those of the reply, by name
     */
    protected JobUsage usage(Map<String, Object> headers) {
        return JobUsage.ofRecording((Double) headers.get(TranscriptionConstants.DURATION));
    }

    /** Whose requests these are. */
    final Governors.Account account() {
        return account;
    }

    /** Has the account checked while a producer or a consumer runs. */
    final void watchHealth() {
        HealthChecks.of(getCamelContext()).add(this, component.isHealthCheckProducerEnabled());
    }

    final void unwatchHealth() {
        HealthChecks.of(getCamelContext()).remove(this);
    }

    /**
     * Makes a request that costs nothing and shows whether the provider would take our requests: by default the status of
     * a job that cannot exist, which must be the provider's own "not found".
     *
     * @return ends when the provider has answered so; fails with a
     *         {@link io.github.cameltranscription.error.TranscriptionException} otherwise
     */
    protected CompletionStage<?> probe() {
        return provider.status(NO_JOB).handle((found, thrown) -> {
            if (thrown != null && !isNotFound(thrown)) {
                throw thrown instanceof CompletionException wrapped ? wrapped : new CompletionException(thrown);
            }
            return null;
        });
    }

    private static boolean isNotFound(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return cause instanceof TranscriptionException failure && failure.getVerdict() == Verdict.GONE;
    }

    /** This context's part in the job repository; {@code null} without one. */
    final JobNode node() {
        return node;
    }

    /** Writes a log line about a job of an exchange. */
    final void log(Exchange exchange, String jobId, Runnable line) {
        JobLog.line(providerName(), jobId, ExchangeHelper.getRouteId(exchange), exchange.getExchangeId(), line);
    }

    /** What the endpoint's requests take their turns at. */
    final Map<String, Governor> governors() {
        return governors;
    }

    /** Tells the provider of jobs whose results are safe; {@code null} before start. */
    final JobEvents events() {
        return events;
    }

    /** Tells Camel's event notifiers that the provider has deleted a job. */
    protected final void released(String jobId) {
        events.released(jobId);
    }

    final JobReleases releases() {
        return releases;
    }

    /** Tries single requests again; {@code null} before start. */
    final Retrier retrier() {
        return retrier;
    }

    /** Where routes are continued. */
    final ReplyThreads replies() {
        return component.replies();
    }

    /** The time. */
    final JobScheduler scheduler() {
        return component.scheduler();
    }

    /** Lets callers go that are blocked while their route stops. */
    final void routeStopped() {
        JobEngine current = engine;
        if (current != null) {
            current.admission().wakeBlocked();
        }
    }

    /** The provider's name, as errors and headers say it. */
    final String providerName() {
        return component.getDefaultName();
    }

    /** The records that need a person. */
    @ManagedOperation(description = "Recorded jobs that need a person, as text")
    public List<String> listParkedJobs() {
        return records == null
                ? List.of()
                : records.parked().stream()
                        .map(ParkedJob::of)
                        .map(ParkedJob::toString)
                        .toList();
    }

    /** Has a parked job tried again; {@code false} if there is none of this key. */
    @ManagedOperation(description = "Has the parked job with this key tried again")
    public boolean retryParkedJob(String jobKey) {
        return records != null && records.retry(jobKey);
    }

    /** Forgets a parked job, so that the same recording is a new one; {@code false} if there is none of this key. */
    @ManagedOperation(description = "Forgets the parked job with this key")
    public boolean forgetParkedJob(String jobKey) {
        return records != null && records.forget(jobKey);
    }

    /** How many jobs of this endpoint are under way. */
    @ManagedAttribute(description = "Jobs under way")
    public int getJobsInFlight() {
        return engine == null ? 0 : engine.inFlight();
    }

    /** How many exchanges wait for a place of this endpoint. */
    @ManagedAttribute(description = "Exchanges that wait for a place among the jobs under way")
    public int getExchangesQueued() {
        return engine == null ? 0 : engine.queued();
    }

    /** What the account's governor has learned. */
    @ManagedAttribute(description = "Submissions a second that the provider takes, as learned; Infinity for no limit")
    public double getSubmissionRate() {
        return engine == null ? Double.POSITIVE_INFINITY : engine.governor().getSubmissionRate();
    }

    /** What the account's governor has learned. */
    @ManagedAttribute(description = "Polls a second that the provider answers, as learned; Infinity for no limit")
    public double getPollRate() {
        return engine == null ? Double.POSITIVE_INFINITY : engine.governor().getPollRate();
    }

    /** Whether the provider does not answer at present. */
    @ManagedAttribute(description = "Whether the provider does not answer, so that only probes are sent")
    public boolean isProviderOutage() {
        return engine != null && engine.governor().isOutage();
    }

    /** How long the provider has asked to be left alone. */
    @ManagedAttribute(description = "Seconds until the provider may be asked again, by its Retry-After; 0 for now")
    public long getClosedForSeconds() {
        return engine == null ? 0 : engine.governor().getClosedFor().toSeconds();
    }

    /** Requests that wait for their turn. */
    @ManagedAttribute(description = "Requests of the account that wait for their turn")
    public int getRequestsWaiting() {
        return engine == null ? 0 : engine.governor().getWaiting();
    }

    /** How often the provider was too busy. */
    @ManagedAttribute(description = "How often the provider has rejected a request of the account for load")
    public long getRefusals() {
        return engine == null ? 0 : engine.governor().getRefusals();
    }

    /** Two endpoints whose URIs differ in nothing but a secret look the same by their masked URIs, and are not. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
