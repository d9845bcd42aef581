/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobOutcome;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.provider.Variants;

/** The jobs of the account. */
final class ShopotJobs {

    private static final String NO_SPEECH = "No speech found in the file";
    private static final String TOO_SHORT = "SKIPPED: transcript is too short";
    private static final double PLENTY = 1_000_000;

    private final JobSettings settings;
    private final OutcomePlan outcomes;
    private final Variants<ShopotVariant> variants;
    private final Map<String, ShopotJob> jobs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<ShopotJob> inOrder = new ConcurrentLinkedQueue<>();
    private volatile double balanceMinutes = PLENTY;
    private volatile String summaryEnding;
    private volatile Duration summaryTime = Duration.ZERO;

    ShopotJobs(JobSettings settings, OutcomePlan outcomes, Variants<ShopotVariant> variants) {
        this.settings = settings;
        this.outcomes = outcomes;
        this.variants = variants;
    }

    ShopotJob create(String fileName, AudioAnalysis audio, ShopotParameters parameters) {
        JobOutcome outcome = outcomes.next(fileName);
        Instant now = settings.clock().instant();
        Duration time = outcome.processingTime() != null
                ? outcome.processingTime()
                : settings.processingTime().apply(Duration.ofMillis(Math.round(audio.duration() * 1000)));
        long readyAt = outcome.endless() ? ShopotJob.NEVER : now.toEpochMilli() + time.toMillis();
        String error =
                outcome.error() != null ? outcome.error() : audio.segments().isEmpty() ? NO_SPEECH : null;
        ShopotJob job = new ShopotJob(
                UUID.randomUUID().toString(),
                fileName,
                audio,
                parameters,
                now,
                readyAt,
                error,
                outcome.lost(),
                parameters.summary() == null ? null : summary(parameters.summary(), audio.duration(), readyAt));
        jobs.put(job.id(), job);
        inOrder.add(job);
        balanceMinutes -= audio.duration() / 60;
        return job;
    }

    private ShopotSummary summary(String asked, double audioSeconds, long readyAt) {
        String type = ShopotSummary.lowered(asked, audioSeconds);
        String ending = summaryEnding != null ? summaryEnding : type == null ? TOO_SHORT : ShopotSummary.COMPLETED;
        long endsAt = readyAt == ShopotJob.NEVER ? readyAt : readyAt + summaryTime.toMillis();
        return new ShopotSummary(type == null ? asked : type, ending, readyAt, endsAt);
    }

    /** Null for what fits the audio. */
    void summaryEnding(String ending) {
        summaryEnding = ending;
    }

    void summaryTime(Duration time) {
        summaryTime = time;
    }

    double balanceMinutes() {
        return balanceMinutes;
    }

    void balanceMinutes(double minutes) {
        balanceMinutes = minutes;
    }

    /** Throws a 403 where nothing is left. */
    void requireBalance() {
        if (balanceMinutes <= 0) {
            throw Refusal.of(
                    403,
                    variants.next() == ShopotVariant.PUBLIC
                            ? "Insufficient SaaS balance. Minimum 60 minutes required"
                            : "Insufficient balance");
        }
    }

    long now() {
        return settings.clock().millis();
    }

    /** Throws a 404 where there is no such job. */
    ShopotJob require(String id) {
        ShopotJob job = jobs.get(id);
        if (job == null || job.state(now()) == JobState.LOST) {
            throw Refusal.of(404, "Request not found");
        }
        return job;
    }

    /** Null where there is none. */
    String fileName(String id) {
        ShopotJob job = id == null ? null : jobs.get(id);
        return job == null ? null : job.fileName();
    }

    /** In their order. */
    List<SimulatedJob> all() {
        long now = now();
        return inOrder.stream().map(job -> job.view(now)).toList();
    }

    /** Null where there is none. */
    SimulatedJob find(String id) {
        ShopotJob job = jobs.get(id);
        return job == null ? null : job.view(now());
    }
}
