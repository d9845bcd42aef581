/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

/**
 * A text in place of a recording, for tasks that take what was said as well as how it sounded.
 *
 * @param name a name for people, as in logs and records
 * @param text what was said
 */
public record TextInput(String name, String text) implements JobInput {

    /** Leaves out the text. */
    @Override
    public String toString() {
        return name + " (" + text.length() + " characters)";
    }
}
