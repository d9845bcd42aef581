/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

import io.github.cameltranscription.engine.ExecutorJobScheduler;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.http.HttpTransportPool;

/** What the components share: options at component level, and the few threads that serve all endpoints. */
public abstract class TranscriptionComponent<C extends TranscriptionConfiguration> extends HealthCheckComponent
        implements SSLContextParametersAware {

    @Metadata(
            label = "security",
            displayName = "Use Global SSL Context Parameters",
            defaultValue = "false",
            description = "Whether to use Camel's global TLS parameters.")
    private boolean useGlobalSslContextParameters;

    @Metadata(
            label = "advanced",
            defaultValue = "8",
            description = "The number of threads that run the rest of routes after an answer. When an answer has "
                    + "waited for 1 second, a thread is added, up to maxReplyThreads.")
    private int replyThreads = 8;

    @Metadata(
            label = "advanced",
            defaultValue = "256",
            description = "The maximum number of reply threads. Threads are added when routes block them.")
    private int maxReplyThreads = 256;

    @Metadata(label = "advanced", defaultValue = "4", description = "The number of threads for each job repository.")
    private int repositoryThreads = 4;

    private ScheduledExecutorService scheduler;
    private ExecutorService replyExecutor;
    private ReplyThreads replies;
    private HttpTransportPool transports;
    final Set<JobService> started = ConcurrentHashMap.newKeySet();
    final SharedObjects<JobService.EngineKey, JobEngine> engines = new SharedObjects<>();

    @Override
    @SuppressWarnings("unchecked")
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        C configuration = (C) getConfiguration().copy();
        TranscriptionEndpoint<C> endpoint = createEndpoint(SecretUri.mask(uri), remaining, configuration);
        endpoint.identify(uri);
        EndpointOptions options = new EndpointOptions(endpoint, parameters);
        options.removeUnused();
        Map<String, Object> own = PropertiesHelper.extractProperties(parameters, OptionTable.PARAMETERS);
        options.requireTypes();
        setProperties(endpoint, parameters);
        configuration.getParameters().putAll(own);
        if (configuration.getSslContextParameters() == null) {
            configuration.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        options.validate();
        return endpoint;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return CheckedConfigurer.of(super.getComponentPropertyConfigurer());
    }

    /** The options that all endpoints begin with. */
    public abstract C getConfiguration();

    /**
     * Makes an endpoint; its options are set afterwards.
     *
     * @param  maskedUri the URI without secrets
     * @throws IllegalArgumentException if the operation does not exist
     */
    protected abstract TranscriptionEndpoint<C> createEndpoint(String maskedUri, String operation, C configuration);

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        scheduler = threads.newScheduledThreadPool(this, getDefaultName() + "-poll", unbounded(1));
        // ReplyThreads bounds them, and has their queue.
        ThreadPoolProfile ofReplies = profile(Math.min(replyThreads, maxReplyThreads), Integer.MAX_VALUE, 0);
        replyExecutor = threads.newThreadPool(this, getDefaultName() + "-reply", ofReplies);
        replies = new ReplyThreads(replyExecutor, scheduler(), replyThreads, maxReplyThreads);
        transports = new HttpTransportPool(getCamelContext(), this, getDefaultName(), scheduler);
    }

    /**
     * The queues are bounded by what feeds them: no more than {@code maxInFlight} jobs of each endpoint. Camel takes any
     * number below 1 for no queue at all, and by default runs what it has no room for on the thread that brings it.
     */
    static ThreadPoolProfile unbounded(int threads) {
        return profile(threads, threads, Integer.MAX_VALUE);
    }

    private static ThreadPoolProfile profile(int threads, int most, int queued) {
        ThreadPoolProfile profile = new ThreadPoolProfile();
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(most);
        profile.setMaxQueueSize(queued);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected void doStop() throws Exception {
        // A context that was never started is closed as well.
        if (replies != null) {
            started.forEach(JobService::close);
            getCamelContext().getExecutorServiceManager().shutdown(scheduler);
            getCamelContext().getExecutorServiceManager().shutdown(replyExecutor);
        }
        super.doStop();
    }

    /**
     * Polls a job now instead of when its turn comes.
     *
     * @return whether an endpoint of this component waits for it
     */
    public final boolean pollNow(String jobId) {
        return engines.inUse().stream().filter(engine -> engine.pollNow(jobId)).count() > 0;
    }

    HttpTransportPool transports() {
        return transports;
    }

    /** The time that polls go by; only while started. */
    protected final JobScheduler scheduler() {
        return new ExecutorJobScheduler(scheduler);
    }

    /** Where routes are continued; only while started. */
    final ReplyThreads replies() {
        return replies;
    }

    public int getReplyThreads() {
        return replyThreads;
    }

    public void setReplyThreads(int replyThreads) {
        this.replyThreads = requireThread("replyThreads", replyThreads);
    }

    public int getMaxReplyThreads() {
        return maxReplyThreads;
    }

    public void setMaxReplyThreads(int maxReplyThreads) {
        this.maxReplyThreads = requireThread("maxReplyThreads", maxReplyThreads);
    }

    public int getRepositoryThreads() {
        return repositoryThreads;
    }

    public void setRepositoryThreads(int repositoryThreads) {
        this.repositoryThreads = requireThread("repositoryThreads", repositoryThreads);
    }

    private static int requireThread(String option, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(option + " " + threads + " must be at least 1");
        }
        return threads;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
