/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.RepositoryFailure;

/** Writes the state of a monitor at one moment. */
final class MonitorJson {

    private static final int LONGEST_MESSAGE = 500;
    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Camel's own writer is several times slower with thousands of rows. */
    private static final class Answer extends JsonObject {

        private static final long serialVersionUID = 1L;

        @Override
        public void toJson(Writer writer) throws IOException {
            writer.write(toJson());
        }

        @Override
        public String toJson() {
            try {
                return JACKSON.writeValueAsString(this);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private final TranscriptionMonitor monitor;
    private final MonitorQuery query;
    private final Instant now;

    MonitorJson(TranscriptionMonitor monitor, MonitorQuery query, Instant now) {
        this.monitor = monitor;
        this.query = query;
        this.now = now;
    }

    JsonObject write() {
        String provider = query.provider();
        List<MonitoredJob> jobs = new ArrayList<>(monitor.jobs(provider).toList());
        List<MonitoredEndpoint> endpoints = monitor.endpoints(provider)
                .sorted(Comparator.comparing(MonitoredEndpoint::uri))
                .toList();
        JsonObject all = new Answer();
        all.put("context", monitor.contextName());
        all.put("time", text(now));
        all.put("inFlight", inFlight(jobs));
        all.put("ended", ended());
        jobs.sort(Comparator.comparing(MonitoredJob::age).reversed());
        List<MonitoredJob> shown = jobs.subList(0, Math.min(query.limit(), jobs.size()));
        all.put("jobs", array(shown, MonitorJson::job));
        all.put("jobsLeftOut", jobs.size() - shown.size());
        all.put("lanes", array(lanes(endpoints), MonitorJson::lane));
        all.put("governors", governors(endpoints));
        all.put("repositories", array(monitor.repositories(now), this::repository));
        all.put("finished", array(monitor.history().latest(provider, query.finished()), MonitorJson::finished));
        all.put("throughput", throughput());
        all.put("usual", array(monitor.history().usual(provider), MonitorJson::usual));
        all.put("balances", balances());
        return all;
    }

    /** A row of names and their values. */
    private static JsonObject row(Object... namesAndValues) {
        JsonObject row = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    private static JsonObject inFlight(List<MonitoredJob> jobs) {
        int[] counts = new int[JobPhase.values().length];
        jobs.forEach(job -> counts[job.state().ordinal()]++);
        JsonObject inFlight = row("all", jobs.size());
        for (JobPhase phase : JobPhase.values()) {
            inFlight.put(lower(phase), counts[phase.ordinal()]);
        }
        return inFlight;
    }

    private JsonObject ended() {
        JsonObject ended = new JsonObject();
        for (JobOutcome outcome : JobOutcome.values()) {
            ended.put(lower(outcome), monitor.history().ended(query.provider(), outcome));
        }
        return ended;
    }

    private static JsonObject job(MonitoredJob job) {
        JobSnapshot known = job.snapshot();
        TranscriptionException trouble = known == null ? null : known.trouble();
        return row(
                "provider", job.endpoint().provider(),
                "operation", job.endpoint().operation(),
                "endpoint", job.endpoint().uri(),
                "state", lower(job.state()),
                "jobId", known == null ? null : outside(known.jobId()),
                "fileName", outside(job.fileName()),
                "routeId", job.routeId(),
                "exchangeId", job.exchangeId(),
                "ageSeconds", seconds(job.age()),
                "elapsedSeconds", seconds(job.elapsed()),
                "progress", known == null ? null : known.progress(),
                "lastStatus", known == null ? null : lastStatus(known),
                "lastTrouble", trouble == null ? null : outside(trouble.getMessage()),
                "askedSecondsAgo", known == null ? null : seconds(known.sinceAsked()),
                "nextPollSeconds", known == null ? null : seconds(known.nextPoll()));
    }

    /** The meaning of the last poll: the providers' own words differ. */
    private static String lastStatus(JobSnapshot known) {
        if (known.sinceAsked() == null) {
            return null;
        }
        return known.trouble() != null ? "unknown" : known.phase() == JobPhase.DELIVERING ? "done" : "pending";
    }

    /** Endpoints of one URI share their places. */
    private static Collection<MonitoredEndpoint> lanes(List<MonitoredEndpoint> endpoints) {
        Map<JobEngine, MonitoredEndpoint> lanes = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> lanes.putIfAbsent(endpoint.engine(), endpoint));
        return lanes.values();
    }

    private static JsonObject lane(MonitoredEndpoint endpoint) {
        JobEngine engine = endpoint.engine();
        return engine == null
                ? null
                : row(
                        "provider", endpoint.provider(),
                        "operation", endpoint.operation(),
                        "endpoint", endpoint.uri(),
                        "maxInFlight", engine.settings().maxInFlight(),
                        "inFlight", engine.inFlight(),
                        "queued", engine.queued(),
                        "maxConcurrentUploads", engine.settings().maxConcurrentUploads());
    }

    private static JsonArray governors(List<MonitoredEndpoint> endpoints) {
        Map<Governor, String> accounts = new LinkedHashMap<>();
        Map<Governor, Set<String>> providers = new HashMap<>();
        endpoints.forEach(endpoint -> endpoint.governors().forEach((account, governor) -> {
            accounts.putIfAbsent(governor, account);
            providers.computeIfAbsent(governor, first -> new TreeSet<>()).add(endpoint.provider());
        }));
        return array(
                accounts.keySet(), governor -> governor(accounts.get(governor), providers.get(governor), governor));
    }

    private static JsonObject governor(String account, Set<String> providers, Governor governor) {
        return row(
                "account", URISupport.sanitizeUri(account),
                "provider", String.join(",", providers),
                "state", governor.getState(),
                "submissionsPerSecond", rate(governor.getSubmissionRate()),
                "pollsPerSecond", rate(governor.getPollRate()),
                "maxRequestsPerSecond", rate(governor.getMaxRate()),
                "waiting", governor.getWaiting(),
                "uploading", governor.getUploading(),
                "refusals", governor.getRefusals(),
                "pausedSeconds", seconds(governor.getClosedFor()));
    }

    private JsonObject repository(RepositoryWatch watch) {
        JobNode node = watch.node();
        RepositoryFailure failure = node.lastFailure();
        RepositoryWatch.Contents contents = watch.contents();
        JsonArray parked = contents == null ? new JsonArray() : array(contents.parked(), MonitorJson::parked);
        return row(
                "kind",
                node.repository().getClass().getSimpleName(),
                "repository",
                outside(node.repository().toString()),
                "shared",
                node.repository().isShared(),
                "leaseSeconds",
                seconds(node.lease()),
                "leaseAgeSeconds",
                node.lease() == null ? null : seconds(node.leaseAge()),
                "statements",
                node.statements(),
                "failedStatements",
                node.failedStatements(),
                "lastError",
                failure == null ? null : outside(failure.message()),
                "lastErrorAt",
                failure == null ? null : text(failure.at()),
                "countedAt",
                contents == null ? null : text(contents.at()),
                "records",
                contents == null ? null : records(contents.counts()),
                "parked",
                parked);
    }

    private static JsonObject records(Map<JobRecordState, Long> counts) {
        JsonObject records = new JsonObject();
        for (JobRecordState state : JobRecordState.values()) {
            records.put(lower(state), counts.getOrDefault(state, 0L));
        }
        return records;
    }

    private static JsonObject parked(JobRecord parked) {
        return row(
                "provider", parked.scope().provider(),
                "kind", parked.scope().kind(),
                "baseUrl", outside(URISupport.sanitizeUri(parked.scope().baseUrl())),
                "jobKey", outside(parked.key()),
                "jobId", outside(parked.jobId()),
                "fileName", outside(parked.fileName()),
                "recordedAt", text(parked.recordedAt()),
                "attempts", parked.attempts(),
                "lastError", outside(parked.lastError()));
    }

    private static JsonObject finished(FinishedJob ended) {
        MonitoredJob job = ended.job();
        JobUsage usage = ended.usage();
        return row(
                "provider", ended.provider(),
                "operation", ended.operation(),
                "jobId", outside(ended.jobId()),
                "fileName", outside(job.fileName()),
                "routeId", job.routeId(),
                "exchangeId", job.exchangeId(),
                "outcome", lower(ended.outcome()),
                "category", ended.category() == null ? null : ended.category().name(),
                "message", outside(ended.message()),
                "endedAt", text(ended.endedAt()),
                "durationSeconds", seconds(job.age()),
                "queuedSeconds", seconds(ended.queued()),
                "timeToResultSeconds", seconds(job.elapsed()),
                "recordedSeconds", usage.recordedSeconds(),
                "billedMinutes", usage.billedMinutes(),
                "cost", usage.cost(),
                "currency", outside(usage.currency()),
                "balance", usage.balance(),
                "balanceUnit", outside(usage.balanceUnit()));
    }

    private JsonArray throughput() {
        JsonArray minutes = new JsonArray();
        long last = JobHistory.minute(now);
        for (long minute = last - JobHistory.MINUTES + 1; minute <= last; minute++) {
            JsonObject row = row("minute", Instant.ofEpochSecond(minute * 60).toString());
            for (JobOutcome outcome : JobOutcome.values()) {
                row.put(lower(outcome), monitor.history().ended(query.provider(), outcome, minute));
            }
            minutes.add(row);
        }
        return minutes;
    }

    private static JsonObject usual(JobHistory.Usual usual) {
        return row(
                "provider", usual.provider(),
                "operation", usual.operation(),
                "jobs", usual.count(),
                "p10Seconds", rounded(usual.p10()),
                "p50Seconds", rounded(usual.p50()),
                "p90Seconds", rounded(usual.p90()));
    }

    private JsonArray balances() {
        Map<String, JobUsage> shown = new TreeMap<>(monitor.balances());
        if (query.provider() != null) {
            shown.keySet().retainAll(Set.of(query.provider()));
        }
        return array(
                shown.entrySet(),
                each -> row(
                        "provider", each.getKey(),
                        "balance", each.getValue().balance(),
                        "unit", outside(each.getValue().balanceUnit())));
    }

    /** A row is {@code null} if its item has ended since. */
    private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> row) {
        return items.stream().map(row).filter(Objects::nonNull).collect(Collectors.toCollection(JsonArray::new));
    }

    /** The name in the JSON, the tags of meters and the documents. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Text from outside: on one line, and cut. */
    private static String outside(String text) {
        String line = OutsideText.printable(text);
        return line == null || line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Double seconds(Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private static Double rate(double perSecond) {
        return Double.isInfinite(perSecond) ? null : Math.round(perSecond * 100) / 100.0;
    }
}
