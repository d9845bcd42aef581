/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.subtitle.CueLayout;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;

class TranscriptRendererTest {

    private static final Transcript TRANSCRIPT = transcript(segment(0, 1, "Да")).withRaw("{\"raw\":1}");

    @ParameterizedTest
    @CsvSource({
        "TRANSCRIPT, , json",
        "TEXT, text/plain;charset=UTF-8, txt",
        "JSON, application/json, json",
        "SRT, application/x-subrip;charset=UTF-8, srt",
        "VTT, text/vtt;charset=UTF-8, vtt",
        "CSV, text/csv;charset=UTF-8, csv",
        "RAW, application/json, json"
    })
    void everyFormatHasAContentTypeAndAnExtension(OutputFormat format, String contentType, String extension) {
        assertThat(format.getContentType()).isEqualTo(contentType);
        assertThat(format.getFileExtension()).isEqualTo(extension);
    }

    @Test
    void everyFormatIsAnOptionValueInAnyCase() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (OutputFormat format : OutputFormat.values()) {
                assertThat(context.getTypeConverter()
                                .mandatoryConvertTo(
                                        OutputFormat.class, format.name().toLowerCase()))
                        .isEqualTo(format);
            }
        }
    }

    @Test
    void rendersEveryFormat() {
        assertThat(render(TRANSCRIPT, OutputFormat.TRANSCRIPT)).isSameAs(TRANSCRIPT);
        assertThat(render(TRANSCRIPT, OutputFormat.TEXT)).isEqualTo("Да");
        assertThat(render(TRANSCRIPT, OutputFormat.JSON)).isEqualTo(TRANSCRIPT.toJson());
        assertThat(render(TRANSCRIPT, OutputFormat.SRT)).isEqualTo("1\n00:00:00,000 --> 00:00:01,000\nДа\n\n");
        assertThat(render(TRANSCRIPT, OutputFormat.VTT)).isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nДа\n");
        assertThat(render(TRANSCRIPT, OutputFormat.CSV)).isEqualTo("start,end,speaker,text\r\n0.000,1.000,,Да\r\n");
        assertThat(render(TRANSCRIPT, OutputFormat.RAW)).isEqualTo("{\"raw\":1}");
    }

    @Test
    void rendersOurJsonWhereTheProvidersIsNotKept() {
        Transcript withoutRaw = TRANSCRIPT.withRaw(null);

        assertThat(render(withoutRaw, OutputFormat.RAW)).isEqualTo(withoutRaw.toJson());
    }

    @Test
    void usesTheLayout() {
        Transcript transcript = transcript(segment(0, 2, "Раз два три четыре пять"));

        assertThat((String) TranscriptRenderer.render(transcript, OutputFormat.SRT, new CueLayout(15, 2)))
                .contains("\nРаз два три\nчетыре пять\n");
    }

    private static Object render(Transcript transcript, OutputFormat format) {
        return TranscriptRenderer.render(transcript, format);
    }
}
