/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The balance of the account (aiesa.ru.txt). Amounts are in its currency; a value that AIESA does not give is
 * {@code null}.
 *
 * @param balance           the amount that has been paid in and not spent
 * @param currency          such as {@code RUB}
 * @param creditLimit       the maximum overdraft
 * @param overdraftEnabled  whether the balance may be overdrawn
 * @param overdraftUsed     the current overdraft
 * @param availableCredit   the amount that can still be spent
 * @param tariffPlan        the tariff's name
 * @param usageCurrentMonth the usage of the current month
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
