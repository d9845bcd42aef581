/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.transcript.Transcript;

/** What Palatine could not do of what was asked for does not fail the job (the vendor's public documentation). */
final class PalatineWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(PalatineWarnings.class);

    /** A code has a few words; more than this is for the transcript alone. */
    private static final int LONGEST = 1000;

    private PalatineWarnings() {}

    /** The transcript as a result that tells its warnings: in the log once, and in a header. */
    static JobResult told(Transcript transcript) {
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
