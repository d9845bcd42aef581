/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.transcript.Transcript;

/** Warnings name processing that Palatine skipped; they do not fail the job (the vendor's public documentation). */
final class PalatineWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(PalatineWarnings.class);

    /** The limit of characters in the log and in the header. */
    private static final int LONGEST = 1000;

    private PalatineWarnings() {}

    /** Makes the result of a transcript: logs its warnings, and adds them as a header. */
    static JobResult resultOf(Transcript transcript) {
        if (transcript.warnings().isEmpty()) {
            return JobResult.of(transcript);
        }
        String joined = String.join(", ", transcript.warnings()).replaceAll("\\p{Cntrl}", " ");
        String warnings = joined.length() > LONGEST ? joined.substring(0, LONGEST) + "..." : joined;
        JobLog.line(
                PalatineOperation.SCHEME,
                transcript.jobId(),
                () -> LOG.warn(
                        "palatine job {} has warnings: {}",
                        transcript.jobId() == null ? "" : transcript.jobId(),
                        warnings));
        return new JobResult(transcript, Map.of(PalatineConstants.WARNINGS, warnings));
    }
}
