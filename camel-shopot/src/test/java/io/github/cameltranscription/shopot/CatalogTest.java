/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.CatalogRules;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogTest {

    private static final List<String> OPTIONS = List.of(
            "apiKey",
            "initialPrompt",
            "vadFilter",
            "disableDiarization",
            "modifier",
            "summary",
            "template",
            "callbackUrl",
            "callbackId",
            "path",
            "webhookSecret",
            "maxPayloadSize");
    private static final List<String> HEADERS = List.of(
            "CamelShopotBalanceMinutes",
            "CamelShopotSummary",
            "CamelShopotSummaryStatus",
            "CamelShopotCallbackId",
            "CamelShopotModifier");

    @Test
    void theCatalogKeepsTheRules() {
        assertThat(CatalogRules.violations(ShopotOperation.SCHEME, ShopotOperation.values(), OPTIONS, HEADERS))
                .isEmpty();
    }
}
