/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.NativeMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/** No native image is built here: that what one needs is said is all that can be tested. */
class NativeMetadataTest {

    private final NativeMetadata metadata = NativeMetadata.of("camel-shopot");

    @Test
    void whatIsUsedByReflectionIsNamed() {
        assertThat(metadata.reflection()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentReflection());
        assertThat(metadata.created())
                .contains(
                        "io.github.cameltranscription.shopot.ShopotComponent",
                        "io.github.cameltranscription.shopot.ShopotEndpointUriFactory");
        assertThat(metadata.described()).isEmpty();
    }

    @Test
    void theResourcesAreNamed() {
        assertThat(metadata.resources()).as(NativeMetadata.REMEDY).isEqualTo(metadata.currentResources());
        assertThat(metadata.resources()).contains("kamelets");
    }
}
