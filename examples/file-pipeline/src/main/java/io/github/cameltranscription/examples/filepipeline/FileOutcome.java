/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Exchange;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.examples.demo.Outcome;

/**
 * The outcome of a recording; that of a failed one is the content of its {@code .error.json}.
 *
 * @param file       its name
 * @param category   an error category, or {@link #LOCAL}; {@code null} if the recording is transcribed
 * @param message    the reason, in the words of the provider if it gave any
 * @param httpStatus the status of the provider's answer, or {@code null} if there was none
 * @param retriable  whether another attempt may succeed; {@code null} if the recording is transcribed
 * @param jobId      the provider's id of the job, or {@code null} if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileOutcome(
        String file, String category, String message, Integer httpStatus, Boolean retriable, String jobId)
        implements Outcome {

    /** The category of other errors, such as a full disk. */
    public static final String LOCAL = "LOCAL";

    /** The outcome of an exchange that has ended. */
    static FileOutcome of(Exchange exchange) {
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        String jobId = exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
        Exception failure = exchange.getException();
        if (failure == null) {
            return new FileOutcome(file, null, null, null, null, jobId);
        }
        if (failure instanceof TranscriptionException known) {
            return new FileOutcome(
                    file,
                    known.getCategory().name(),
                    known.getProviderMessage(),
                    known.getHttpStatus() == 0 ? null : known.getHttpStatus(),
                    known.isRetriable(),
                    jobId);
        }
        return new FileOutcome(file, LOCAL, String.valueOf(failure), null, true, jobId);
    }

    @Override
    public String toString() {
        String job = jobId == null ? "no job" : "job " + jobId;
        return isDone()
                ? file + ": transcribed, " + job
                : file + ": " + category + ", " + job + System.lineSeparator() + "    " + message;
    }
}
