/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An operation of a component: the path of its URI. To be implemented by an enum. */
public interface TranscriptionOperation {

    /** The name of the operation that emits recorded jobs; all components have it. */
    String RESULTS = "results";

    /** The name of the constant, such as {@code OPENAI_TRANSCRIPTION}. */
    String name();

    /** As in the URI, such as {@code openai-transcription}. */
    default String getName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default boolean isProducer() {
        return !isConsumer();
    }

    default boolean isConsumer() {
        return getName().equals(RESULTS);
    }

    /** @throws IllegalArgumentException if there is none of this name; the message names those there are */
    static <T extends TranscriptionOperation> T find(String scheme, String name, T[] operations) {
        String names =
                Stream.of(operations).map(TranscriptionOperation::getName).collect(Collectors.joining(", "));
        return Stream.of(operations)
                .filter(operation -> operation.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown operation \"" + name + "\" in " + scheme + ":"
                        + name + ": the operations of " + scheme + " are " + names));
    }
}
