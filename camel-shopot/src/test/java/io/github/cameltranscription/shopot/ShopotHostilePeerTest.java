/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.junit.jupiter.api.Tag;

import io.github.cameltranscription.testing.HostilePeerTest;

@Tag("server")
class ShopotHostilePeerTest extends HostilePeerTest {

    ShopotHostilePeerTest() {
        super("shopot", "apiKey=key", "status", "GET", "submit", "POST");
    }

    @Override
    protected String answer(String request, String peer) {
        return "{\"id\":\"job-1\",\"transcription_status\":\"PENDING\"}";
    }
}
