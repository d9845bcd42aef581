/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionCheckTest extends ComponentTest {

    @ParameterizedTest
    @ValueSource(strings = {"fake:transcribe", "fake:submit"})
    void nothingIsSentWhereTheProvidersCheckRefuses(String uri) {
        cloud.onCheckFail(ErrorCategory.INVALID_REQUEST);

        Exchange exchange = send(uri, RECORDING);

        assertFailed(exchange, ErrorCategory.INVALID_REQUEST, null);
        assertThat(cloud.submissions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake:transcribe", "fake:submit"})
    void aCheckThatFailsForNowIsMadeAgain(String uri) {
        cloud.onCheckFail(ErrorCategory.PROVIDER_UNAVAILABLE);

        Exchange exchange = send(uri, RECORDING);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(1);
    }
}
