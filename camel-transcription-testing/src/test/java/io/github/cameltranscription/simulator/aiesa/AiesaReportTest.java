/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaReportTest extends AiesaTestBase {

    private static void assertValid(String pdf) {
        assertThat(pdf).startsWith("%PDF-1.4\n").endsWith("\n%%EOF\n");
        Matcher start = Pattern.compile("startxref\n(\\d+)\n%%EOF").matcher(pdf);
        assertThat(start.find()).isTrue();
        int crossReferences = Integer.parseInt(start.group(1));
        assertThat(pdf.substring(crossReferences)).startsWith("xref\n0 6\n0000000000 65535 f \n");
        Matcher entry = Pattern.compile("(\\d{10}) 00000 n \n").matcher(pdf);
        int number = 0;
        while (entry.find()) {
            number++;
            assertThat(pdf.substring(Integer.parseInt(entry.group(1)))).startsWith(number + " 0 obj\n");
        }
        assertThat(number).isEqualTo(5);
        assertThat(pdf).contains("trailer\n<< /Size 6 /Root 1 0 R >>");
        Matcher stream = Pattern.compile("/Length (\\d+) >>\nstream\n(.*)\nendstream", Pattern.DOTALL)
                .matcher(pdf);
        assertThat(stream.find()).isTrue();
        assertThat(stream.group(2)).hasSize(Integer.parseInt(stream.group(1)));
    }

    private static String pdf(List<String> lines) {
        return new String(PdfPage.of(lines), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aReportIsAValidPdfAndAlwaysTheSame() throws Exception {
        String id = client.submitted(
                Multipart.ofFile("talk.wav", "audio/wav", WavFile.of(2, -1, 2)).field("enable_diarization", "true"));
        String report = aiesa.cdnUrl() + "/transcriptions/" + id + "/report.pdf";

        byte[] first = AiesaClient.download(report).body();

        assertThat(AiesaClient.download(report).body()).isEqualTo(first);
        String pdf = new String(first, StandardCharsets.ISO_8859_1);
        assertValid(pdf);
        assertThat(pdf).contains("(Transcription " + id + ")", "(SPEAKER_01: [simulated speech 2])");
    }

    @Test
    void specialCharactersOfPdfAreEscaped() {
        String pdf = pdf(List.of("a (b) \\ c", "привет"));

        assertValid(pdf);
        assertThat(pdf).contains("(a \\(b\\) \\\\ c) Tj", "(??????) Tj");
    }

    @Test
    void linesThatDoNotFitAreOmitted() {
        String pdf = pdf(IntStream.rangeClosed(1, 60)
                .mapToObj(line -> line + " " + "x".repeat(200))
                .toList());

        assertValid(pdf);
        assertThat(pdf).contains("(50 x").doesNotContain("(51 x").doesNotContain("x".repeat(91));
    }
}
