/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TranscriptConvertersTest {

    private static final Transcript TRANSCRIPT =
            transcript(segment(0.25, 1.5, "Анна", "Привет, мир")).withRaw("{\"id\":7}");

    private final TypeConverter converter = new DefaultCamelContext().getTypeConverter();

    @Test
    void convertsATranscriptToItsText() throws Exception {
        assertThat(converter.mandatoryConvertTo(String.class, TRANSCRIPT)).isEqualTo("Привет, мир");
        assertThat(converter.mandatoryConvertTo(byte[].class, TRANSCRIPT))
                .isEqualTo("Привет, мир".getBytes(StandardCharsets.UTF_8));
        assertThat(converter.mandatoryConvertTo(InputStream.class, TRANSCRIPT)).hasContent("Привет, мир");
    }

    @Test
    void convertsATranscriptToAJsonTree() throws Exception {
        JsonNode json = converter.mandatoryConvertTo(JsonNode.class, TRANSCRIPT);

        assertThat(json.at("/segments/0/start").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(json.path("raw").asText()).isEqualTo("{\"id\":7}");
    }

    @Test
    void convertsJsonToATranscript() throws Exception {
        String json = TRANSCRIPT.toJson();

        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (Object form : List.of(
                json,
                bytes,
                json.getBytes(StandardCharsets.UTF_16),
                new ByteArrayInputStream(bytes),
                converter.mandatoryConvertTo(JsonNode.class, TRANSCRIPT))) {
            assertThat(converter.mandatoryConvertTo(Transcript.class, form)).isEqualTo(TRANSCRIPT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{\"segments\":[{\"start\":1", "{} {}", "{\"a\":tru}"})
    void failsOnWhatIsNotOneJsonObject(String json) {
        assertThatThrownBy(() -> TranscriptConverters.toTranscript(json)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> converter.mandatoryConvertTo(Transcript.class, json))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void readsAProviderAnswerOfAnyLength() throws IOException {
        Transcript large = TRANSCRIPT.withRaw("x".repeat(21_000_000));

        assertThat(TranscriptConverters.toTranscript(large.toJson()).raw()).hasSize(21_000_000);
    }
}
