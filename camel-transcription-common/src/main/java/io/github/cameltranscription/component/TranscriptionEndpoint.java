/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.StringHelper;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.ForeignContent;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.JobInputReader;
import io.github.cameltranscription.audio.TextInput;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.HttpSettings;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.monitor.JobUsage;

/**
 * What the endpoints share: the provider, the engine that carries its jobs, and the producers of the operations that
 * all components have. What is wrong with an option, a key or a message is an {@link IllegalArgumentException} that names
 * it.
 */
@ManagedResource(description = "Managed transcription endpoint")
public abstract class TranscriptionEndpoint<C extends TranscriptionConfiguration> extends DefaultEndpoint
        implements AsyncEndpoint, EndpointServiceLocation {

    private static final JobInputReader AUDIO_SOURCES = new JobInputReader(
            TranscriptionConstants.FILE_NAME, TranscriptionConstants.SOURCE_URL, ReplyHeaders::given);
    /** An id in the providers' format that belongs to no job. */
    private static final String NO_JOB = "00000000-0000-0000-0000-000000000000";

    private static final String STATUS_PREFIX = "status.";

    private String identity;
    private final TranscriptionComponent<C> component;
    private final C configuration;
    private final TranscriptionOperation operation;
    private final OptionTable optionTable;
    private final JobService jobs;
    private boolean usesJobs;

    /** @param maskedUri the URI without secrets */
    protected TranscriptionEndpoint(
            String maskedUri,
            TranscriptionComponent<C> component,
            C configuration,
            TranscriptionOperation operation,
            OptionTable optionTable) {
        super(maskedUri, component);
        this.identity = maskedUri;
        this.component = component;
        this.configuration = configuration;
        this.operation = operation;
        this.optionTable = optionTable;
        this.jobs = new JobService(this, component);
    }

    public C getConfiguration() {
        return configuration;
    }

    public String getOperation() {
        return operation.getName();
    }

    /** Makes the adapter of the provider's API. */
    protected abstract TranscriptionProvider createProvider(HttpTransport transport);

    /** The provider's parameters of a submission, by their names on the wire, from options and headers. */
    protected abstract Map<String, String> submissionParameters(Message message);

    /**
     * The submission parameters that do not affect the result, such as the callback address. They are not part of the
     * key of {@code jobKey=content}.
     */
    protected Set<String> parametersBesidesTheResult() {
        return Set.of();
    }

    /** The submission parameters that affect the result, sorted by name. */
    final Map<String, String> resultParameters(Message message) {
        Map<String, String> parameters = new TreeMap<>(submissionParameters(message));
        parameters.keySet().removeAll(parametersBesidesTheResult());
        return parameters;
    }

    /** Makes the producer of an operation that only this component has. */
    protected Producer createOwnProducer() {
        throw new IllegalStateException(getOperation() + " has no producer");
    }

    /** How connections are made. */
    public final HttpSettings httpSettings() {
        return JobService.httpSettings(configuration);
    }

    /** What distinguishes the account from others with the same {@code baseUrl}: the key, or {@code null} without one. */
    protected abstract String accountKey();

    /** Where results come from. */
    protected enum FetchedFrom {
        /** The status "done" contains the result. */
        STATUS,
        /** A request of its own, to the provider's API. */
        API,
        /** Another host, which has its own limits. */
        ELSEWHERE
    }

    protected FetchedFrom fetchedFrom() {
        return FetchedFrom.STATUS;
    }

    final OptionTable optionTable() {
        return optionTable;
    }

    /** The provider's address. */
    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return StringHelper.before(configuration.getBaseUrl(), ":");
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("provider", jobs.provider(), "operation", operation.getName());
    }

    final TranscriptionOperation operation() {
        return operation;
    }

    /**
     * Checks the keys, when a producer or a consumer starts: one that is mocked or skipped needs none. By default the
     * key is the option {@code apiKey}.
     */
    protected void requireCredentials() {
        requireSecret("apiKey", accountKey());
    }

    /** Checks that a credential is there, without ever saying it. */
    protected final void requirePresent(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " is missing: set the property camel.component."
                    + jobs.provider() + "." + StringHelper.camelCaseToDash(option)
                    + ", or the option on the component (in Spring Boot: on its bean) or on the endpoint");
        }
    }

    /** Checks that a credential is there and can be sent in a header, without ever saying it. */
    protected final void requireSecret(String option, String value) {
        requirePresent(option, value);
        if (!value.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new IllegalArgumentException(option
                    + " has blanks, line breaks or letters outside ASCII, and cannot be sent: check how it is read");
        }
    }

    /** When jobs are released; providers that have no such call keep {@link ReleaseMoment#NEVER}. */
    protected ReleaseMoment releaseMoment() {
        return ReleaseMoment.NEVER;
    }

    /** Checks a language, or {@code null}, as the provider takes it: ISO 639-1 where it does not say otherwise. */
    protected String checkedLanguage(String value) {
        return OptionRules.requireLanguage(value);
    }

    /** The language that a message asks for, checked; {@code null} if none. */
    protected final String language(Message message) {
        return checkedLanguage(
                ReplyHeaders.given(message, TranscriptionConstants.LANGUAGE, configuration.getLanguage()));
    }

    /** Checks the options that only this component has. */
    protected void validate() {}

    /**
     * Checks a recording before anything is sent. By default it refuses a file that is certainly no recording, which the
     * provider would refuse after the upload.
     *
     * @throws TranscriptionException with a closer category: {@code UNSUPPORTED_MEDIA} names the file and what it is
     */
    protected void validate(JobInput audio) {
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
            String message = upload.name() + " is " + foreign + ", not a recording, and nothing was sent:"
                    + " send audio or video, such as wav, mp3, ogg, flac, m4a or mp4";
            throw ErrorCategory.UNSUPPORTED_MEDIA.toException(
                    ErrorDetails.of(jobs.provider(), getOperation(), message));
        }
    }

    /** The text that a message holds in place of a recording; {@code null} if the operation takes recordings only. */
    protected TextInput findText(Message message) {
        return null;
    }

    @Override
    public Producer createProducer() throws Exception {
        if (!operation.isProducer()) {
            throw wrongSide(true);
        }
        return switch (operation.getName()) {
            case "transcribe" -> transcribeProducer();
            case "submit" -> new JobProducer(this, JobProducer::submit);
            case "await" -> awaitProducer();
            case "status" ->
                new QuestionProducer<>(this, this::statusRequest, (exchange, status) -> Reply.ofStatus(status));
            case "parked" -> {
                requireRepository("parked shows the records that need a person");
                yield new JobProducer(this, JobProducer::parked);
            }
            default -> createOwnProducer();
        };
    }

    /** The failure of an operation that was used as a producer, or else a consumer, and is none. */
    protected final IllegalArgumentException wrongSide(boolean producer) {
        String scheme = component.getDefaultName();
        String valid = optionTable.operations().stream()
                .filter(producer ? TranscriptionOperation::isProducer : TranscriptionOperation::isConsumer)
                .map(other -> scheme + ":" + other.getName())
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException(scheme + ":" + getOperation()
                + (producer
                        ? " cannot be sent to: use it in from(), or send to "
                        : " cannot be consumed from: use it in to(), or consume from ")
                + valid);
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
            throw wrongSide(false);
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
            jobs.use();
            usesJobs = true;
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (usesJobs) {
            usesJobs = false;
            jobs.leave();
        }
        super.doStop();
    }

    /** The kind under which jobs are recorded: operations with the same kind can wait for each other's jobs. */
    protected String kindOfJob() {
        return switch (operation.getName()) {
            case "submit", "await", "parked", TranscriptionOperation.RESULTS -> "transcribe";
            default -> operation.getName();
        };
    }

    /** Makes the producer that submits, waits and fetches, whatever kind of job it is. */
    protected final Producer transcribeProducer() {
        return new JobProducer(this, JobProducer::transcribe);
    }

    /** Makes the producer that waits and fetches, whatever kind of result it is. */
    protected final Producer awaitProducer() {
        return new JobProducer(this, JobProducer::awaitReferenced);
    }

    private Supplier<CompletionStage<JobStatus>> statusRequest(Exchange exchange) {
        TranscriptionJob job = JobReference.read(exchange.getMessage(), jobs.provider());
        TranscriptionProvider adapter = provider(exchange.getMessage());
        return () -> adapter.status(job.jobId()).thenApply(status -> status.requireOf(job.jobId()));
    }

    /** The recording in a message, or the text in its place, checked. */
    public final JobInput readAudio(Exchange exchange) {
        TextInput text = findText(exchange.getMessage());
        JobInput audio = text == null ? AUDIO_SOURCES.read(exchange.getMessage(), configuration.getSourceUrl()) : text;
        validate(audio);
        return audio;
    }

    /** Adds a parameter; a {@code null} value adds nothing. */
    protected static void put(Map<String, String> parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    /** The parameters given as {@code param.NAME=value}, over those given here; by their names on the wire. */
    protected final Map<String, String> withOwnParameters(Map<String, String> known) {
        return withParameters(known, false);
    }

    /** The parameters of polls given as {@code param.status.NAME=value}, over those given here. */
    protected final Map<String, String> withOwnStatusParameters(Map<String, String> known) {
        return withParameters(known, true);
    }

    private Map<String, String> withParameters(Map<String, String> known, boolean ofPolls) {
        Map<String, String> all = new LinkedHashMap<>(known);
        configuration.getParameters().forEach((name, value) -> {
            if (name.startsWith(STATUS_PREFIX) == ofPolls) {
                all.put(ofPolls ? name.substring(STATUS_PREFIX.length()) : name, String.valueOf(value));
            }
        });
        return all;
    }

    /** The adapter of the provider's API for one message, where its headers change how a job is asked for. */
    protected TranscriptionProvider provider(Message message) {
        return jobs.adapter();
    }

    /**
     * Sets what endpoints of the same URI have in common: Camel makes several of them when threads ask for one at the
     * same time, when it evicts one, and for each call of an EIP whose {@code cacheSize} is negative.
     *
     * @param uri with its secrets
     */
    final void identify(String uri) {
        identity = "CamelTranscriptionSubmitted." + JobKey.ofSecret(uri);
    }

    /** An exchange remembers its job under this name. */
    final String identity() {
        return identity;
    }

    final JobService jobs() {
        return jobs;
    }

    /** The model that a message asks for, as spans show it; {@code null} if none is asked for. */
    protected String model(Message message) {
        return null;
    }

    /** What the headers of a reply say about size and price. */
    protected JobUsage usage(Map<String, Object> headers) {
        return JobUsage.ofRecording((Double) headers.get(TranscriptionConstants.DURATION));
    }

    /**
     * Makes a request that costs nothing and shows whether the provider would take our requests: by default the status of
     * a job that cannot exist, which must be the provider's own "not found". It fails with a {@link
     * TranscriptionException} otherwise.
     */
    protected CompletionStage<?> probe() {
        return jobs.adapter().status(NO_JOB).handle((found, thrown) -> {
            Throwable cause = TranscriptionException.unwrapped(thrown);
            boolean notFound = cause instanceof TranscriptionException failure && failure.getVerdict() == Verdict.GONE;
            if (cause != null && !notFound) {
                throw new CompletionException(cause);
            }
            return null;
        });
    }

    /** Tells Camel's event notifiers that the provider has deleted a job. */
    protected final void released(String jobId) {
        jobs.reports().released(jobId);
    }

    @ManagedOperation(description = "Recorded jobs that need a person, as text")
    public List<String> listParkedJobs() {
        JobRecords records = jobs.records();
        return records == null
                ? List.of()
                : records.parked().stream()
                        .map(ParkedJob::of)
                        .map(ParkedJob::toString)
                        .toList();
    }

    @ManagedOperation(description = "Has the parked job with this key tried again; false if there is none")
    public boolean retryParkedJob(String jobKey) {
        return jobs.records() != null && jobs.records().retry(jobKey);
    }

    @ManagedOperation(description = "Forgets the parked job with this key; false if there is none")
    public boolean forgetParkedJob(String jobKey) {
        return jobs.records() != null && jobs.records().forget(jobKey);
    }

    private <T> T seen(Function<JobEngine, T> value, T whileStopped) {
        JobEngine engine = jobs.engine();
        return engine == null ? whileStopped : value.apply(engine);
    }

    @ManagedAttribute(description = "Jobs under way")
    public int getJobsInFlight() {
        return seen(JobEngine::inFlight, 0);
    }

    @ManagedAttribute(description = "Exchanges that wait for a place among the jobs under way")
    public int getExchangesQueued() {
        return seen(JobEngine::queued, 0);
    }

    @ManagedAttribute(description = "Submissions a second that the provider takes, as learned; Infinity for no limit")
    public double getSubmissionRate() {
        return seen(engine -> engine.governor().getSubmissionRate(), Double.POSITIVE_INFINITY);
    }

    @ManagedAttribute(description = "Polls a second that the provider answers, as learned; Infinity for no limit")
    public double getPollRate() {
        return seen(engine -> engine.governor().getPollRate(), Double.POSITIVE_INFINITY);
    }

    @ManagedAttribute(description = "Whether the provider does not answer, so that only probes are sent")
    public boolean isProviderOutage() {
        return seen(engine -> engine.governor().isOutage(), false);
    }

    @ManagedAttribute(description = "Seconds until the provider may be asked again, by its Retry-After; 0 for now")
    public long getClosedForSeconds() {
        return seen(engine -> engine.governor().getClosedFor().toSeconds(), 0L);
    }

    @ManagedAttribute(description = "Requests of the account that wait for their turn")
    public int getRequestsWaiting() {
        return seen(engine -> engine.governor().getWaiting(), 0);
    }

    @ManagedAttribute(description = "How often the provider has rejected a request of the account for load")
    public long getRefusals() {
        return seen(engine -> engine.governor().getRefusals(), 0L);
    }

    /** Endpoints whose URIs differ only in a secret have the same masked URI, but are not equal. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
