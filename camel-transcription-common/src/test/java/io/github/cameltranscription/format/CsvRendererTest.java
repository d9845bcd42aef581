/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;

class CsvRendererTest {

    @Test
    void writesARowASegment() {
        assertThat(csv(
                        Segment.of(Duration.ofMillis(50), Duration.ofMillis(1_500), "Анна", "Привет."),
                        Segment.of(Duration.ofMillis(1_500), Duration.ofHours(100), null, "Да.")))
                .isEqualTo("start,end,speaker,text\r\n0.050,1.500,Анна,Привет.\r\n1.500,360000.000,,Да.\r\n");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(text("a, b")).isEqualTo("\"a, b\"");
        assertThat(text("say \"yes\"")).isEqualTo("\"say \"\"yes\"\"\"");
        assertThat(text("a\r\nb\nc\rd")).isEqualTo("\"a\r\nb\nc\rd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+7 900", "-да", "@SUM(A1)", "'quoted'"})
    void neverLetsACellBeAFormula(String text) {
        assertThat(text(text)).isEqualTo("'" + text);
        assertThat(csv(Segment.of(Duration.ZERO, Duration.ZERO, text, ""))).contains(",'" + text + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x;=1+1 | \"x;'=1+1\"",
                "x; =1+1 | \"x;' =1+1\"",
                "x;\"=1+1\" | \"x;'\"\"=1+1\"\"\"",
                "x;;-2 | \"x;;'-2\"",
                "a=b;c | \"a=b;c\""
            })
    void neverLetsACellBeAFormulaWhereSemicolonsSeparate(String text, String cell) {
        assertThat(text(text)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\n", "\r\n", "\r", "\u2028", "\u000B"})
    void neverLetsAFormulaBeginAfterATabOrALineEnd(String end) {
        assertThat(text("x" + end + "=1")).isEqualTo("\"x" + end + "'=1\"");
        assertThat(text("x" + end + "@A1" + end + "+1")).isEqualTo("\"x" + end + "'@A1" + end + "'+1\"");
    }

    @Test
    void aTimeBeforeTheBeginningIsNoFormula() {
        assertThat(csv(new Segment(Duration.ZERO, Duration.ofMillis(-1), null, "a", List.of())))
                .endsWith("\r\n0.000,0.000,,a\r\n");
    }

    @Test
    void neutralisesAFormulaInsideQuotesToo() {
        assertThat(text("=cmd|' /C calc'!A0,1")).isEqualTo("\"'=cmd|' /C calc'!A0,1\"");
    }

    @Test
    void writesATextWithoutSegmentsAsOneRow() {
        assertThat(CsvRenderer.render(transcript(Duration.ofSeconds(3), "Всё.")))
                .isEqualTo("start,end,speaker,text\r\n0.000,3.000,,Всё.\r\n");
        assertThat(CsvRenderer.render(transcript(null, "Всё."))).endsWith("\r\n0.000,,,Всё.\r\n");
        assertThat(CsvRenderer.render(Transcript.empty())).isEqualTo("start,end,speaker,text\r\n");
    }

    private static String text(String text) {
        String csv = csv(Segment.of(Duration.ZERO, Duration.ZERO, null, text));
        return csv.substring("start,end,speaker,text\r\n0.000,0.000,,".length(), csv.length() - 2);
    }

    private static String csv(Segment... segments) {
        return CsvRenderer.render(transcript(segments));
    }
}
