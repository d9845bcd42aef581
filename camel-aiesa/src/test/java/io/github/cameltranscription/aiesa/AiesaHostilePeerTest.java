/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.junit.jupiter.api.Tag;

import io.github.cameltranscription.testing.HostilePeerTest;

@Tag("server")
class AiesaHostilePeerTest extends HostilePeerTest {

    AiesaHostilePeerTest() {
        super("aiesa", "publicKey=public&secretKey=secret", "status", "GET", "submit", "POST", "download", "files");
    }

    @Override
    protected String answer(String request, String peer) {
        if (request.contains("files")) {
            return "{\"text\":\"Привет\"}";
        }
        return request.contains("done-1")
                ? "{\"data\":{\"id\":\"done-1\",\"status\":\"completed\",\"results\":{\"json\":\"" + peer
                        + "/files/1.json\"}}}"
                : "{\"data\":{\"id\":\"job-1\",\"status\":\"processing\"}}";
    }
}
