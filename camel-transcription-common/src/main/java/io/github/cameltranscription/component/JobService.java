/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Ordered;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.component.ContextServices.Account;
import io.github.cameltranscription.engine.EngineSettings;
import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.PollPolicy;
import io.github.cameltranscription.engine.RetryPolicy;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.http.AnswerLimits;
import io.github.cameltranscription.http.HttpSettings;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.monitor.MonitoredEndpoint;
import io.github.cameltranscription.monitor.MonitoredJob;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/**
 * The running parts of an endpoint: the adapter of the provider's API, the engine, and the records of its jobs. They
 * run while the endpoint is started or an exchange waits: Camel stops an endpoint that it evicts from a full cache.
 */
final class JobService implements MonitoredEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(JobService.class);
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(10);

    private final TranscriptionEndpoint<?> endpoint;
    private final TranscriptionComponent<?> component;
    private final ContextServices shared;
    private final JobReports reports;
    private final String uri;
    private final Leaving leaving = new Leaving();
    private int users;
    private HttpTransport transport;
    private TranscriptionProvider adapter;
    private final Map<Account, Governor> governors = new ConcurrentHashMap<>();
    private EngineKey engineKey;
    private volatile JobEngine engine;
    private final Set<CompletableFuture<Void>> releases = ConcurrentHashMap.newKeySet();
    private volatile JobRecords records;

    JobService(TranscriptionEndpoint<?> endpoint, TranscriptionComponent<?> component) {
        this.endpoint = endpoint;
        this.component = component;
        this.shared = ContextServices.of(component.getCamelContext());
        this.reports = new JobReports(endpoint, this);
        this.uri = URISupport.sanitizeUri(endpoint.getEndpointUri());
    }

    /**
     * Endpoints of one URI share the engine, and with it the places.
     *
     * @param identity      of the URI
     * @param settings      options of the component may have changed between two endpoints
     * @param governor      of the account
     * @param fetchGovernor of the host that results are fetched from, or {@code null}
     */
    record EngineKey(String identity, EngineSettings settings, Governor governor, Governor fetchGovernor) {}

    /** The last completion of an exchange, after those that release its job and complete its record. */
    private final class Leaving extends SynchronizationAdapter {

        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }

        @Override
        public void onDone(Exchange exchange) {
            leave();
        }
    }

    /** The endpoint starts, or an exchange arrives. Every call needs a {@link #leave} of its own. */
    synchronized void use() {
        if (engine == null || users == 0) {
            close();
            try {
                open();
            } catch (RuntimeException | Error failed) {
                close();
                throw failed;
            }
        }
        users++;
    }

    /** Closes on a thread of its own: this thread may be one that others need, and closing waits for releases. */
    synchronized void leave() {
        users--;
        if (users == 0) {
            ExecutorServiceManager threads = context().getExecutorServiceManager();
            threads.newThread("EvictedTranscriptionEndpoint", this::closeIfUnused)
                    .start();
        }
    }

    /** Leaves when the exchange has completed; {@code false} if it does so already, or has no completion. */
    boolean leaveOnCompletion(Exchange exchange) {
        if (exchange.getUnitOfWork() == null || exchange.getExchangeExtension().containsOnCompletion(leaving)) {
            return false;
        }
        exchange.getExchangeExtension().addOnCompletion(leaving);
        return true;
    }

    private synchronized void closeIfUnused() {
        if (users == 0) {
            close();
        }
    }

    private void open() {
        TranscriptionConfiguration options = endpoint.getConfiguration();
        transport = component.transports().acquire(httpSettings(options));
        adapter = endpoint.createProvider(transport);
        engine = createEngine(options);
        records = options.getJobRepository() == null
                ? null
                : new JobRecords(
                        endpoint,
                        component.getRepositoryThreads(),
                        transport.uploadThreads(),
                        endpoint.releaseMoment() == ReleaseMoment.EXCHANGE ? this::release : null);
        component.started.add(this);
        TranscriptionMonitor.of(context()).started(this);
    }

    /** Also after an opening that failed half-way. */
    synchronized void close() {
        TranscriptionMonitor.of(context()).stopped(this);
        if (engine != null) {
            if (component.engines.giveBack(engineKey) != null) {
                engine.close();
            }
            finishReleases();
        }
        if (records != null) {
            records.close();
            records = null;
        }
        engine = null;
        governors.keySet().forEach(shared::giveBackGovernor);
        governors.clear();
        if (transport != null) {
            component.transports().giveBack(transport);
            transport = null;
        }
        // Last: a component that stops waits for what is not closed yet, and its threads are needed until then.
        component.started.remove(this);
    }

    /** A result has been fetched and is about to be given to the route; {@code recorded} is {@code null} without a record. */
    void resultReady(Exchange exchange, String jobId, RecordedJob recorded) {
        ReleaseMoment moment = endpoint.releaseMoment();
        if (moment == ReleaseMoment.FETCH) {
            release(jobId);
        }
        boolean toRelease = moment == ReleaseMoment.EXCHANGE;
        if (recorded != null) {
            AfterCommit.of(
                    exchange,
                    recorded,
                    () -> recorded.delivered(toRelease && !isInCircuitBreaker(exchange)),
                    recorded::undelivered);
        } else if (toRelease) {
            AfterCommit.of(
                    exchange,
                    List.of(this, jobId),
                    () -> {
                        if (!isInCircuitBreaker(exchange)) {
                            release(jobId);
                        }
                    },
                    failure -> LOG.debug("Job {} is kept: its exchange failed", jobId));
        }
    }

    /** Its exchange is a copy, which completes before the next step of the route has the transcript. */
    private static boolean isInCircuitBreaker(Exchange completed) {
        return completed.getProperty(ExchangePropertyKey.TRY_ROUTE_BLOCK, false, boolean.class);
    }

    /** A release that fails is logged and never fails a route. */
    private CompletionStage<Void> release(String jobId) {
        JobEngine current = engine;
        CompletableFuture<Void> release = current == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the endpoint is stopped"))
                : current.release(adapter, jobId).toCompletableFuture();
        releases.add(release);
        release.whenComplete((done, failure) -> {
            releases.remove(release);
            if (failure == null) {
                reports.released(jobId);
            } else {
                JobLog.line(
                        provider(),
                        jobId,
                        () -> LOG.warn(
                                "{} job {} could not be released, and stays at the provider: {}",
                                provider(),
                                jobId,
                                failure.getMessage()));
            }
        });
        return release;
    }

    /** A program that ends after its last file still releases it. */
    private void finishReleases() {
        boolean ended = CompletableFuture.allOf(releases.toArray(CompletableFuture[]::new))
                .handle((released, failure) -> true)
                .completeOnTimeout(false, RELEASE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (!ended) {
            LOG.warn("{} releases of {} jobs did not end in time", releases.size(), provider());
        }
    }

    private JobEngine createEngine(TranscriptionConfiguration options) {
        Account account = account();
        Governor governor = govern(account, options.getMaxRequestsPerSecond());
        Governor fetchGovernor =
                switch (endpoint.fetchedFrom()) {
                    case STATUS -> null;
                    case API -> governor;
                    case ELSEWHERE ->
                        govern(new Account(provider(), "results of " + account.address(), account.key()), null);
                };
        EngineSettings settings = engineSettings(options, operation());
        engineKey = new EngineKey(endpoint.identity(), settings, governor, fetchGovernor);
        return component.engines.acquire(
                engineKey,
                () -> new JobEngine(settings, component.scheduler(), governor, fetchGovernor, ContextServices.RANDOM));
    }

    private Governor govern(Account account, Double maxRequestsPerSecond) {
        Governor governor = shared.acquireGovernor(account, maxRequestsPerSecond);
        governors.put(account, governor);
        return governor;
    }

    /** @throws IllegalArgumentException naming the option that is wrong */
    static EngineSettings engineSettings(TranscriptionConfiguration options, String operation) {
        Long submitTimeout = options.getSubmitTimeout();
        return new EngineSettings(
                operation,
                options.getMaxInFlight(),
                options.getMaxConcurrentUploads(),
                Duration.ofMillis(submitTimeout == null ? options.getJobTimeout() : submitTimeout),
                new PollPolicy(
                        Duration.ofMillis(options.getInitialDelay()),
                        options.getPollMultiplier(),
                        Duration.ofMillis(options.getMaxPollInterval()),
                        Duration.ofMillis(options.getJobTimeout())),
                new RetryPolicy(options.getMaxRetries()));
    }

    /** @throws IllegalArgumentException naming the option that is wrong */
    static HttpSettings httpSettings(TranscriptionConfiguration options) {
        return new HttpSettings(
                options.getBaseUrl(),
                Duration.ofMillis(options.getConnectTimeout()),
                Duration.ofMillis(options.getResponseTimeout()),
                options.getMaxConnections(),
                options.getMaxConcurrentUploads(),
                options.getSslContextParameters(),
                options.getProxyHost(),
                options.getProxyPort(),
                options.getProxyUsername(),
                options.getProxyPassword(),
                new AnswerLimits(
                        options.getMaxAnswerSize(),
                        options.getMaxTranscriptSize(),
                        options.getMaxDownloadSize(),
                        options.getMaxHeaderSize()),
                options.isAllowPrivateLinks());
    }

    private CamelContext context() {
        return endpoint.getCamelContext();
    }

    private Account account() {
        String key = endpoint.accountKey();
        return new Account(provider(), endpoint.getConfiguration().getBaseUrl(), key == null ? "" : key);
    }

    ReplyThreads replies() {
        return component.replies();
    }

    /** A producer or a consumer runs: its jobs are seen, and the account is checked. */
    void began(Supplier<Stream<MonitoredJob>> inFlight) {
        if (reports.add(inFlight)) {
            shared.addCheck(endpoint, account(), component.isHealthCheckProducerEnabled());
        }
    }

    void ended(Supplier<Stream<MonitoredJob>> inFlight) {
        if (reports.remove(inFlight)) {
            shared.removeCheck(endpoint, account());
        }
    }

    /** Wakes blocked callers whose route stops. */
    void wakeBlocked() {
        JobEngine current = engine;
        if (current != null) {
            current.admission().wakeBlocked();
        }
    }

    /** The adapter of the provider's API; {@code null} before the first start. */
    TranscriptionProvider adapter() {
        return adapter;
    }

    /** The records of the jobs; {@code null} without a job repository. */
    JobRecords records() {
        return records;
    }

    JobReports reports() {
        return reports;
    }

    @Override
    public String provider() {
        return component.getDefaultName();
    }

    @Override
    public String operation() {
        return endpoint.getOperation();
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public Collection<MonitoredJob> inFlight() {
        return reports.inFlight();
    }

    @Override
    public JobEngine engine() {
        return engine;
    }

    @Override
    public Map<String, Governor> governors() {
        return governors.entrySet().stream()
                .collect(Collectors.toMap(used -> used.getKey().toString(), Map.Entry::getValue));
    }

    @Override
    public JobNode node() {
        JobRecords current = records;
        return current == null ? null : current.node();
    }
}
