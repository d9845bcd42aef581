/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.junit.jupiter.api.Tag;

import io.github.cameltranscription.testing.HostilePeerTest;

@Tag("server")
class PalatineHostilePeerTest extends HostilePeerTest {

    PalatineHostilePeerTest() {
        super(
                "palatine",
                "apiKey=key",
                "status",
                "GET",
                "submit",
                "POST",
                "openai-transcription",
                "POST",
                "download",
                "download_as_file");
    }

    @Override
    protected String answer(String request, String peer) {
        return request.startsWith("POST")
                ? "{\"task_id\":\"job-1\",\"text\":\"Привет\"}"
                : "{\"task_id\":\"job-1\",\"status\":\"pending\"}";
    }
}
