/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

/**
 * Something that happened in a stream.
 *
 * @param name what the header says, or {@code null} for a failure
 * @param body what it is about
 * @param last whether nothing follows
 */
record PalatineStreamEvent(String name, Object body, boolean last) {

    static final String CONFIG = "config";
    static final String PARTIAL = "partial";
    static final String FINAL = "final";
}
