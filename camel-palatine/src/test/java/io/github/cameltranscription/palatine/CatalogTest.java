/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.CatalogRules;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogTest {

    private static final List<String> OPTIONS = List.of(
            "apiKey",
            "model",
            "fastInference",
            "exportType",
            "fileFormat",
            "diarizationModel",
            "speakers",
            "minSpeakers",
            "maxSpeakers",
            "releaseJob",
            "streamModel",
            "sampleRate",
            "codec",
            "channels",
            "chunkDuration",
            "realtime",
            "reconnectAttempts",
            "streamAuth");
    private static final List<String> HEADERS =
            List.of("CamelPalatineModel", "CamelPalatineStreamId", "CamelPalatineStreamEvent");

    @Test
    void theCatalogKeepsTheRules() {
        assertThat(CatalogRules.violations(PalatineOperation.SCHEME, PalatineOperation.values(), OPTIONS, HEADERS))
                .isEmpty();
    }
}
