/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.List;
import java.util.function.Predicate;

import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.request.RecordedRequest;

/**
 * What Palatine was asked. Lists hold the last requests of each kind, the counts are exact. The assertions throw {@link AssertionError}
 * with a message that lists what came, and return this object for more.
 */
public final class PalatineRequests {

    private static final int LISTED = 20;

    private final PalatineRecorder recorder;
    private final PalatineTasks tasks;

    PalatineRequests(PalatineRecorder recorder, PalatineTasks tasks) {
        this.recorder = recorder;
        this.tasks = tasks;
    }

    /** Requests of one kind, oldest first. */
    public List<RecordedRequest> of(PalatineCall call) {
        return recorder.log().of(call);
    }

    /** How many requests of this kind have come. */
    public long count(PalatineCall call) {
        return recorder.log().count(call);
    }

    /** Everything kept, oldest first. */
    public List<RecordedRequest> all() {
        return recorder.log().all();
    }

    /** Requests to {@code do_transcribe}, whatever their answer. */
    public List<RecordedRequest> submissions() {
        return of(PalatineCall.SUBMIT);
    }

    /** Requests to {@code do_transcribe_by_url}. */
    public List<RecordedRequest> submissionsByUrl() {
        return of(PalatineCall.SUBMIT_BY_URL);
    }

    /** Requests to {@code task_status} of transcriptions. */
    public List<RecordedRequest> statusPolls() {
        return of(PalatineCall.STATUS);
    }

    /** Requests to {@code download_as_file}. */
    public List<RecordedRequest> downloads() {
        return of(PalatineCall.DOWNLOAD);
    }

    /** Requests to {@code task_done} of transcriptions, whatever their answer. */
    public List<RecordedRequest> releases() {
        return of(PalatineCall.RELEASE);
    }

    /** Requests to {@code /audio/transcriptions}. */
    public List<RecordedRequest> openAiTranscriptions() {
        return of(PalatineCall.OPENAI_TRANSCRIPTION);
    }

    /** Requests to {@code do_diarize}. */
    public List<RecordedRequest> diarizations() {
        return of(PalatineCall.DIARIZATION_SUBMIT);
    }

    /**
     * How often the account was charged: every submission of any kind that made a job, and every OpenAI-compatible call that was
     * processed, even if its answer was lost.
     */
    public long paidSubmissions() {
        return recorder.paid().get();
    }

    /** How many jobs were released. */
    public long releasedJobs() {
        return tasks.releases();
    }

    /** The account was charged exactly this often, see {@link #paidSubmissions()}. */
    public PalatineRequests assertSubmitted(long times) {
        return check(
                paidSubmissions() == times, "Expected " + times + " paid submissions, there were " + paidSubmissions());
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
        SimulatedJob job = tasks.find(jobId);
        return check(job != null && job.fetched(), "Expected job " + jobId + " to be fetched, it is " + job);
    }

    /** This job was released. */
    public PalatineRequests assertReleased(String jobId) {
        SimulatedJob job = tasks.find(jobId);
        return check(job != null && job.released(), "Expected job " + jobId + " to be released, it is " + job);
    }

    /** This job is still there. */
    public PalatineRequests assertNotReleased(String jobId) {
        SimulatedJob job = tasks.find(jobId);
        boolean present = job != null && !job.released() && job.state() != JobState.LOST;
        return check(present, "Expected job " + jobId + " not to be released, it is " + job);
    }

    /** Exactly so many requests of a kind have come, whatever their answer. */
    public PalatineRequests assertCount(PalatineCall call, long requests) {
        return check(
                count(call) == requests, "Expected " + requests + " " + call + " requests, there were " + count(call));
    }

    /** At least one kept request of this kind satisfies the condition, which {@code description} names in the message. */
    public PalatineRequests assertAny(PalatineCall call, String description, Predicate<RecordedRequest> condition) {
        return check(of(call).stream().anyMatch(condition), "Expected a " + call + " request with " + description);
    }

    /** No request was refused as 401. */
    public PalatineRequests assertAllAuthorized() {
        return check(
                all().stream().noneMatch(request -> request.answerStatus() == 401),
                "Expected only authorised requests");
    }

    /** Forgets the recorded requests and their counts; jobs and charges stay. */
    public void clear() {
        recorder.log().clear();
    }

    private List<SimulatedJob> jobs(Predicate<SimulatedJob> condition) {
        return tasks.all().stream().filter(condition).limit(LISTED).toList();
    }

    private PalatineRequests check(boolean satisfied, String complaint) {
        if (!satisfied) {
            throw new AssertionError(complaint + received());
        }
        return this;
    }

    private String received() {
        List<RecordedRequest> all = all();
        StringBuilder list = new StringBuilder(". Received");
        if (all.isEmpty()) {
            return list.append(" nothing").toString();
        }
        list.append(all.size() > LISTED ? " (last " + LISTED + "):" : ":");
        all.subList(Math.max(0, all.size() - LISTED), all.size())
                .forEach(request -> list.append("\n  ").append(request));
        return list.toString();
    }
}
