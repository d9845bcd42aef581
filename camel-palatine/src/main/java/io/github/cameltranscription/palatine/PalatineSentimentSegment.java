/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The sentiment of a part of a recording. Anything may be {@code null} that Palatine does not say.
 *
 * @param start   where it begins, in seconds
 * @param end     where it ends, in seconds
 * @param speaker who speaks
 * @param text    what is said
 * @param label   the most likely sentiment
 * @param score   its probability, from 0 to 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineSentimentSegment(
        Double start, Double end, String speaker, String text, String label, Double score) {}
