/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.NativeMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/** No native image is built here: that what one needs is said is all that can be tested. */
class NativeMetadataTest {

    private final NativeMetadata metadata = NativeMetadata.of("camel-aiesa");

    @Test
    void whatIsUsedByReflectionIsNamed() {
        assertThat(metadata.reflection()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentReflection());
        assertThat(metadata.created())
                .contains(
                        "io.github.cameltranscription.aiesa.AiesaComponent",
                        "io.github.cameltranscription.aiesa.AiesaCostConvertersLoader");
        assertThat(metadata.described())
                .contains(
                        "io.github.cameltranscription.aiesa.AiesaCost",
                        "io.github.cameltranscription.aiesa.AiesaBalance",
                        "io.github.cameltranscription.aiesa.AiesaUsage");
    }

    @Test
    void theResourcesAreNamed() {
        assertThat(metadata.resources()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentResources());
        assertThat(metadata.resources()).contains("kamelets");
    }
}
