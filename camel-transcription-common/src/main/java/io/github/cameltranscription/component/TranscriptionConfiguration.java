/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.http.AnswerLimits;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.subtitle.CueLayout;

/**
 * The options that all transcription components share, at component and at endpoint level. Durations are milliseconds
 * here and Camel durations such as {@code 2s} in a URI. An option that has no default is {@code null} where it is not set.
 * What an option does is in its description.
 */
@UriParams
public abstract class TranscriptionConfiguration implements Cloneable {

    @UriParam(
            label = "common",
            displayName = "Base URL",
            description = "The address of the provider's API with its version, without the paths of the calls. Set it "
                    + "for a proxy, a private installation or a simulator. If not set, the provider's public address.")
    private String baseUrl;

    @UriParam(
            label = "producer",
            description = "The language of the recording, as an ISO 639-1 code such as ru. The header "
                    + "CamelTranscriptionLanguage overrides it. If not set, the provider detects the language.")
    private String language;

    @UriParam(
            label = "common",
            defaultValue = "transcript",
            enums = "transcript,text,json,srt,vtt,csv,raw",
            description = "The format of the reply's body: the Transcript object, its text, its JSON, subtitles as SRT "
                    + "or WebVTT, a table as CSV, or the provider's own answer.")
    private OutputFormat outputFormat = OutputFormat.TRANSCRIPT;

    @UriParam(
            label = "producer",
            displayName = "Source URL",
            description = "A link (http or https) from which the provider downloads the recording, instead of an "
                    + "upload of the body. The header CamelTranscriptionSourceUrl overrides it; a body of type "
                    + "java.net.URI has the same effect.")
    @Metadata(supportFileReference = false)
    private String sourceUrl;

    @UriParam(
            label = "common",
            defaultValue = "42",
            description = "The maximum number of characters in a line of a subtitle.")
    private int cueMaxLineLength = CueLayout.DEFAULT.maxLineLength();

    @UriParam(label = "common", defaultValue = "2", description = "The maximum number of lines in a subtitle.")
    private int cueMaxLines = CueLayout.DEFAULT.maxLines();

    @UriParam(
            label = "common",
            defaultValue = "2s",
            javaType = "java.time.Duration",
            description = "The time from the submission to the first poll.")
    private long initialDelay = 2_000;

    @UriParam(
            label = "common",
            defaultValue = "1.5",
            description = "The factor by which the interval grows after each poll; 1 keeps it constant.")
    private double pollMultiplier = 1.5;

    @UriParam(
            label = "common",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "The longest interval between polls.")
    private long maxPollInterval = 30_000;

    @UriParam(
            label = "common",
            defaultValue = "2h",
            javaType = "java.time.Duration",
            description = "How long to wait for a job, from the end of its submission or from the start of await. The "
                    + "exchange then fails with JOB_TIMED_OUT; the job continues at the provider, and its id is on "
                    + "the exception.")
    private long jobTimeout = 7_200_000;

