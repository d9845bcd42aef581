/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.cameltranscription.transcript.TextReply;

/**
 * The price of a job (aiesa.ru.txt). In JSON, the names are AIESA's.
 *
 * @param durationSeconds the length that AIESA calculated with, in seconds, or {@code null}
 * @param durationMinutes the same in minutes, or {@code null}
 * @param minutesBilled   the minutes that are billed, or {@code null}
 * @param cost            the price, in the currency of the account; never {@code null}
 * @param balance         the balance of the account, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AiesaCost(
        Double durationSeconds, Double durationMinutes, Integer minutesBilled, Double cost, AiesaBalance balance)
        implements TextReply {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The price in AIESA's answer, or {@code null} if it has none that is possible. */
    static AiesaCost read(String json) throws IOException {
        AiesaCost read = JSON.readValue(json, AiesaCost.class);
        return read == null || read.cost() == null || !(read.cost() >= 0) ? null : read;
    }
}
