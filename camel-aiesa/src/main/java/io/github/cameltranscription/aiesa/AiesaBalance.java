/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is on the account (aiesa.ru.txt). Amounts are in its currency; anything may be {@code null} that AIESA does not
 * say.
 *
 * @param balance           what has been paid in and not spent
 * @param currency          such as {@code RUB}
 * @param creditLimit       how far the balance may be overdrawn
 * @param overdraftEnabled  whether it may be
 * @param overdraftUsed     how far it is
 * @param availableCredit   what can still be spent
 * @param tariffPlan        the tariff's name
 * @param usageCurrentMonth what was used this month
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AiesaBalance(
        Double balance,
        String currency,
        @JsonProperty("credit_limit") Double creditLimit,
        @JsonProperty("overdraft_enabled") Boolean overdraftEnabled,
        @JsonProperty("overdraft_used") Double overdraftUsed,
        @JsonProperty("available_credit") Double availableCredit,
        @JsonProperty("tariff_plan") String tariffPlan,
        @JsonProperty("usage_current_month") AiesaUsage usageCurrentMonth) {}
