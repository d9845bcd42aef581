/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

class MultipartFormEntityTest extends HttpTest {

    private static final Transfer TRANSFER = new Transfer(LONG, LONG, null, over -> {});

    private static final byte[] RECORDING = "ID3 what was recorded".getBytes(StandardCharsets.UTF_8);

    @Test
    void theFormIsExactlyTheseBytes() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", "large");
        fields.put("prompt", "Совещание \"Ромашка\"");
        MultipartForm form = new MultipartForm(fields, "file", recording(RECORDING, "Запись 1 (копия).mp3"));
        MultipartFormEntity entity = entity(form);
        String boundary = entity.getContentType().replace("multipart/form-data; boundary=", "");

        assertThat(written(entity))
                .isEqualTo("--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"model\"\r\n"
                        + "\r\n"
                        + "large\r\n"
                        + "--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"prompt\"\r\n"
                        + "\r\n"
                        + "Совещание \"Ромашка\"\r\n"
                        + "--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"Запись 1 (копия).mp3\"\r\n"
                        + "Content-Type: audio/mpeg\r\n"
                        + "\r\n"
                        + "ID3 what was recorded\r\n"
                        + "--" + boundary + "--\r\n");
        assertThat(boundary).matches("[-0-9a-zA-Z]{20,70}");
    }

    @Test
    void quotesAndBackslashesInNamesAreEscapedWithABackslash() throws IOException {
        AudioUpload quoted = recording(RECORDING, "the \"best\" one.mp3");

        assertThat(written(entity(new MultipartForm(Map.of("a\"b\\c", "value"), "file", quoted))))
                .contains("filename=\"the \\\"best\\\" one.mp3\"\r\n")
                .contains("name=\"a\\\"b\\\\c\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"a.wav, audio/wav", "a.ogg, audio/ogg", "a.mp4, video/mp4", "a.bin, application/octet-stream"})
    void theRecordingsPartSaysWhatItIs(String name, String contentType) throws IOException {
        AudioUpload recording = recording("????".getBytes(StandardCharsets.UTF_8), name);

        assertThat(written(entity(new MultipartForm(Map.of(), "file", recording))))
                .contains("\r\nContent-Type: " + contentType + "\r\n");
    }

    @Test
    void theContentLengthIsSentWhereItIsKnown() throws IOException {
        MultipartFormEntity known = entity(form(RECORDING));

        assertThat(known.getContentLength()).isEqualTo(written(known).getBytes(StandardCharsets.UTF_8).length);
        assertThat(known.isChunked()).isFalse();
        assertThat(known.isRepeatable()).isTrue();

        MultipartFormEntity unknown = entity(form(new ByteArrayInputStream(RECORDING)));
        assertThat(unknown.getContentLength()).isEqualTo(-1);
        assertThat(unknown.isChunked()).isTrue();
        assertThat(unknown.isRepeatable()).isFalse();
    }

    @Test
    void aLineBreakInAFieldsNameCannotBeginAHeaderOfItsOwn() throws IOException {
        MultipartForm form =
                new MultipartForm(Map.of("x\r\nX-Evil: 1", "value"), "file", recording(RECORDING, "a.mp3"));

        assertThat(written(entity(form))).doesNotContain("\r\nX-Evil");
    }

    private static MultipartFormEntity entity(MultipartForm form) {
        return new MultipartFormEntity(form, TRANSFER, LONG);
    }

    private static String written(MultipartFormEntity entity) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entity.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFormOfTextFieldsIsMultipartInUtf8() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("source_type", "url");
        fields.put("ai_prompt", "Ключевые моменты");
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            received.complete(connection.readRequest());
            connection.answer(200, "{}");
        })) {
            valueOf(client(server).submit(SUBMISSION.withBody(RequestBody.form(fields))));

            String head = server.requests().get(0);
            String boundary = head.replaceAll("(?s).*multipart/form-data; boundary=([^\\s;]+).*", "$1");
            assertThat(new String(received.join(), StandardCharsets.UTF_8))
                    .isEqualTo("--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"source_type\"\r\n\r\nurl\r\n--"
                            + boundary
                            + "\r\nContent-Disposition: form-data; name=\"ai_prompt\"\r\n\r\nКлючевые моменты\r\n--"
                            + boundary + "--\r\n");
        }
    }

    @Test
    void aBodysTextLeavesOutTheBody() {
        assertThat(RequestBody.json(Map.of("url", "https://host/?signature=1")))
                .hasToString("application/json; charset=UTF-8, 35 bytes");
    }
}
