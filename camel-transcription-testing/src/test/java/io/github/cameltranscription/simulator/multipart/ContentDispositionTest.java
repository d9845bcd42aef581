/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContentDispositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "filename=\"запись 1.wav\" | запись 1.wav",
                "filename=\"a \\\"b\\\" c.wav\" | a \"b\" c.wav",
                "filename=\"a %22b%22 c.wav\" | a \"b\" c.wav",
                "filename=\"C:\\temp\\a.wav\" | C:\\temp\\a.wav",
                "filename=\"a\\\\b.wav\" | a\\b.wav",
                "filename=\"a; b=c, d:e.wav\" | a; b=c, d:e.wav",
                "filename=\"100%.wav\" | 100%.wav",
                "filename=plain.wav | plain.wav",
                "filename*=UTF-8''%D0%B0%20%22b%22.wav | а \"b\".wav",
                "filename=\"ascii.wav\"; filename*=utf-8'ru'%D0%B0.wav | а.wav",
                "filename*=ISO-8859-1''%E9.wav; filename=\"e.wav\" | é.wav",
            })
    void fileNamesAreUnescaped(String parameters, String fileName) {
        ContentDisposition disposition = ContentDisposition.parse("form-data; name=\"file\"; " + parameters);

        assertThat(disposition.name()).isEqualTo("file");
        assertThat(disposition.fileName()).isEqualTo(fileName);
    }

    @Test
    void missingParametersAreNull() {
        ContentDisposition disposition = ContentDisposition.parse("form-data");

        assertThat(disposition.name()).isNull();
        assertThat(disposition.fileName()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename*=a.wav", "filename*=UTF-8''%ZZ", "filename*=UTF-8''%D", "filename*=nope''a"})
    void undecodableFileNamesAreRefused(String parameters) {
        ContentDisposition disposition = ContentDisposition.parse("form-data; " + parameters);

        assertThatExceptionOfType(MalformedMultipartException.class).isThrownBy(disposition::fileName);
    }
}
