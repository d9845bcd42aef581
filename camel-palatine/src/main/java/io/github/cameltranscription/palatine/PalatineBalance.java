/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.transcript.TextReply;

/**
 * What is on the account. The vendor's public documentation names the call and does not show its answer; the billing
 * is said to keep real and bonus money.
 *
 * @param amount   what is left, real and bonus together, in the currency; never {@code null}
 * @param real     what is left of real money; {@code null} if Palatine does not tell them apart
 * @param bonus    what is left of bonuses; {@code null} if Palatine does not tell them apart
 * @param currency such as {@code RUB}; {@code null} if Palatine does not say
 * @param raw      Palatine's own answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineBalance(Double amount, Double real, Double bonus, String currency, String raw)
        implements TextReply {

    /** A balance without its parts. */
    public PalatineBalance(Double amount, String currency, String raw) {
        this(amount, null, null, currency, raw);
    }
}
