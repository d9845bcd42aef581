/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Exchange;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.examples.demo.Outcome;
import io.github.cameltranscription.transcript.Transcript;

/**
 * The outcome of a recording; that of a failed one is the content of its {@code .error.json}.
 *
 * @param file            its name
 * @param operation       the one that failed, {@code transcribe} or {@code summarize}; {@code null} if neither did
 * @param category        an error category, or {@link #LOCAL}; {@code null} if the minutes are written
 * @param message         the reason
 * @param transcriptJobId Palatine's id of the transcription, or {@code null} if there is none
 * @param summaryJobId    Palatine's id of the summary, or {@code null} if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MinutesOutcome(
        String file, String operation, String category, String message, String transcriptJobId, String summaryJobId)
        implements Outcome {

    /** The category of other errors, such as a full disk. */
    public static final String LOCAL = "LOCAL";

    private static final String SUMMARIZE = "summarize";

    /** The outcome of an exchange that has ended. */
    static MinutesOutcome of(Exchange exchange) {
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        Transcript transcript = exchange.getVariable(MinutesDocument.TRANSCRIPT, Transcript.class);
        String transcriptJobId = transcript == null ? null : transcript.jobId();
        Exception failure = exchange.getException();
        if (failure instanceof TranscriptionException known) {
            boolean summary = known.getOperation().equals(SUMMARIZE);
            return new MinutesOutcome(
                    file,
                    known.getOperation(),
                    known.getCategory().name(),
                    known.getProviderMessage(),
                    summary ? transcriptJobId : known.getJobId(),
                    summary ? known.getJobId() : null);
        }
        String last = exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
        return new MinutesOutcome(
                file,
                null,
                failure == null ? null : LOCAL,
                failure == null ? null : String.valueOf(failure),
                transcriptJobId,
                last == null || last.equals(transcriptJobId) ? null : last);
    }

    @Override
    public String toString() {
        return isDone() ? file + ": minutes written" : file + ": " + category + "\n    " + message;
    }
}
