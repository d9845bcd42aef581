/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;

import static org.assertj.core.api.Assertions.assertThat;

class TranscriptTest extends PalatineTestBase {

    /** Speech from 0 to 2 and from 3 to 4 seconds. */
    private static final byte[] WAV = WavFile.of(2, -1, 1);

    @TempDir
    private Path scripts;

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws IOException {
        Files.writeString(scripts.resolve("речь.txt"), "Раз, два\nтри четыре; <пять> & шесть");
        return builder.scripts(scripts);
    }

    private JsonObject data(String query, String fileName) throws IOException, InterruptedException {
        return client.status(client.submit(query, fileName, WAV)).getJsonObject("data");
    }

    private String download(String id, String query) throws IOException, InterruptedException {
        HttpResponse<String> response = client.get("/transcribe/download_as_file/" + id + "?" + query);
        assertStatus(200, response);
        return response.body();
    }

    @Test
    void successIsAsDocumented() throws IOException, InterruptedException {
        JsonObject data = data("", "речь.wav");

        assertThat(data.getDouble("duration")).isEqualTo(4);
        assertThat(data.getString("language")).isEqualTo("ru");
        assertThat(data.getString("text")).isEqualTo("Раз, два три четыре; <пять> & шесть");
        assertThat(data.containsKey("words")).isTrue();
        assertThat(data.getValue("words")).isNull();
        JsonArray segments = data.getJsonArray("segments");
        assertThat(segments).hasSize(2);
        JsonObject first = segments.getJsonObject(0);
        assertThat(first.getInteger("id")).isEqualTo(1);
        assertThat(first.getDouble("start")).isEqualTo(0);
        assertThat(first.getDouble("end")).isEqualTo(2);
        assertThat(first.containsKey("speaker")).isFalse();
        assertThat(first.containsKey("words")).isTrue();
        assertThat(first.getValue("words")).isNull();
        assertThat(first.fieldNames()).contains("seek", "tokens", "avg_logprob", "no_speech_prob");
    }

    @Test
    void wordsAreSpreadOverTheSpeechInProportion() throws IOException, InterruptedException {
        JsonArray segments = data("", "речь.wav").getJsonArray("segments");

        assertThat(segments.getJsonObject(0).getString("text")).isEqualTo(" Раз, два три четыре; <пять>");
        assertThat(segments.getJsonObject(1).getString("text")).isEqualTo(" & шесть");
        assertThat(segments.getJsonObject(1).getDouble("start")).isEqualTo(3);
        assertThat(segments.getJsonObject(1).getDouble("end")).isEqualTo(4);
    }

    @Test
    void diarizationAddsSpeakersAndWords() throws IOException, InterruptedException {
        JsonObject data = data("?diarization_model=auto", "речь.wav");

        assertThat(data.getJsonArray("segments").getJsonObject(0).getString("speaker"))
                .isEqualTo("SPEAKER_00");
        assertThat(data.getJsonArray("segments").getJsonObject(1).getString("speaker"))
                .isEqualTo("SPEAKER_01");
        JsonArray words = data.getJsonArray("words");
        assertThat(words).hasSize(7);
        JsonObject word = words.getJsonObject(0);
        assertThat(word.fieldNames())
                .containsExactlyInAnyOrder("word", "start", "end", "speaker", "confidence", "speaker_confidence");
        assertThat(word.getString("word")).isEqualTo("Раз,");
        double before = 0;
        for (Object each : words) {
            JsonObject next = (JsonObject) each;
            assertThat(next.getDouble("start")).isGreaterThanOrEqualTo(before);
            assertThat(next.getDouble("end")).isGreaterThan(next.getDouble("start"));
            before = next.getDouble("end");
        }
        assertThat(before).isEqualTo(4);
        assertThat(data.fieldNames()).contains("models", "warnings");
    }

    @Test
    void theNumberOfSpeakersIsThatOfTheRequest() throws IOException, InterruptedException {
        JsonObject one = data("?diarization_model=auto&num_speakers=1", "речь.wav");
        JsonObject bounded = data("?diarization_model=auto&max_speakers=1", "речь.wav");

        for (JsonObject data : List.of(one, bounded)) {
            assertThat(data.getJsonArray("segments").getJsonObject(1).getString("speaker"))
                    .isEqualTo("SPEAKER_00");
        }
    }

    @Test
    void withoutAScriptTheTextIsPlainlyArtificial() throws IOException, InterruptedException {
        assertThat(data("", "unknown.wav").getString("text")).isEqualTo("[simulated speech 1] [simulated speech 2]");
    }

