/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.CatalogRules;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogTest {

    private static final List<String> OPTIONS = List.of(
            "publicKey", "secretKey", "priority", "enableDiarization", "aiPrompt", "duration", "resultType", "maxCost");
    private static final List<String> HEADERS = List.of(
            "CamelAiesaCost",
            "CamelAiesaCurrency",
            "CamelAiesaAvailableCredit",
            "CamelAiesaMinutesBilled",
            "CamelAiesaNeedConfirm",
            "CamelAiesaAnalysis",
            "CamelAiesaPriority");

    @Test
    void theCatalogKeepsTheRules() {
        assertThat(CatalogRules.violations(AiesaOperation.SCHEME, AiesaOperation.values(), OPTIONS, HEADERS))
                .isEmpty();
    }
}
