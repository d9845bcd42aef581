/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.GeneratedSources;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratedSourcesTest {

    @Test
    void whatIsCommittedIsWhatTheBuildMakes() {
        assertThat(GeneratedSources.committed())
                .as("src/generated was not current; this build has made it anew: commit it")
                .isEqualTo(GeneratedSources.generated())
                .isNotEmpty();
    }
}
