/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorsPageTest {

    private static final ErrorDetails DETAILS = ErrorDetails.of("scripted", "transcribe", "trouble");

    @Test
    void everyCategoryIsDocumentedWithItsClassAndWhetherItIsRetriable() {
        assertThat(ModuleFiles.read(ErrorsPage.FILE).lines().filter(line -> line.startsWith("| `")))
                .map(line -> line.replaceFirst("^((\\| [^|]+){3}).*", "$1"))
                .containsExactlyElementsOf(Stream.of(ErrorCategory.values())
                        .map(ErrorsPageTest::row)
                        .toList());
    }

    private static String row(ErrorCategory category) {
        return "| `" + category + "` | `"
                + category.toException(DETAILS).getClass().getSimpleName() + "` | "
                + (category.isRetriable() ? "yes " : "no ");
    }
}
