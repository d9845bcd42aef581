/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestBodyTest extends HttpTest {

    @Test
    void aFormOfTextFieldsIsMultipartInUtf8() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("source_type", "url");
        fields.put("ai_prompt", "Ключевые моменты");
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            received.complete(connection.readRequest());
            connection.answer(200, "{}");
        })) {
            valueOf(client(transport(), server.url())
                    .submit(ApiRequest.post("submit", null, "/jobs").withBody(RequestBody.form(fields))));

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
