/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

/** The words of audio that carries no words itself: one for each loud block. */
final class StreamScript {

    private final String[] words;

    /** {@code text} is null for plainly artificial words without end. */
    StreamScript(String text) {
        words = text == null
                ? null
                : text.isBlank() ? new String[0] : text.strip().split("\\s+");
    }

    /** The word at this index, from 0; null where the text is over. */
    String word(int index) {
        if (words == null) {
            return "[simulated word " + (index + 1) + "]";
        }
        return index < words.length ? words[index] : null;
    }
}