    @UriParam(
            label = "common",
            defaultValue = "1000",
            description = "The maximum number of jobs of this endpoint under way at once. Above it, a call from a "
                    + "later step of a route is queued; any other call blocks its thread, which slows down the "
                    + "route's consumer.")
    private int maxInFlight = 1000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "8",
            description = "The maximum number of submissions of the account under way at once. Further submissions "
                    + "wait.")
    private int maxConcurrentUploads = 8;

    @UriParam(
            label = "common,advanced",
            defaultValue = "64",
            description = "The maximum number of connections to one host for polls and other small requests. They need "
                    + "about jobs / interval x round trip.")
    private int maxConnections = 64;

    @UriParam(
            label = "common,advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "The time limit for making a connection.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "The time limit for a small answer as a whole, and for the answer to an upload after "
                    + "everything is sent. Uploads, transcripts and downloads may take longer, but must average at "
                    + "least 1 KiB a second over this time.")
    private long responseTimeout = 60_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "1048576",
            description = "The maximum size of an answer without a transcript, in bytes. A larger answer fails with "
                    + "ANSWER_TOO_LARGE.")
    private long maxAnswerSize = AnswerLimits.DEFAULT.maxAnswerSize();

    @UriParam(
            label = "common,advanced",
            defaultValue = "67108864",
            description = "The maximum size of an answer with a transcript, in bytes after decompression. A larger "
                    + "answer, or one larger than an eighth of the JVM's heap, fails with ANSWER_TOO_LARGE.")
    private long maxTranscriptSize = AnswerLimits.DEFAULT.maxTranscriptSize();

    @UriParam(
            label = "common,advanced",
            defaultValue = "0",
            description = "The maximum size of a downloaded file, in bytes; 0 for no limit. A larger file fails with "
                    + "ANSWER_TOO_LARGE.")
    private long maxDownloadSize = AnswerLimits.DEFAULT.maxDownloadSize();

    @UriParam(
            label = "common,advanced",
            defaultValue = "65536",
            description = "The maximum size of the headers of an answer, in bytes. Larger headers fail with "
                    + "ANSWER_TOO_LARGE.")
    private int maxHeaderSize = AnswerLimits.DEFAULT.maxHeaderSize();

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Whether links and redirects from the provider may lead to addresses that are not public: "
                    + "private, link-local, loopback and cloud metadata. Set it for an installation that stores its "
                    + "files there. The host of baseUrl is always allowed.")
    private boolean allowPrivateLinks;

    @UriParam(
            label = "common,advanced",
            defaultValue = "3",
            description = "The maximum number of repetitions of a request after a temporary failure. A submission is "
                    + "repeated this often only if there was no connection; if it was rejected for load, "
                    + "submitTimeout decides instead. Polls are repeated until jobTimeout in any case.")
    private int maxRetries = 3;

    @UriParam(
            label = "common,advanced",
            javaType = "java.time.Duration",
            description = "How long, from the arrival of the exchange, a submission is repeated while the provider "
                    + "rejects it for load or cannot be reached. Then the exchange fails with RATE_LIMITED or "
                    + "PROVIDER_UNAVAILABLE, and there is no job. 0s fails at the first rejection, for routes with a "
                    + "failover. If not set, jobTimeout applies.")
    private Long submitTimeout;

    @UriParam(
            label = "common,advanced",
            description = "The maximum number of requests per second, submissions, polls and releases together, that "
                    + "this node sends for the account. The lowest value among the endpoints of the account applies "
                    + "to all of them. If not set, the rate is learned from the provider's rejections.")
    private Double maxRequestsPerSecond;

    @UriParam(
            label = "common,advanced",
            description = "Records jobs so that they survive a crash, and no transcript is lost and no recording is "
                    + "paid for twice: a bean, or file:FOLDER for an embedded database that only one process can use.")
    private JobRepository jobRepository;

    @UriParam(
            label = "producer,advanced",
            description = "With a jobRepository: a Simple expression for the key that identifies a recording when it "
                    + "comes again. The header CamelTranscriptionJobKey overrides it. If neither is set, the key "
                    + "consists of path, size and modification time of a file, or of bucket, key and ETag of an S3 "
                    + "object. The value content makes the key from the recording itself and from the options that "
                    + "change the result.")
    @Metadata(supportFileReference = false)
    private String jobKey;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "fail",
            enums = "fail,resubmit",
            description = "With a jobRepository: what to do with a recording if it is unknown whether the provider "
                    + "accepted its submission in an earlier process: fail fails the exchange; resubmit sends the "
                    + "recording again, which may then be paid for twice.")
    private UncertainSubmission uncertainSubmission = UncertainSubmission.FAIL;

    @UriParam(
            label = "common,advanced",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "With a shared jobRepository: the time without a heartbeat of a process after which the "
                    + "other processes take over its jobs.")
    private long jobLease = 30_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "20",
            description = "With a jobRepository: the number of failed attempts after which a job of results is parked. "
                    + "The time between two attempts doubles from 1 second to 10 minutes.")
    private int maxAttempts = 20;

    @UriParam(
            label = "producer",
            defaultValue = "list",
            enums = "list,retry,forget",
            description = "With parked: list lists the parked records, retry tries the record of the header "
                    + "CamelTranscriptionJobKey again, forget removes that record.")
    private ParkedAction action = ParkedAction.LIST;

    @UriParam(
            label = "consumer",
            defaultValue = "1s",
            javaType = "java.time.Duration",
            description = "With results: the time between two queries of the jobRepository.")
    private long delay = 1_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "With results: the maximum number of finished jobs emitted per query; 0 for no limit.")
    private int maxMessagesPerPoll;

    @UriParam(
            label = "security",
            displayName = "SSL Context Parameters",
            description = "TLS settings, such as a custom trust store. Camel's defaults apply if not set.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "proxy",
            description = "The host of an HTTP proxy, such as proxy.example.org. No proxy if not set.")
    private String proxyHost;

    @UriParam(label = "proxy", description = "The port of the HTTP proxy, such as 3128.")
    private int proxyPort;

    @UriParam(label = "proxy", secret = true, description = "The user name for the HTTP proxy.")
    private String proxyUsername;

    @UriParam(label = "proxy", secret = true, description = "The password for the HTTP proxy.")
    private String proxyPassword;

    @UriParam(
            label = "common,advanced",
            prefix = "param.",
            multiValue = true,
            description = "Request parameters that this component does not know: param.NAME=value, such as "
                    + "param.beam_size=5, for submissions; param.status.NAME=value for polls. They override the "
                    + "component's own parameters.")
    private Map<String, Object> parameters = new LinkedHashMap<>();

    protected TranscriptionConfiguration(String defaultBaseUrl) {
        this.baseUrl = defaultBaseUrl;
    }

    /** A copy that can be changed on its own. */
    public TranscriptionConfiguration copy() {
        try {
            TranscriptionConfiguration copy = (TranscriptionConfiguration) clone();
            copy.parameters = new LinkedHashMap<>(parameters);
            return copy;
        } catch (CloneNotSupportedException impossible) {
            throw new RuntimeCamelException(impossible);
        }
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public OutputFormat getOutputFormat() {
        return outputFormat;
    }

    public void setOutputFormat(OutputFormat outputFormat) {
        this.outputFormat = outputFormat;
    }

    public String getSourceUrl() {
        return sourceUrl;
    }

    public void setSourceUrl(String sourceUrl) {
        this.sourceUrl = sourceUrl;
    }

    public int getCueMaxLineLength() {
        return cueMaxLineLength;
    }

    public void setCueMaxLineLength(int cueMaxLineLength) {
        this.cueMaxLineLength = cueMaxLineLength;
    }

    public int getCueMaxLines() {
        return cueMaxLines;
    }

    public void setCueMaxLines(int cueMaxLines) {
        this.cueMaxLines = cueMaxLines;
    }

    public long getInitialDelay() {
        return initialDelay;
    }

    public void setInitialDelay(long initialDelay) {
        this.initialDelay = initialDelay;
    }

    public double getPollMultiplier() {
        return pollMultiplier;
    }

    public void setPollMultiplier(double pollMultiplier) {
        this.pollMultiplier = pollMultiplier;
    }

    public long getMaxPollInterval() {
        return maxPollInterval;
    }

    public void setMaxPollInterval(long maxPollInterval) {
        this.maxPollInterval = maxPollInterval;
    }

    public long getJobTimeout() {
        return jobTimeout;
    }

    public void setJobTimeout(long jobTimeout) {
        this.jobTimeout = jobTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getMaxConcurrentUploads() {
        return maxConcurrentUploads;
    }

    public void setMaxConcurrentUploads(int maxConcurrentUploads) {
        this.maxConcurrentUploads = maxConcurrentUploads;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getMaxAnswerSize() {
        return maxAnswerSize;
    }

    public void setMaxAnswerSize(long maxAnswerSize) {
        this.maxAnswerSize = maxAnswerSize;
    }

    public long getMaxTranscriptSize() {
        return maxTranscriptSize;
    }

    public void setMaxTranscriptSize(long maxTranscriptSize) {
        this.maxTranscriptSize = maxTranscriptSize;
    }

    public long getMaxDownloadSize() {
        return maxDownloadSize;
    }

    public void setMaxDownloadSize(long maxDownloadSize) {
        this.maxDownloadSize = maxDownloadSize;
    }

    public int getMaxHeaderSize() {
        return maxHeaderSize;
    }

    public void setMaxHeaderSize(int maxHeaderSize) {
        this.maxHeaderSize = maxHeaderSize;
    }

    public boolean isAllowPrivateLinks() {
        return allowPrivateLinks;
    }

    public void setAllowPrivateLinks(boolean allowPrivateLinks) {
        this.allowPrivateLinks = allowPrivateLinks;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public Long getSubmitTimeout() {
        return submitTimeout;
    }

    public void setSubmitTimeout(Long submitTimeout) {
        this.submitTimeout = submitTimeout;
    }

    public Double getMaxRequestsPerSecond() {
        return maxRequestsPerSecond;
    }

    public void setMaxRequestsPerSecond(Double maxRequestsPerSecond) {
        this.maxRequestsPerSecond = maxRequestsPerSecond;
    }

    public JobRepository getJobRepository() {
        return jobRepository;
    }

    public void setJobRepository(JobRepository jobRepository) {
        this.jobRepository = jobRepository;
    }

    public String getJobKey() {
        return jobKey;
    }

    public void setJobKey(String jobKey) {
        this.jobKey = jobKey;
    }

    public UncertainSubmission getUncertainSubmission() {
        return uncertainSubmission;
    }

    public void setUncertainSubmission(UncertainSubmission uncertainSubmission) {
        this.uncertainSubmission = uncertainSubmission;
    }

    public long getJobLease() {
        return jobLease;
    }

    public void setJobLease(long jobLease) {
        this.jobLease = jobLease;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public ParkedAction getAction() {
        return action;
    }

    public void setAction(ParkedAction action) {
        this.action = action;
    }

    public long getDelay() {
        return delay;
    }

    public void setDelay(long delay) {
        this.delay = delay;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public Map<String, Object> getParameters() {
        return parameters;
    }

    public void setParameters(Map<String, Object> parameters) {
        this.parameters = new LinkedHashMap<>(parameters);
    }
}
