/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.testing.ComponentPage;
import io.github.cameltranscription.testing.ErrorsPage;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTableTest {

    /** AIESA has no release. */
    @Test
    void theVerdictsAreThoseOfThePage() {
        assertDocumented("aiesa", AiesaVerdicts.TABLE, EnumSet.of(Phase.SUBMISSION, Phase.POLL, Phase.QUESTION));
    }

    @Test
    void theVerdictsAboutResultsAreThoseOfThePage() {
        assertDocumented("aiesa results", AiesaVerdicts.RESULTS, EnumSet.of(Phase.POLL));
    }

    private static void assertDocumented(String name, VerdictTable table, Set<Phase> asked) {
        assertThat(ErrorsPage.text(name, table, asked))
                .as(ComponentPage.REMEDY)
                .isEqualTo(ErrorsPage.currentText(name, table, asked));
    }
}
