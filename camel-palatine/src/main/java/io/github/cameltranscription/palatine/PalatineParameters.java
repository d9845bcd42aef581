/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

/** The names of call analysis on the wire (the vendor's public documentation, call_analytics.mdx). */
final class PalatineParameters {

    static final String ROLES = "roles";
    static final String EMOTIONS = "emotions";
    static final String PROFANITY_FILTER = "profanity_filter";
    static final String PROFANITY_MASK = "profanity_mask";
    static final String PROFANITY_POSITIONS = "profanity_positions";

    private PalatineParameters() {}
}
