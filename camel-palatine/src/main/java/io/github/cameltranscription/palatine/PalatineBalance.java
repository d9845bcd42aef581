/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is on the account (the vendor's public documentation).
 *
 * @param amount   what is left, in the currency; never {@code null}
 * @param currency such as {@code RUB}; {@code null} if Palatine does not say
 * @param raw      Palatine's own answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineBalance(Double amount, String currency, String raw) {}
