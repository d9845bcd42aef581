/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import org.apache.camel.Exchange;

import io.github.cameltranscription.component.TranscriptionConstants;

/**
 * What came of a recording.
 *
 * @param file     its name
 * @param category what went wrong, or {@code null} if nothing did
 * @param reason   the same in words, or {@code null}
 * @param jobId    the provider's id of the job, or {@code null} if there is none
 */
public record FileOutcome(String file, String category, String reason, String jobId) {

    /** The outcome of an exchange that has ended well. */
    static FileOutcome done(Exchange exchange) {
        return new FileOutcome(
                header(exchange, Exchange.FILE_NAME_ONLY), null, null, header(exchange, TranscriptionConstants.JOB_ID));
    }

    /** The outcome of an exchange that has failed. */
    static FileOutcome failed(Exchange exchange) {
        FailureReport report = FailureReport.of(exchange);
        return new FileOutcome(report.file(), report.category(), report.message(), report.jobId());
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    /** Whether the recording was transcribed. */
    public boolean isDone() {
        return category == null;
    }
}
