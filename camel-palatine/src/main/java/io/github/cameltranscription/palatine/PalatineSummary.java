/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What {@code summarize} makes of a recording or a text (the vendor's public documentation). As a String, it is its text.
 *
 * @param jobId Palatine's id of the job
 * @param text  the summary; JSON where Palatine answers with a structure that has no text of its own; never {@code null}
 * @param raw   Palatine's own answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineSummary(String jobId, String text, String raw) {}
