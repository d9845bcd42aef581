/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import org.apache.camel.Exchange;

import io.github.cameltranscription.component.TranscriptionConstants;

/**
 * What came of a recording.
 *
 * @param file     its name
 * @param category what went wrong, or {@code null} if nothing did
 * @param jobId    the provider's id of the job, or {@code null} if there is none
 */
public record FileOutcome(String file, String category, String jobId) {

    /** The outcome of an exchange that has ended well. */
    static FileOutcome done(Exchange exchange) {
        return new FileOutcome(header(exchange, Exchange.FILE_NAME_ONLY), null, jobId(exchange));
    }

    /** The outcome of an exchange that has failed. */
    static FileOutcome failed(Exchange exchange) {
        String category = header(exchange, TranscriptionConstants.ERROR_CATEGORY);
        return new FileOutcome(
                header(exchange, Exchange.FILE_NAME_ONLY),
                category == null ? FailureReport.LOCAL : category,
                jobId(exchange));
    }

    private static String jobId(Exchange exchange) {
        return header(exchange, TranscriptionConstants.JOB_ID);
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    /** Whether the recording was transcribed. */
    public boolean isDone() {
        return category == null;
    }
}
