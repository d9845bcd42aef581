/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends what the page sends, and what the page never sends. */
final class TestPage implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Duration LONG = Duration.ofSeconds(30);

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;
    private volatile boolean closed;

    private TestPage() {}

    static TestPage open(int port) {
        return open(port, "", "http://localhost:" + port);
    }

    /** Throws a {@link java.util.concurrent.CompletionException} if the socket is refused. */
    static TestPage open(int port, String query, String origin) {
        TestPage page = new TestPage();
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        page.socket = builder.buildAsync(URI.create("ws://localhost:" + port + "/captions" + query), page)
                .join();
        return page;
    }

    TestPage awaitReady() {
        await("ready");
        return this;
    }

    /** Waits for the first message of this type. */
    JsonNode await(String type) {
        Awaitility.await(type).atMost(LONG).untilAsserted(() -> assertThat(messages(type))
                .as("one of %s", messages)
                .isNotEmpty());
        return messages(type).get(0);
    }

    /** The messages of this type that have arrived. */
    List<JsonNode> messages(String type) {
        return messages.stream()
                .filter(message -> message.path("type").asText().equals(type))
                .toList();
    }

    List<JsonNode> messages() {
        return messages;
    }

    /** The text of subtitles, without the header, the numbers and the times of the cues. */
    static String textOf(String subtitles) {
        return subtitles
                .lines()
                .filter(line -> !line.matches("WEBVTT|\\d*|[\\d:.,]+ --> [\\d:.,]+"))
                .collect(Collectors.joining(" "));
    }

    void start(long number) {
        text("{\"type\":\"start\",\"number\":" + number + ",\"sampleRate\":48000}");
    }

    void audio(long number, byte[] samples) {
        byte[] message = ByteBuffer.allocate(Integer.BYTES + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) number)
                .put(samples)
                .array();
        // A new big-endian buffer: the JDK's client mixes up the bytes of a little-endian one.
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    void stop(long number) {
        text("{\"type\":\"stop\",\"number\":" + number + "}");
    }

    void text(String message) {
        socket.sendText(message, true).join();
    }

    /** Disconnects as a closed tab does. */
    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Disconnects without a close frame. */
    void cut() {
        socket.abort();
    }

    void awaitClosed() {
        Awaitility.await("the server closes").atMost(LONG).until(() -> closed);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(text.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed = true;
    }
}
