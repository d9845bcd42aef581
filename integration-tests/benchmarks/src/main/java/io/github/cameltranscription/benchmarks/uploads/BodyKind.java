/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.util.Locale;

/** How a recording comes to the producer. */
public enum BodyKind {
    /** As a file, whose length is known. */
    FILE,
    /** As a stream, whose length is not. */
    STREAM;

    /** As child processes receive it. */
    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BodyKind of(String argument) {
        return valueOf(argument.toUpperCase(Locale.ROOT));
    }
}
