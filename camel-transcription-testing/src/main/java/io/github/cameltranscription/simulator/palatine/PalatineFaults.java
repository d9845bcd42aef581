/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultPlan;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultRule;

/**
 * Makes calls and jobs go wrong. Faults strike authorised calls only; where several fit, the one that was set first strikes until it is
 * used up.
 */
public final class PalatineFaults {

    private final FaultPlan plan;
    private final OutcomePlan outcomes;
    private final StreamFaultPlan streams;

    PalatineFaults(FaultPlan plan, OutcomePlan outcomes, StreamFaultPlan streams) {
        this.plan = plan;
        this.outcomes = outcomes;
        this.streams = streams;
    }

    /** On {@code do_transcribe}. */
    public FaultRule onSubmit() {
        return on(PalatineCall.SUBMIT);
    }

    /** On {@code do_transcribe_by_url}. */
    public FaultRule onSubmitByUrl() {
        return on(PalatineCall.SUBMIT_BY_URL);
    }

    /** On {@code task_status} of a transcription. */
    public FaultRule onStatus() {
        return on(PalatineCall.STATUS);
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

    /** On {@code do_diarize}. */
    public FaultRule onDiarizationSubmit() {
        return on(PalatineCall.DIARIZATION_SUBMIT);
    }

    /** On {@code task_status} of a diarization. */
    public FaultRule onDiarizationStatus() {
        return on(PalatineCall.DIARIZATION_STATUS);
    }

    /** On {@code task_done} of a diarization. */
    public FaultRule onDiarizationRelease() {
        return on(PalatineCall.DIARIZATION_RELEASE);
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

    /** On {@code task_done} of a summary. */
    public FaultRule onSummaryRelease() {
        return on(PalatineCall.SUMMARY_RELEASE);
    }

    /** On {@code analyze_file}. */
    public FaultRule onSentiment() {
        return on(PalatineCall.SENTIMENT);
    }

    /** On {@code task_status} of a sentiment analysis. */
    public FaultRule onSentimentStatus() {
        return on(PalatineCall.SENTIMENT_STATUS);
    }

    /** On {@code task_done} of a sentiment analysis. */
    public FaultRule onSentimentRelease() {
        return on(PalatineCall.SENTIMENT_RELEASE);
    }

    /** On {@code do_diarize_by_url}. */
    public FaultRule onDiarizationSubmitByUrl() {
        return on(PalatineCall.DIARIZATION_SUBMIT_BY_URL);
    }

    /** On {@code /profanity/filter}. */
    public FaultRule onProfanity() {
        return on(PalatineCall.PROFANITY);
    }

    /** On {@code /account/balance}. */
    public FaultRule onBalance() {
        return on(PalatineCall.BALANCE);
    }

    /** On one kind of call. */
    public FaultRule on(PalatineCall call) {
        return plan.on(call);
    }

    /** On any call. */
    public FaultRule onAny() {
        return plan.on(null);
    }

    /** How jobs end that are made from now on. */
    public OutcomeRule onProcessing() {
        return outcomes.begin();
    }

    /** On streaming sessions. */
    public StreamFaultRule onStream() {
        return streams.begin();
    }

    /** Everything goes well again; jobs already made, and streams already open, keep their faults. */
    public void clear() {
        plan.clear();
        outcomes.clear();
        streams.clear();
    }
}
