/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobOutcome;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

/**
 * The jobs of an account. Internal.
 *
 * @param <J> the provider's jobs
 */
public abstract class ProviderJobs<J extends ProviderJob> {

    private final JobSettings settings;
    private final String noSpeech;
    private final String notFound;
    private final FaultPlan<JobOutcome> outcomes = new FaultPlan<>();
    private final Map<String, J> jobs = new ConcurrentHashMap<>();
    private final AtomicLong created = new AtomicLong();

    /** {@code noSpeech} is the error of a job without speech, {@code notFound} the answer where there is no such job. */
    protected ProviderJobs(JobSettings settings, String noSpeech, String notFound) {
        this.settings = settings;
        this.noSpeech = noSpeech;
        this.notFound = notFound;
    }

    FaultPlan<JobOutcome> outcomes() {
        return outcomes;
    }

    /** Makes a job, which begins now; {@code fileName} is null where there is no file. */
    protected final J create(String fileName, AudioAnalysis audio, Function<JobPlan, J> maker) {
        JobOutcome unusual = outcomes.next(
                outcome -> outcome.fileName() == null || outcome.fileName().equals(fileName));
        JobOutcome outcome = unusual == null ? JobOutcome.USUAL : unusual;
        Instant now = settings.clock().instant();
        Duration time = outcome.processingTime() != null ? outcome.processingTime() : processingTime(audio);
        String error =
                outcome.error() != null ? outcome.error() : audio.segments().isEmpty() ? noSpeech : null;
        J job = maker.apply(new JobPlan(
                created.incrementAndGet(),
                UUID.randomUUID().toString(),
                fileName,
                audio,
                now,
                now.toEpochMilli() + time.toMillis(),
                outcome.endless(),
                error,
                outcome.lost()));
        jobs.put(job.id(), job);
        return job;
    }

    /** How long a usual job takes. */
    public final Duration processingTime(AudioAnalysis audio) {
        return settings.processingTime().apply(Duration.ofMillis(Math.round(audio.duration() * 1000)));
    }

    /** Milliseconds of the clock. */
    public final long now() {
        return settings.clock().millis();
    }

    /** Throws a 404 where there is no such job, or it is lost. */
    public J require(String id) {
        J job = jobs.get(id);
        if (job == null || job.state(now()) == JobState.LOST) {
            throw Refusal.of(404, notFound);
        }
        return job;
    }

    /** Null where there is none. */
    public final J find(String id) {
        return jobs.get(id);
    }

    /** Forgets a job. */
    protected final void remove(J job) {
        jobs.remove(job.id());
    }

    /** The file that a job was made from; null where there is no such job. {@code id} may be null. */
    final String fileName(String id) {
        J job = id == null ? null : jobs.get(id);
        return job == null ? null : job.fileName();
    }

    /** How many were made. */
    public final long created() {
        return created.get();
    }

    /** In their order. */
    public List<SimulatedJob> all() {
        long now = now();
        return jobs.values().stream()
                .sorted(Comparator.comparingLong(ProviderJob::number))
                .map(job -> job.view(job.state(now)))
                .toList();
    }

    /** Null where there is none. */
    public SimulatedJob view(String id) {
        J job = jobs.get(id);
        return job == null ? null : job.view(job.state(now()));
    }
}
