/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The usage of the current month (aiesa.ru.txt); a value that AIESA does not give is {@code null}.
 *
 * @param minutesLightning minutes with the priority {@code lightning}
 * @param minutesQueue     minutes with the priority {@code queue}
 * @param totalCost        their price, in the currency of the account
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AiesaUsage(
        @JsonProperty("minutes_lightning") Double minutesLightning,
        @JsonProperty("minutes_queue") Double minutesQueue,
        @JsonProperty("total_cost") Double totalCost) {}
