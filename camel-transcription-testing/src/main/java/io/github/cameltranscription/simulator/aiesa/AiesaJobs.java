/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
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

/** The jobs of the account, which are charged when they are over. */
final class AiesaJobs {

    private static final String NO_SPEECH = "No speech was found in the file";

    private final JobSettings settings;
    private final OutcomePlan outcomes;
    private final AiesaAccount account;
    private final Map<String, AiesaJob> jobs = new ConcurrentHashMap<>();
    private final Queue<AiesaJob> inOrder = new ConcurrentLinkedQueue<>();
    private final Queue<AiesaJob> unpaid = new PriorityQueue<>(Comparator.comparing(AiesaJob::readyAt));

    AiesaJobs(JobSettings settings, OutcomePlan outcomes, AiesaAccount account) {
        this.settings = settings;
        this.outcomes = outcomes;
        this.account = account;
    }

    /** Throws a 402 where the account cannot pay for it. */
    AiesaJob create(AiesaSource source, AiesaParameters parameters) {
        AudioAnalysis audio = source.audio();
        AiesaBill bill = account().bill(audio.duration(), parameters.priority());
        account.requireFor(bill);
        JobOutcome outcome = outcomes.next(source.fileName());
        Duration time = outcome.processingTime() != null
                ? outcome.processingTime()
                : settings.processingTime().apply(Duration.ofMillis(Math.round(audio.duration() * 1000)));
        String error =
                outcome.error() != null ? outcome.error() : audio.segments().isEmpty() ? NO_SPEECH : null;
        Instant now = now();
        AiesaJob job = new AiesaJob(
                UUID.randomUUID().toString(),
                source,
                parameters,
                bill,
                now,
                now.plus(time),
                outcome.endless(),
                error,
                outcome.lost());
        jobs.put(job.id(), job);
        inOrder.add(job);
        if (job.succeeds()) {
            synchronized (unpaid) {
                unpaid.add(job);
            }
        }
        return job;
    }

    /** Charged with every job that is over by now: no timer does it. */
    AiesaAccount account() {
        Instant now = now();
        synchronized (unpaid) {
            while (!unpaid.isEmpty() && !unpaid.peek().readyAt().isAfter(now)) {
                AiesaJob job = unpaid.remove();
                account.charge(job.bill(), job.parameters().priority());
            }
        }
        return account;
    }

    Instant now() {
        return settings.clock().instant();
    }

    /** Throws a 404 where there is no such job. */
    AiesaJob require(String id) {
        AiesaJob job = jobs.get(id);
        if (job == null || job.state(now()) == JobState.LOST) {
            throw Refusal.of(404, "Transcription not found");
        }
        return job;
    }

    /** Null where there is none. */
    String fileName(String id) {
        AiesaJob job = id == null ? null : jobs.get(id);
        return job == null ? null : job.source().fileName();
    }

    /** In their order. */
    List<SimulatedJob> all() {
        Instant now = now();
        return inOrder.stream().map(job -> job.view(now)).toList();
    }

    /** Null where there is none. */
    AiesaJob find(String id) {
        return jobs.get(id);
    }
}
