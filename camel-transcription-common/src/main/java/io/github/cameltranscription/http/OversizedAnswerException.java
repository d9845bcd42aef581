/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

/** An answer is larger than permitted. It was not read to its end. */
public final class OversizedAnswerException extends IOException {

    /**
     * @param message the limit and the remedy
     */
    public OversizedAnswerException(String message) {
        super(message);
    }

    static OversizedAnswerException ofBody(AnswerKind kind, long limit) {
        return new OversizedAnswerException("the answer is larger than " + kind.option() + " of " + limit + " bytes");
    }

    static OversizedAnswerException ofHeaders(int limit) {
        return new OversizedAnswerException(
                "the headers of the answer are larger than maxHeaderSize of " + limit + " bytes");
    }

    static OversizedAnswerException ofHeap(long heap) {
        return new OversizedAnswerException(
                "the answer is larger than " + heap + " bytes, an eighth of this JVM's heap: give the JVM more memory");
    }
}
