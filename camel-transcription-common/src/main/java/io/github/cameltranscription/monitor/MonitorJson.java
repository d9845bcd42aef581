/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.RepositoryFailure;

/** Writes what a monitor knows at one moment. */
final class MonitorJson {

    private static final int LONGEST_MESSAGE = 500;
    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** With thousands of rows Camel's own writer takes several times as long. */
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
        List<MonitoredJob> jobs = monitor.jobs(query.provider());
        JsonObject all = new Answer();
        all.put("context", monitor.contextName());
        all.put("time", now.truncatedTo(ChronoUnit.MILLIS).toString());
        all.put("inFlight", inFlight(jobs));
        all.put("ended", ended());
        jobs.sort(Comparator.comparing(MonitoredJob::age).reversed());
        List<MonitoredJob> shown = jobs.subList(0, Math.min(query.limit(), jobs.size()));
        all.put("jobs", array(shown, MonitorJson::job));
        all.put("jobsLeftOut", jobs.size() - shown.size());
        List<MonitoredEndpoint> endpoints = endpoints();
        all.put("lanes", array(endpoints, MonitorJson::lane));
        all.put("governors", governors(endpoints));
        all.put("repositories", array(monitor.repositories(now), this::repository));
        all.put("finished", array(monitor.finished(query.provider(), query.finished()), MonitorJson::finished));
        all.put("throughput", throughput());
        all.put("usual", usual());
        all.put("balances", balances());
        return all;
    }

    private boolean isShown(String provider) {
        return query.provider() == null || query.provider().equals(provider);
    }

    private List<MonitoredEndpoint> endpoints() {
        List<MonitoredEndpoint> shown = new ArrayList<>();
        for (MonitoredEndpoint endpoint : monitor.endpoints()) {
            if (isShown(endpoint.provider())) {
                shown.add(endpoint);
            }
        }
        shown.sort(Comparator.comparing(MonitoredEndpoint::uri));
        return shown;
    }

    private static JsonObject inFlight(List<MonitoredJob> jobs) {
        int[] counts = new int[JobPhase.values().length];
        for (MonitoredJob job : jobs) {
            counts[job.state().ordinal()]++;
        }
        JsonObject inFlight = new JsonObject();
        inFlight.put("all", jobs.size());
        for (JobPhase phase : JobPhase.values()) {
            inFlight.put(lower(phase), counts[phase.ordinal()]);
        }
        return inFlight;
    }

    private JsonObject ended() {
        JsonObject ended = new JsonObject();
        for (JobOutcome outcome : JobOutcome.values()) {
            long count = 0;
            for (Map.Entry<String, TranscriptionMonitor.OfProvider> provider :
                    monitor.providers().entrySet()) {
                count += isShown(provider.getKey()) ? provider.getValue().ended(outcome) : 0;
            }
            ended.put(outcome.text(), count);
        }
        return ended;
    }

    private static JsonObject job(MonitoredJob job) {
        JobSnapshot known = job.snapshot();
        JsonObject row = new JsonObject();
        row.put("provider", job.endpoint().provider());
        row.put("operation", job.endpoint().operation());
        row.put("endpoint", job.endpoint().uri());
        row.put("state", lower(job.state()));
        row.put("jobId", known == null ? null : outside(known.jobId()));
        row.put("fileName", outside(job.fileName()));
        row.put("routeId", job.routeId());
        row.put("exchangeId", job.exchangeId());
        row.put("ageSeconds", seconds(job.age()));
        row.put("elapsedSeconds", seconds(job.elapsed()));
        row.put("progress", known == null ? null : known.progress());
        row.put("lastStatus", known == null ? null : lastStatus(known));
        row.put(
                "lastTrouble",
                known == null || known.trouble() == null
                        ? null
                        : outside(known.trouble().getMessage()));
        row.put("askedSecondsAgo", known == null ? null : seconds(known.sinceAsked()));
        row.put("nextPollSeconds", known == null ? null : seconds(known.nextPoll()));
        return row;
    }

    /** The providers' own words differ: what they mean is what a poll has told us. */
    private static String lastStatus(JobSnapshot known) {
        if (known.sinceAsked() == null) {
            return null;
        }
        return known.trouble() != null ? "unknown" : known.phase() == JobPhase.DELIVERING ? "done" : "pending";
    }

    private static JsonObject lane(MonitoredEndpoint endpoint) {
        JobEngine engine = endpoint.engine();
        if (engine == null) {
            return null;
        }
        JsonObject lane = new JsonObject();
        lane.put("provider", endpoint.provider());
        lane.put("operation", endpoint.operation());
        lane.put("endpoint", endpoint.uri());
        lane.put("maxInFlight", engine.settings().maxInFlight());
        lane.put("inFlight", engine.inFlight());
        lane.put("queued", engine.queued());
        lane.put("maxConcurrentUploads", engine.settings().maxConcurrentUploads());
        return lane;
    }

    private static JsonArray governors(List<MonitoredEndpoint> endpoints) {
        Map<Governor, Set<String>> providers = new IdentityHashMap<>();
        Map<Governor, String> names = new IdentityHashMap<>();
        List<Governor> order = new ArrayList<>();
        for (MonitoredEndpoint endpoint : endpoints) {
            endpoint.governors().forEach((name, governor) -> {
                if (names.putIfAbsent(governor, name) == null) {
                    order.add(governor);
                }
                providers.computeIfAbsent(governor, first -> new TreeSet<>()).add(endpoint.provider());
            });
        }
        return array(order, governor -> governor(names.get(governor), providers.get(governor), governor));
    }

    private static JsonObject governor(String account, Set<String> providers, Governor governor) {
        Duration closedFor = governor.getClosedFor();
        JsonObject row = new JsonObject();
        row.put("account", URISupport.sanitizeUri(account));
        row.put("provider", String.join(",", providers));
        row.put("state", governor.getState());
        row.put("submissionsPerSecond", rate(governor.getSubmissionRate()));
        row.put("pollsPerSecond", rate(governor.getPollRate()));
        row.put("maxRequestsPerSecond", rate(governor.getMaxRate()));
        row.put("waiting", governor.getWaiting());
        row.put("uploading", governor.getUploading());
        row.put("refusals", governor.getRefusals());
        row.put("pausedSeconds", seconds(closedFor));
        return row;
    }

    private JsonObject repository(RepositoryWatch watch) {
        JobNode node = watch.node();
        RepositoryFailure failure = node.lastFailure();
        RepositoryWatch.Contents contents = watch.contents();
        JsonObject row = new JsonObject();
        row.put("kind", node.repositoryKind());
        row.put("repository", outside(node.repository().toString()));
        row.put("shared", node.repository().isShared());
        row.put("leaseSeconds", seconds(node.lease()));
        row.put("leaseAgeSeconds", node.lease() == null ? null : seconds(node.leaseAge()));
        row.put("statements", node.statements());
        row.put("failedStatements", node.failedStatements());
        row.put("lastError", failure == null ? null : outside(failure.message()));
        row.put("lastErrorAt", failure == null ? null : text(failure.at()));
        row.put("countedAt", contents == null ? null : text(contents.at()));
        row.put("records", contents == null ? null : records(contents.counts()));
        row.put("parked", contents == null ? new JsonArray() : array(contents.parked(), MonitorJson::parked));
        return row;
    }

    private static JsonObject records(Map<JobRecordState, Long> counts) {
        JsonObject records = new JsonObject();
        for (JobRecordState state : JobRecordState.values()) {
            records.put(lower(state), counts.getOrDefault(state, 0L));
        }
        return records;
    }

    private static JsonObject parked(JobRecord parked) {
        JsonObject row = new JsonObject();
        row.put("provider", parked.scope().provider());
        row.put("kind", parked.scope().kind());
        row.put("baseUrl", outside(URISupport.sanitizeUri(parked.scope().baseUrl())));
        row.put("jobKey", outside(parked.key()));
        row.put("jobId", outside(parked.jobId()));
        row.put("fileName", outside(parked.fileName()));
        row.put("recordedAt", text(parked.recordedAt()));
        row.put("attempts", parked.attempts());
        row.put("lastError", outside(parked.lastError()));
        return row;
    }

    private static JsonObject finished(FinishedJob job) {
        MonitoredJob last = job.job();
        JobUsage usage = job.usage();
        JsonObject row = new JsonObject();
        row.put("provider", job.provider());
        row.put("operation", job.operation());
        row.put("jobId", outside(job.jobId()));
        row.put("fileName", outside(last.fileName()));
        row.put("routeId", last.routeId());
        row.put("exchangeId", last.exchangeId());
        row.put("outcome", job.outcome().text());
        row.put("category", job.category() == null ? null : job.category().name());
        row.put("message", outside(job.message()));
        row.put("endedAt", text(job.endedAt()));
        row.put("durationSeconds", seconds(last.age()));
        row.put("queuedSeconds", seconds(job.queued()));
        row.put("timeToResultSeconds", seconds(last.elapsed()));
        row.put("recordedSeconds", usage.recordedSeconds());
        row.put("billedMinutes", usage.billedMinutes());
        row.put("cost", usage.cost());
        row.put("currency", outside(usage.currency()));
        row.put("balance", usage.balance());
        row.put("balanceUnit", outside(usage.balanceUnit()));
        return row;
    }

    private JsonArray throughput() {
        JsonArray minutes = new JsonArray();
        for (long minute : Throughput.hourUntil(now.getEpochSecond() / 60)) {
            JsonObject row = new JsonObject();
            row.put("minute", Instant.ofEpochSecond(minute * 60).toString());
            for (JobOutcome outcome : JobOutcome.values()) {
                int count = 0;
                for (Map.Entry<String, TranscriptionMonitor.OfProvider> provider :
                        monitor.providers().entrySet()) {
                    count += isShown(provider.getKey())
                            ? provider.getValue().throughput().of(minute, outcome)
                            : 0;
                }
                row.put(outcome.text(), count);
            }
            minutes.add(row);
        }
        return minutes;
    }

    private JsonArray usual() {
        JsonArray rows = new JsonArray();
        monitor.timesToResult().forEach((kind, times) -> {
            if (isShown(kind.provider())) {
                TimesToResult.Range range = times.range();
                JsonObject row = new JsonObject();
                row.put("provider", kind.provider());
                row.put("operation", kind.operation());
                row.put("jobs", range.count());
                row.put("p10Seconds", rounded(range.p10()));
                row.put("p50Seconds", rounded(range.p50()));
                row.put("p90Seconds", rounded(range.p90()));
                rows.add(row);
            }
        });
        return rows;
    }

    private JsonArray balances() {
        JsonArray rows = new JsonArray();
        monitor.providers().forEach((provider, counts) -> {
            JobUsage last = counts.lastBalance();
            if (last != null && isShown(provider)) {
                JsonObject row = new JsonObject();
                row.put("provider", provider);
                row.put("balance", last.balance());
                row.put("unit", outside(last.balanceUnit()));
                rows.add(row);
            }
        });
        return rows;
    }

    private interface Row<T> {
        /** {@code null} for what is gone by now. */
        JsonObject of(T item);
    }

    private static <T> JsonArray array(List<T> items, Row<T> row) {
        JsonArray rows = new JsonArray();
        for (T item : items) {
            JsonObject written = row.of(item);
            if (written != null) {
                rows.add(written);
            }
        }
        return rows;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** It comes from outside: one line, and not too long. */
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
