/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

/**
 * A text in place of a recording, for tasks that accept both.
 *
 * @param name the name in logs and records
 * @param text the text
 */
public record TextInput(String name, String text) implements JobInput {

    /** Leaves out the text. */
    @Override
    public String toString() {
        return name + " (" + text.length() + " characters)";
    }
}
