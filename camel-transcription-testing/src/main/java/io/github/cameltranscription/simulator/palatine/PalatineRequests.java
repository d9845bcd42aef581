/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.List;
import java.util.function.Predicate;

import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.provider.ProviderRequests;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/** What Palatine was asked, and what was released. */
public final class PalatineRequests extends ProviderRequests<PalatineCall, PalatineRequests> {

    private final PalatineTasks tasks;

    PalatineRequests(int keptRequests, PalatineTasks tasks) {
        super(keptRequests, PalatineCall.SUBMIT, PalatineCall.STATUS);
        this.tasks = tasks;
    }

    @Override
    protected PalatineRequests self() {
        return this;
    }

    /** Requests to {@code task_done} of transcriptions, whatever their answer. */
    public List<RecordedRequest> releases() {
        return of(PalatineCall.RELEASE);
    }

    /** Requests to {@code /audio/transcriptions}. */
    public List<RecordedRequest> openAiTranscriptions() {
        return of(PalatineCall.OPENAI_TRANSCRIPTION);
    }

    /** How many jobs were released. */
    public long releasedJobs() {
        return tasks.releases();
    }

    /** Exactly so many jobs were released. */
    public PalatineRequests assertReleased(long jobs) {
        return check(releasedJobs() == jobs, "Expected " + jobs + " released jobs, there were " + releasedJobs());
    }

    /** Of all jobs made, none is left. */
    public PalatineRequests assertEveryJobReleased() {
        return check(
                tasks.created() == tasks.releases(),
                tasks.created() + " jobs were made and " + tasks.releases() + " released; left are "
                        + jobs(job -> !job.released()));
    }

    /** No job was released whose result the client had not been sent in full. */
    public PalatineRequests assertNothingReleasedUnfetched() {
        List<SimulatedJob> unfetched = jobs(job -> job.released() && !job.fetched());
        return check(unfetched.isEmpty(), "Released before their result was fetched: " + unfetched);
    }

    /** This job's result was sent in full. */
    public PalatineRequests assertFetched(String jobId) {
        SimulatedJob job = tasks.view(jobId);
        return check(job != null && job.fetched(), "Expected job " + jobId + " to be fetched, it is " + job);
    }

    /** This job was released. */
    public PalatineRequests assertReleased(String jobId) {
        SimulatedJob job = tasks.view(jobId);
        return check(job != null && job.released(), "Expected job " + jobId + " to be released, it is " + job);
    }

    /** This job is still there. */
    public PalatineRequests assertNotReleased(String jobId) {
        SimulatedJob job = tasks.view(jobId);
        boolean present = job != null && !job.released() && job.state() != JobState.LOST;
        return check(present, "Expected job " + jobId + " not to be released, it is " + job);
    }

    /** No request was refused as 401. */
    public PalatineRequests assertAllAuthorized() {
        return check(
                all().stream().noneMatch(request -> request.answerStatus() == 401),
                "Expected only authorised requests");
    }

    private List<SimulatedJob> jobs(Predicate<SimulatedJob> condition) {
        return tasks.all().stream().filter(condition).limit(LISTED).toList();
    }
}
