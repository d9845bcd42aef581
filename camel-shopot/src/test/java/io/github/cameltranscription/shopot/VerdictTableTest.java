/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.testing.ComponentPage;
import io.github.cameltranscription.testing.ErrorsPage;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTableTest {

    /** Shopot has no release, and no question that concerns no job. */
    @Test
    void theVerdictsAreThoseOfThePage() {
        assertDocumented("shopot", ShopotVerdicts.TABLE, EnumSet.of(Phase.SUBMISSION, Phase.POLL));
    }

    private static void assertDocumented(String name, VerdictTable table, Set<Phase> asked) {
        assertThat(ErrorsPage.text(name, table, asked))
                .as(ComponentPage.REMEDY)
                .isEqualTo(ErrorsPage.currentText(name, table, asked));
    }
}
