/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

/**
 * Makes something of the text of an answer.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface AnswerReader<T> {

    /**
     * Reads a text.
     *
     * @return             what it says, or {@code null} if it does not say it
     * @throws IOException if it is not what it should be
     */
    T read(String text) throws IOException;
}
