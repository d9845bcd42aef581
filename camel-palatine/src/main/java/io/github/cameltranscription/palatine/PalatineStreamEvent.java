/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

/**
 * An event of a stream.
 *
 * @param name the value of the header, or {@code null} for a failure
 * @param body the body of the message, or the failure
 */
record PalatineStreamEvent(String name, Object body) {

    static final String CONFIG = "config";
    static final String PARTIAL = "partial";
    static final String FINAL = "final";

    /** Whether no event follows. */
    boolean isLast() {
        return name == null || name.equals(FINAL);
    }
}
