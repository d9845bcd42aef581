/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

/**
 * Parses the text of an answer.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface AnswerReader<T> {

    /**
     * Parses a text.
     *
     * @return the result, or {@code null} if the text does not contain it
     * @throws IOException if the text is malformed
     */
    T read(String text) throws IOException;
}
