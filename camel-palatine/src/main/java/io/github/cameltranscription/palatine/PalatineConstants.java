/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.spi.Metadata;

import io.github.cameltranscription.component.TranscriptionConstants;

/** The message headers of {@code palatine:}. */
public final class PalatineConstants extends TranscriptionConstants {

    @Metadata(
            description = "In: the model to use; overrides the option model.",
            label = "producer",
            javaType = "String")
    public static final String MODEL = "CamelPalatineModel";

    private PalatineConstants() {}
}
