/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What was used in the current month (aiesa.ru.txt); anything may be {@code null} that AIESA does not say.
 *
 * @param minutesLightning minutes with the priority {@code lightning}
 * @param minutesQueue     minutes with the priority {@code queue}
 * @param totalCost        what they cost, in the currency of the account
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AiesaUsage(
        @JsonProperty("minutes_lightning") Double minutesLightning,
        @JsonProperty("minutes_queue") Double minutesQueue,
        @JsonProperty("total_cost") Double totalCost) {}
