/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code task_done} of every kind of job. The body of its answer is a guess: the documents show none. */
final class TaskRelease implements PalatineOperation {

    private final PalatineTasks tasks;
    private final PalatineTask.Kind kind;

    TaskRelease(PalatineTasks tasks, PalatineTask.Kind kind) {
        this.tasks = tasks;
        this.kind = kind;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        PalatineTask task = tasks.require(exchange.jobId(), kind);
        if (task.state(tasks.now()) == JobState.PENDING) {
            throw Refusal.of(409, "Task is still processing");
        }
        tasks.release(task);
        return Answer.json(tasks.shapes().released(task.id()));
    }
}
