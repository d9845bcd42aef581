/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How likely it is that a recording is of this sentiment.
 *
 * @param label Palatine's word for it: {@code Very Negative}, {@code Negative}, {@code Neutral}, {@code Positive} or
 *                  {@code Very Positive} (the vendor's public documentation)
 * @param score the probability, from 0 to 1; {@code null} if Palatine does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineSentimentClass(String label, Double score) {}
