/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;

class CommonContractTest extends ModuleContract {

    CommonContractTest() {
        super(
                "camel-transcription-common",
                List.of(
                        "io.github.cameltranscription.transcript.SecondsSerializer",
                        "io.github.cameltranscription.format.TranscriptConvertersLoader",
                        "io.github.cameltranscription.format.TranscriptTransformer$Srt"),
                List.of(
                        "io.github.cameltranscription.transcript.Transcript",
                        "io.github.cameltranscription.transcript.Word",
                        "io.github.cameltranscription.job.TranscriptionJob",
                        "io.github.cameltranscription.job.JobRecord",
                        "io.github.cameltranscription.engine.JobStatus",
                        "io.github.cameltranscription.engine.JobState",
                        "io.github.cameltranscription.job.JdbcJobRepository"));
    }
}