    @Test
    void aScriptMayBeNamedAfterTheWholeFileName() throws IOException, InterruptedException {
        Files.writeString(scripts.resolve("речь.mp3.txt"), "совсем другое");

        assertThat(data("", "речь.mp3").getString("text")).isEqualTo("совсем другое");
        assertThat(data("", "каталог/речь.mp3").getString("text")).isEqualTo("совсем другое");
    }

    @Test
    void fileNamesDoNotLeadOutOfTheFolder() throws IOException, InterruptedException {
        Path inner = Files.createDirectory(scripts.resolve("inner"));
        Files.writeString(scripts.resolve("outside.txt"), "секрет");
        try (ProviderSimulator strict =
                ProviderSimulator.builder().scripts(inner).start()) {
            PalatineClient other = new PalatineClient(strict.palatine());
            for (String name : List.of("../outside.wav", "..\\outside.wav", "..%2Foutside.wav", "a\0b.wav", "..")) {
                JsonObject status = other.status(other.submit("", name, WAV));
                assertThat(status.getJsonObject("data").getString("text"))
                        .as(name)
                        .startsWith("[simulated speech 1]");
            }
        }
    }

    @Test
    void fewWordsMakeFewSegments() throws IOException, InterruptedException {
        Files.writeString(scripts.resolve("short.txt"), "слово");

        assertThat(data("", "short.wav").getJsonArray("segments")).hasSize(1);
    }

    @Test
    void subtitles() throws IOException, InterruptedException {
        String id = client.submit("", "речь.wav", WAV);
        String srt = """
                1
                00:00:00,000 --> 00:00:02,000
                Раз, два три четыре; <пять>

                2
                00:00:03,000 --> 00:00:04,000
                & шесть

                """;
        String vtt = """
                WEBVTT

                00:00:00.000 --> 00:00:02.000
                Раз, два три четыре; &lt;пять&gt;

                00:00:03.000 --> 00:00:04.000
                &amp; шесть

                """;

        assertThat(client.get("/transcribe/task_status/" + id + "?response_format=srt")
                        .body())
                .isEqualTo(srt);
        assertThat(client.get("/transcribe/task_status/" + id + "?response_format=vtt")
                        .body())
                .isEqualTo(vtt);
        assertThat(download(id, "file_format=srt")).isEqualTo(srt);
        assertThat(download(id, "file_format=vtt&export_type=words")).isEqualTo(vtt);
        assertThat(download(id, "file_format=txt")).isEqualTo("Раз, два три четыре; <пять> & шесть");
    }

    @Test
    void csvBySegmentsAndByWords() throws IOException, InterruptedException {
        Files.writeString(scripts.resolve("csv.txt"), "a \"b\" c");
        String id = client.submit("", "csv.wav", WAV);
        String diarized = client.submit("?diarization_model=auto", "csv.wav", WAV);

        assertThat(download(id, "file_format=csv")).isEqualTo("""
                start,end,text\r
                0.0,2.0,"a ""b\"""\r
                3.0,4.0,c\r
                """);
        assertThat(download(id, "file_format=csv&export_type=words")).isEqualTo("""
                start,end,word\r
                0.0,0.5,a\r
                0.5,2.0,""\"b""\"\r
                3.0,4.0,c\r
                """);
        assertThat(download(diarized, "file_format=csv&export_type=segments")).contains("\r\n3.0,4.0,SPEAKER_01,c\r\n");
    }

    @Test
    void xlsxIsARealWorkbook() throws Exception {
        String id = client.submit("", "речь.wav", WAV);
        HttpResponse<byte[]> segments = PalatineClient.download(
                client.request("/transcribe/download_as_file/" + id + "?file_format=xlsx&export_type=segments"));
        HttpResponse<byte[]> words = PalatineClient.download(
                client.request("/transcribe/download_as_file/" + id + "?file_format=xlsx&export_type=words"));

        assertThat(segments.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"transcription.xlsx\"");
        assertThat(cells(segments.body()))
                .containsExactly(
                        "start", "end", "text", "0.0", "2.0", "Раз, два три четыре; <пять>", "3.0", "4.0", "& шесть");
        assertThat(cells(words.body())).hasSize(3 * 8).contains("word", "<пять>");
    }

    private static List<String> cells(byte[] workbook) throws Exception {
        List<String> names = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                Document document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(zip.readAllBytes()));
                for (int i = 0; i < document.getElementsByTagName("t").getLength(); i++) {
                    cells.add(document.getElementsByTagName("t").item(i).getTextContent());
                }
            }
        }
        assertThat(names).contains("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml");
        return cells;
    }
}
