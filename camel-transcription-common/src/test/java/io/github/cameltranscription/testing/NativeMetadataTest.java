/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No native image is built here: that what one needs is said is all that can be tested. */
class NativeMetadataTest {

    private final NativeMetadata metadata = NativeMetadata.of("camel-transcription-common");

    @Test
    void whatIsUsedByReflectionIsNamed() {
        assertThat(metadata.reflection()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentReflection());
        assertThat(metadata.created())
                .contains(
                        "io.github.cameltranscription.transcript.TranscriptJsonSerializer",
                        "io.github.cameltranscription.format.TranscriptConvertersLoader",
                        "io.github.cameltranscription.format.SrtDataTypeTransformer");
        assertThat(metadata.described())
                .contains(
                        "io.github.cameltranscription.transcript.Transcript",
                        "io.github.cameltranscription.transcript.Word",
                        "io.github.cameltranscription.job.TranscriptionJob",
                        "io.github.cameltranscription.job.JobRecord",
                        "io.github.cameltranscription.engine.JobStatus",
                        "io.github.cameltranscription.engine.JobState",
                        "io.github.cameltranscription.job.JdbcJobRepository");
    }

    @Test
    void theResourcesAreNamed() {
        assertThat(metadata.resources()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentResources());
        assertThat(metadata.resources()).contains("services");
    }
}
