/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobOutcome;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

/** The tasks of the account. */
final class PalatineTasks {

    static final String NO_SPEECH = "No recognizable speech";

    /** Of released tasks only a line is kept, and only of the last ones. */
    private static final int KEPT_RELEASED = 20_000;

    private final JobSettings settings;
    private final OutcomePlan outcomes;
    private final PalatineShapes shapes;
    private final Map<String, PalatineTask> tasks = new ConcurrentHashMap<>();
    private final Map<String, SimulatedJob> released = new LinkedHashMap<>();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong releases = new AtomicLong();

    PalatineTasks(JobSettings settings, OutcomePlan outcomes, PalatineShapes shapes) {
        this.settings = settings;
        this.outcomes = outcomes;
        this.shapes = shapes;
    }

    /** How answers about tasks are written. */
    PalatineShapes shapes() {
        return shapes;
    }

    PalatineTask create(PalatineTask.Kind kind, String fileName, AudioAnalysis audio, PalatineParameters parameters) {
        return create(kind, fileName, audio, parameters, null);
    }

    /** {@code parameters} or {@code summary} is null, whichever the kind has no use for. */
    PalatineTask create(
            PalatineTask.Kind kind,
            String fileName,
            AudioAnalysis audio,
            PalatineParameters parameters,
            SummaryRequest summary) {
        JobOutcome outcome = outcomes.next(fileName);
        Instant now = settings.clock().instant();
        Duration time = outcome.processingTime() != null ? outcome.processingTime() : processingTime(audio);
        String error =
                outcome.error() != null ? outcome.error() : audio.segments().isEmpty() ? NO_SPEECH : null;
        PalatineTask task = new PalatineTask(
                created.incrementAndGet(),
                UUID.randomUUID().toString(),
                kind,
                fileName,
                audio,
                parameters,
                summary,
                now,
                outcome.endless() ? PalatineTask.NEVER : now.toEpochMilli() + time.toMillis(),
                error,
                outcome.lost());
        tasks.put(task.id(), task);
        return task;
    }

    Duration processingTime(AudioAnalysis audio) {
        return settings.processingTime().apply(Duration.ofMillis(Math.round(audio.duration() * 1000)));
    }

    long now() {
        return settings.clock().millis();
    }

    /** Throws a 404 where there is no such task of this kind. */
    PalatineTask require(String id, PalatineTask.Kind kind) {
        PalatineTask task = tasks.get(id);
        if (task == null || task.kind() != kind || task.state(now()) == JobState.LOST) {
            throw Refusal.of(404, "Task not found");
        }
        return task;
    }

    /** Null where there is none. */
    String fileName(String id) {
        PalatineTask task = id == null ? null : tasks.get(id);
        return task == null ? null : task.fileName();
    }

    void release(PalatineTask task) {
        synchronized (released) {
            released.put(task.id(), task.view(JobState.RELEASED));
            if (released.size() > KEPT_RELEASED) {
                released.remove(released.keySet().iterator().next());
            }
            tasks.remove(task.id());
        }
        releases.incrementAndGet();
    }

    long created() {
        return created.get();
    }

    long releases() {
        return releases.get();
    }

    /** Released ones first, each in their order. */
    List<SimulatedJob> all() {
        long now = now();
        synchronized (released) {
            List<SimulatedJob> jobs = new ArrayList<>(released.values());
            tasks.values().stream()
                    .sorted(Comparator.comparingLong(PalatineTask::number))
                    .map(task -> task.view(task.state(now)))
                    .forEach(jobs::add);
            return jobs;
        }
    }

    /** Null where there never was one, or it was released long ago. */
    SimulatedJob find(String id) {
        synchronized (released) {
            PalatineTask task = tasks.get(id);
            return task == null ? released.get(id) : task.view(task.state(now()));
        }
    }
}
