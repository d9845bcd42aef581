/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MultipartReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=xyz";

    private static final class Collector implements PartHandler {
        final List<PartHeaders> headers = new ArrayList<>();
        final List<String> contents = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        @Override
        public void partBegins(PartHeaders partHeaders) {
            headers.add(partHeaders);
        }

        @Override
        public void partContent(byte[] bytes, int offset, int length) {
            content.write(bytes, offset, length);
        }

        @Override
        public void partEnds() {
            contents.add(content.toString(StandardCharsets.ISO_8859_1));
            content.reset();
        }
    }

    private static Collector read(String contentType, String body, int pieceLength) {
        Collector collector = new Collector();
        MultipartReader reader = MultipartReader.of(contentType, collector);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        for (int offset = 0; offset < bytes.length; offset += pieceLength) {
            reader.write(Buffer.buffer().appendBytes(bytes, offset, Math.min(pieceLength, bytes.length - offset)));
        }
        reader.end();
        return collector;
    }

    private static String part(String disposition, String content) {
        return "--xyz\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64, 100_000})
    void readsPartsInPiecesOfAnySize(int pieceLength) {
        String tricky = "\r\n--xy\r\n--\r\n\r\n--xy z\r\r\n-" + "a".repeat(50_000) + "\r";
        String body = "preamble\r\n" + part("form-data; name=\"model\"", "small")
                + "--xyz  \r\ncontent-type: audio/wav\r\ncontent-disposition: form-data; name=file; filename=a.wav\r\n\r\n"
                + tricky + "\r\n--xyz--\r\nepilogue";

        Collector parts = read(TYPE, body, pieceLength);

        assertThat(parts.headers)
                .containsExactly(new PartHeaders("model", null, null), new PartHeaders("file", "a.wav", "audio/wav"));
        assertThat(parts.contents).containsExactly("small", tricky);
    }

    @Test
    void emptyContentIsContent() {
        assertThat(read(TYPE, part("form-data; name=\"a\"", "") + "--xyz--", 7).contents)
                .containsExactly("");
    }

    @Test
    void boundaryMayBeQuoted() {
        assertThat(read(
                                "Multipart/Form-Data; charset=UTF-8; Boundary=\"xyz\"",
                                part("form-data; name=a", "b") + "--xyz--",
                                9)
                        .contents)
                .containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    void aBoundaryIsNeeded(String contentType) {
        assertThatExceptionOfType(MalformedMultipartException.class)
                .isThrownBy(() -> read(contentType, "", 1))
                .withMessageContaining("boundary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncontent without an end",
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xyz\r\n",
                "--xyzContent-Disposition: form-data\r\n\r\nb\r\n--xyz--",
                "--xyz\r\nContent-Type: audio/wav\r\n\r\nb\r\n--xyz--",
                "--xyz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nb\r\n--xyz--",
                "--xyz\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--xyz--",
            })
    void malformedBodiesAreRefused(String body) {
        assertThatExceptionOfType(MalformedMultipartException.class).isThrownBy(() -> read(TYPE, body, 4));
    }

    @Test
    void tooLargePartHeadersAreRefused() {
        assertThatExceptionOfType(MalformedMultipartException.class)
                .isThrownBy(() -> read(TYPE, "--xyz\r\nX: " + "a".repeat(20_000), 1000))
                .withMessageContaining("too large");
    }
}
