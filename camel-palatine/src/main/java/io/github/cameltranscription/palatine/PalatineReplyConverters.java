/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import org.apache.camel.Converter;

/** Camel's type converters of replies that are lists. */
@Converter(generateLoader = true)
public final class PalatineReplyConverters {

    private PalatineReplyConverters() {}

    /** The masked texts, in the order of the request. */
    @Converter
    public static List<?> toList(PalatineProfanity masked) {
        return masked.texts();
    }
}
