/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderJobs;

/** The tasks of the account. */
final class PalatineTasks extends ProviderJobs<PalatineTask> {

    static final String NO_SPEECH = "No recognizable speech";

    /** Of released tasks only a line is kept, and only of the last ones. */
    private static final int KEPT_RELEASED = 20_000;

    private final PalatineShapes shapes;
    private final Map<String, SimulatedJob> released = new LinkedHashMap<>();
    private long releases;

    PalatineTasks(JobSettings settings, PalatineShapes shapes) {
        super(settings, NO_SPEECH, "Task not found");
        this.shapes = shapes;
    }

    /** How answers about tasks are written. */
    PalatineShapes shapes() {
        return shapes;
    }

    /** {@code parameters} or {@code summary} is null, whichever the kind has no use for. */
    PalatineTask create(
            PalatineTask.Kind kind,
            String fileName,
            AudioAnalysis audio,
            PalatineParameters parameters,
            SummaryRequest summary) {
        return create(fileName, audio, plan -> new PalatineTask(plan, kind, parameters, summary));
    }

    /** Throws a 404 where there is no such task of this kind. */
    PalatineTask require(String id, PalatineTask.Kind kind) {
        PalatineTask task = find(id);
        return require(task == null || task.kind() != kind ? "" : id);
    }

    static Refusal stillProcessing() {
        return Refusal.of(409, "Task is still processing");
    }

    /** {@code task_done} of every kind of job. The body of its answer is a guess: the documents show none. */
    Answer release(ProviderExchange<PalatineCall> exchange) {
        PalatineTask task = require(exchange.jobId(), exchange.call().kind());
        if (task.state(now()) == JobState.PENDING) {
            throw stillProcessing();
        }
        synchronized (released) {
            releases++;
            released.put(task.id(), task.view(JobState.RELEASED));
            if (released.size() > KEPT_RELEASED) {
                released.remove(released.keySet().iterator().next());
            }
            remove(task);
        }
        return Answer.json(shapes.released(task.id()));
    }

    long releases() {
        synchronized (released) {
            return releases;
        }
    }

    /** Released ones first, each in their order. */
    @Override
    public List<SimulatedJob> all() {
        synchronized (released) {
            List<SimulatedJob> jobs = new ArrayList<>(released.values());
            jobs.addAll(super.all());
            return jobs;
        }
    }

    /** Null where there never was one, or it was released long ago. */
    @Override
    public SimulatedJob view(String id) {
        synchronized (released) {
            SimulatedJob gone = released.get(id);
            return gone == null ? super.view(id) : gone;
        }
    }
}
