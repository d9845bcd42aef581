/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationTest extends ComponentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initialDelay=0 | initialDelay 0ms must be longer than 0",
                "maxPollInterval=-1 | maxPollInterval -1ms must be longer than 0",
                "jobTimeout=0 | jobTimeout 0ms must be longer than 0",
                "pollMultiplier=0.5 | pollMultiplier 0.5 must be a number of at least 1",
                "maxRetries=-1 | maxRetries -1 must not be negative",
                "maxInFlight=0 | maxInFlight 0 must be at least 1",
                "maxConcurrentUploads=0 | maxConcurrentUploads 0 must be greater than 0",
                "maxConnections=0 | maxConnections 0 must be greater than 0",
                "connectTimeout=0 | connectTimeout 0 must be greater than 0",
                "responseTimeout=0 | responseTimeout 0 must be greater than 0",
                "language=russian | language \"russian\" is not an ISO 639-1 code",
                "language=RU | language \"RU\" is not an ISO 639-1 code",
                "baseUrl=ftp://host | baseUrl \"ftp://host\" is not an http or https address",
                "baseUrl=host | baseUrl \"host\" is not an http or https address",
                "cueMaxLines=0 | cueMaxLine",
                "cueMaxLineLength=0 | cueMaxLineLength",
                "proxyHost=gate | proxyPort 0 is not a port",
                "proxyPort=3128 | proxyPort 3128 is the port of a proxy without a host: give proxyHost",
                "proxyUsername=me | proxyUsername and proxyPassword are of a proxy without a host: give proxyHost",
                "maxAnswerSize=0 | maxAnswerSize 0 must be at least 1 byte",
                "maxTranscriptSize=-1 | maxTranscriptSize -1 must be at least 1 byte",
                "maxDownloadSize=-1 | maxDownloadSize -1 must not be negative: 0 is no limit",
                "maxHeaderSize=10 | maxHeaderSize 10 is too small for the headers of an answer: give at least 1024",
                "jobLease=99 | jobLease 99 ms is too short",
                "jobKey=talk | jobKey \"talk\" is a key in the jobRepository, and there is none: add jobRepository",
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
    void anOptionThatDoesNotExistFailsAtTheStart() {
        assertThatThrownBy(() -> endpoint("fake:transcribe?langage=ru")).hasMessageContaining("langage");
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

    @Test
    void aMissingSecretIsToldWithThePropertyToSet() {
        assertThatThrownBy(() -> endpoint("fake:transcribe").requireSecret("apiKey", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiKey is missing: set the property camel.component.fake.api-key");
    }

    @ParameterizedTest
    @CsvSource({"'two words'", "'line\nbreak'", "ключ"})
    void aSecretThatCannotBeSentIsToldWithoutSayingIt(String secret) {
        assertThatThrownBy(() -> endpoint("fake:transcribe").requireSecret("apiKey", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiKey has blanks, line breaks or letters outside ASCII")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(secret);
    }
}
