/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.ComponentPage;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentPageTest {

    @Test
    void theTablesAreThoseOfTheCatalog() {
        ComponentPage page = ComponentPage.of(AiesaOperation.SCHEME, AiesaComponent.optionTable());

        assertThat(page.text()).as(ComponentPage.REMEDY).isEqualTo(page.currentText());
    }
}
