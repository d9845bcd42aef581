/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Why a recording was not transcribed: the content of its {@code .error.json}.
 *
 * @param file       the name of the recording
 * @param category   what went wrong, the name of an error category, or {@link #LOCAL}
 * @param message    the same in words, the provider's own where it gave any
 * @param httpStatus the status of the provider's answer, or {@code null} if there was none
 * @param retriable  whether trying again later can be expected to help
 * @param jobId      the provider's id of the job, or {@code null} if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailureReport(
        String file, String category, String message, Integer httpStatus, boolean retriable, String jobId) {

    /** The category of what is not the provider's doing, such as a disk that is full. */
    public static final String LOCAL = "LOCAL";

    /** The report of a failed exchange. */
    public static FailureReport of(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Exception.class);
        Message message = exchange.getMessage();
        String file = message.getHeader(Exchange.FILE_NAME_ONLY, String.class);
        String category = message.getHeader(TranscriptionConstants.ERROR_CATEGORY, LOCAL, String.class);
        String jobId = message.getHeader(TranscriptionConstants.JOB_ID, String.class);
        return failure instanceof TranscriptionException known
                ? new FailureReport(
                        file,
                        category,
                        known.getProviderMessage(),
                        known.getHttpStatus() == 0 ? null : known.getHttpStatus(),
                        known.isRetriable(),
                        jobId)
                : new FailureReport(file, category, String.valueOf(failure), null, true, jobId);
    }
}
