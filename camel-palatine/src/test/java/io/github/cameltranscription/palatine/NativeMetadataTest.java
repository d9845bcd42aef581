/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.NativeMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/** No native image is built here: that what one needs is said is all that can be tested. */
class NativeMetadataTest {

    private final NativeMetadata metadata = NativeMetadata.of("camel-palatine");

    @Test
    void whatIsUsedByReflectionIsNamed() {
        assertThat(metadata.reflection()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentReflection());
        assertThat(metadata.created())
                .contains(
                        "io.github.cameltranscription.palatine.PalatineComponent",
                        "io.github.cameltranscription.palatine.PalatineEndpointConfigurer",
                        "io.github.cameltranscription.palatine.PalatineReplyConvertersLoader");
        assertThat(metadata.described())
                .contains(
                        "io.github.cameltranscription.palatine.PalatineSummary",
                        "io.github.cameltranscription.palatine.PalatineBalance",
                        "io.github.cameltranscription.palatine.PalatineSentimentClass",
                        "io.github.cameltranscription.palatine.stream.StreamPartial");
    }

    @Test
    void theResourcesAreNamed() {
        assertThat(metadata.resources()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentResources());
        assertThat(metadata.resources()).contains("kamelets");
    }
}
