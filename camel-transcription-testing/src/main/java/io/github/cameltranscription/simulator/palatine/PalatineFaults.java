/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultEffect;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultRule;
import io.github.cameltranscription.simulator.provider.ProviderFaults;

/** Makes Palatine's calls, jobs and streams go wrong; {@link #on} takes any call, the other methods are for the most frequent ones. */
public final class PalatineFaults extends ProviderFaults<PalatineCall> {

    private final PalatineTasks tasks;
    private final FaultPlan<StreamFaultEffect> streams = new FaultPlan<>();

    PalatineFaults(PalatineTasks tasks) {
        super(tasks, ErrorFormat.DETAIL, PalatineCall.SUBMIT, PalatineCall.STATUS);
        this.tasks = tasks;
    }

    PalatineTasks tasks() {
        return tasks;
    }

    FaultPlan<StreamFaultEffect> streams() {
        return streams;
    }

    /** On {@code do_transcribe_by_url}. */
    public FaultRule onSubmitByUrl() {
        return on(PalatineCall.SUBMIT_BY_URL);
    }

    /** On {@code download_as_file}. */
    public FaultRule onDownload() {
        return on(PalatineCall.DOWNLOAD);
    }

    /** On {@code task_done} of a transcription. */
    public FaultRule onRelease() {
        return on(PalatineCall.RELEASE);
    }

    /** On {@code /audio/transcriptions}. */
    public FaultRule onOpenAiTranscription() {
        return on(PalatineCall.OPENAI_TRANSCRIPTION);
    }

    /** On {@code summarize_file}. */
    public FaultRule onSummarize() {
        return on(PalatineCall.SUMMARIZE);
    }

    /** On {@code summarize_text}. */
    public FaultRule onSummarizeText() {
        return on(PalatineCall.SUMMARIZE_TEXT);
    }

    /** On {@code task_status} of a summary. */
    public FaultRule onSummaryStatus() {
        return on(PalatineCall.SUMMARY_STATUS);
    }

    /** On {@code analyze_file}. */
    public FaultRule onSentiment() {
        return on(PalatineCall.SENTIMENT);
    }

    /** On {@code /profanity/filter}. */
    public FaultRule onProfanity() {
        return on(PalatineCall.PROFANITY);
    }

    /** On {@code /account/balance}. */
    public FaultRule onBalance() {
        return on(PalatineCall.BALANCE);
    }

    /** On streaming sessions. */
    public StreamFaultRule onStream() {
        return new StreamFaultRule(streams);
    }

    /** Everything goes well again; jobs already made, and streams already open, keep their faults. */
    @Override
    public void clear() {
        super.clear();
        streams.clear();
    }
}
