/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("server")
class ManyStreamsTest extends StreamTestBase {

    private static final int SESSIONS = 1_000;
    private static final int CHUNK = 150 * BYTES_PER_MILLISECOND;

    @Test
    void aThousandPacedSessionsAreServed() throws Exception {
        start(ProviderSimulator.builder().keepStreamAudio(false).keptRequests(SESSIONS));
        SpokenAudio audio = SpokenAudio.of("раз два три четыре пять шесть", RATE);
        byte[] pcm = audio.pcm();
        List<StreamClient> clients = open(SESSIONS);
        palatine.streams().assertOpened(SESSIONS);
        assertThat(palatine.streams().open()).isEqualTo(SESSIONS);

        clients.forEach(client -> client.pace(network, pcm, CHUNK, Duration.ofMillis(150)));

        for (StreamClient client : clients) {
            List<JsonObject> messages = client.rest();
            assertThat(StreamProtocolTest.texts(messages)).isEqualTo(audio.text());
            assertThat(messages.get(messages.size() - 1).getString("type")).isEqualTo("final");
            assertThat(client.closeCode()).isEqualTo(1000);
        }
        palatine.streams().assertAllEnded().assertAllCompleted();
        assertThat(palatine.streams().all()).hasSize(SESSIONS).allMatch(one -> one.audioBytes() == pcm.length);
    }

    /** A hundred handshakes at a time. */
    private List<StreamClient> open(int sessions) {
        List<StreamClient> clients = new ArrayList<>();
        while (clients.size() < sessions) {
            List<Future<StreamClient>> opening = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                opening.add(StreamClient.tryOpen(network, palatine, QUERY, null));
            }
            await().until(() -> Future.all(opening).succeeded());
            opening.forEach(opened -> clients.add(opened.result()));
        }
        return clients;
    }
}
