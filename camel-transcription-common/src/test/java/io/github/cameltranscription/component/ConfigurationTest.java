/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationTest extends ComponentTest {

    /** Beside those that ProviderContract has for each component. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "language=RU | language \"RU\" is not an ISO 639-1 code",
                "baseUrl=host | baseUrl \"host\" is not an http or https address",
                "baseUrl=http://a_b:80 | baseUrl \"http://a_b:80\" is not an http or https address",
                "baseUrl=http://host:99999 | baseUrl \"http://host:99999\" is not an http or https address",
                "baseUrl=RAW(http://host/a b) | baseUrl \"http://host/a b\" is not an http or https address",
                "baseUrl=RAW(http://me:word@host) | baseUrl \"http://host\" is not an http or https address",
                "proxyPort=3128 | proxyPort 3128 is the port of a proxy without a host: give proxyHost",
                "proxyUsername=me | proxyUsername and proxyPassword are of a proxy without a host: give proxyHost",
                "maxAnswerSize=0 | maxAnswerSize 0 must be at least 1 byte",
                "maxTranscriptSize=-1 | maxTranscriptSize -1 must be at least 1 byte",
                "maxDownloadSize=-1 | maxDownloadSize -1 must not be negative: 0 is no limit",
                "maxHeaderSize=10 | maxHeaderSize 10 is too small for the headers of an answer: give at least 1024",
                "jobLease=99 | jobLease 99 ms is too short",
                "jobRepository=./jobs | jobRepository \"./jobs\" names no repository",
                "jobRepository=file: | jobRepository \"file:\" names no repository",
                "uncertainSubmission=maybe | UncertainSubmission does not have any constant with value: maybe",
                "delay=0 | delay 0 must be",
                "maxMessagesPerPoll=-1 | maxMessagesPerPoll -1 must not be negative"
            })
    void anOptionThatMakesNoSenseFailsAtTheStartByNameAndValue(String option, String message) {
        assertThatThrownBy(() -> endpoint("fake:transcribe?" + option))
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void aCopyIsChangedOnItsOwn() {
        FakeConfiguration original = new FakeConfiguration();
        original.getParameters().put("beam_size", 5);
        TranscriptionConfiguration copy = original.copy();

        copy.setLanguage("ru");
        copy.getParameters().put("temperature", 0.2);

        assertThat(original.getLanguage()).isNull();
        assertThat(original.getParameters()).containsOnlyKeys("beam_size");
        assertThat(copy.getParameters()).containsOnlyKeys("beam_size", "temperature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "ключ"})
    void aSecretThatCannotBeSentIsRefusedAndNotShown(String secret) {
        assertThatThrownBy(() -> endpoint("fake:transcribe").requireSecret("apiKey", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiKey has blanks, line breaks or letters outside ASCII")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(secret);
    }
}
