/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * One streaming session, or an attempt at one, as it is by now. It never has the token. Thread-safe; it changes while the session is
 * open.
 */
public final class RecordedStream {

    /** {@link #handshakeStatus()} where the WebSocket was opened. */
    public static final int SWITCHING_PROTOCOLS = 101;

    /** Of the audio of a session, the first so many bytes are kept: 32 MiB. */
    public static final int MOST_KEPT_AUDIO = 32 * 1024 * 1024;

    /** Of the binary messages of a session, the first so many are kept. */
    public static final int MOST_KEPT_MESSAGES = 100_000;

    private static final String TOKEN = "token";

    private final long opened = System.nanoTime();
    private final Map<String, String> parameters;
    private final boolean tokenInQuery;
    private final boolean tokenInHeader;
    private final boolean authorized;
    private final int handshakeStatus;
    private final List<AudioMessage> messages = new ArrayList<>();
    private final List<String> partials = new ArrayList<>();
    private final MessageDigest digest = sha256Digest();
    private final ByteArrayOutputStream audio;
    private long messageCount;
    private long audioBytes;
    private boolean audioEnded;
    private boolean completed;
    private StreamErrorCode errorCode;
    private StreamEnd end;

    RecordedStream(MultiMap query, boolean tokenInHeader, boolean authorized, int handshakeStatus, boolean keepAudio) {
        Map<String, String> others = new LinkedHashMap<>();
        query.forEach(parameter -> {
            if (!parameter.getKey().equals(TOKEN)) {
                others.putIfAbsent(parameter.getKey(), parameter.getValue());
            }
        });
        parameters = Map.copyOf(others);
        tokenInQuery = query.contains(TOKEN);
        this.tokenInHeader = tokenInHeader;
        this.authorized = authorized;
        this.handshakeStatus = handshakeStatus;
        audio = keepAudio ? new ByteArrayOutputStream() : null;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** The query parameters that were sent, decoded, without the token. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** The decoded value of a query parameter; null where it was not sent. The token is not kept. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    /** Whether a token, right or wrong, came in the query, where access logs have it. */
    public boolean tokenInQuery() {
        return tokenInQuery;
    }

    /** Whether a token, right or wrong, came as {@code Authorization: Bearer}, which wins over the query. */
    public boolean tokenInHeader() {
        return tokenInHeader;
    }

    /** Whether the token was right. */
    public boolean authorized() {
        return authorized;
    }

    /** HTTP status of the handshake; {@link #SWITCHING_PROTOCOLS} where the WebSocket was opened. */
    public int handshakeStatus() {
        return handshakeStatus;
    }

    /** The first binary messages, with the empty one that ends the audio; see {@link #MOST_KEPT_MESSAGES}. A copy. */
    public synchronized List<AudioMessage> messages() {
        return List.copyOf(messages);
    }

    /** How many binary messages came, with the empty one that ends the audio. */
    public synchronized long messageCount() {
        return messageCount;
    }

    /** How many bytes of audio were taken; what came after a fault struck, or after an error, is not. */
    public synchronized long audioBytes() {
        return audioBytes;
    }

    /** Lower-case hex of the SHA-256 of the audio taken so far. */
    public synchronized String audioSha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be asked in the middle in every Java runtime", e);
        }
    }

    /**
     * The audio taken so far, but see {@link #MOST_KEPT_AUDIO}. A copy.
     *
     * @throws IllegalStateException if the simulator was set not to keep it
     */
    public synchronized byte[] audio() {
        if (audio == null) {
            throw new IllegalStateException("The audio was not kept: start the simulator with keepStreamAudio(true)");
        }
        return audio.toByteArray();
    }

    /** Whether the client has sent the empty message that ends the audio. */
    public synchronized boolean audioEnded() {
        return audioEnded;
    }

    /** The {@code chunk_text} of each partial that was sent. A copy. */
    public synchronized List<String> partials() {
        return List.copyOf(partials);
    }

    /** The {@code full_text} of the last partial that was sent; empty if there was none. */
    public synchronized String text() {
        return String.join(" ", partials);
    }

    /** Whether the final message was sent. */
    public synchronized boolean completed() {
        return completed;
    }

    /** Code of the error message that was sent; null if none was. */
    public synchronized StreamErrorCode errorCode() {
        return errorCode;
    }

    /** How it ended; empty while it is open. */
    public synchronized Optional<StreamEnd> end() {
        return Optional.ofNullable(end);
    }

    synchronized void message(int size) {
        messageCount++;
        audioEnded |= size == 0;
        if (messages.size() < MOST_KEPT_MESSAGES) {
            messages.add(new AudioMessage(size, Duration.ofNanos(System.nanoTime() - opened)));
        }
    }

    synchronized void audio(Buffer message, int from, int until) {
        byte[] taken = message.getBytes(from, until);
        digest.update(taken);
        audioBytes += taken.length;
        if (audio != null && audio.size() < MOST_KEPT_AUDIO) {
            audio.write(taken, 0, Math.min(taken.length, MOST_KEPT_AUDIO - audio.size()));
        }
    }

    synchronized void partial(String chunkText) {
        partials.add(chunkText);
    }

    synchronized void complete() {
        completed = true;
    }

    synchronized void error(StreamErrorCode code) {
        errorCode = code;
    }

    /** False where it had ended before. */
    synchronized boolean end(StreamEnd how) {
        if (end != null) {
            return false;
        }
        end = how;
        return true;
    }

    /** One line without the token. */
    @Override
    public synchronized String toString() {
        StringBuilder line = new StringBuilder("stream ").append(parameters);
        line.append(tokenInHeader ? " token in header" : "").append(tokenInQuery ? " token in query" : "");
        line.append(authorized ? "" : " not authorised");
        if (handshakeStatus != SWITCHING_PROTOCOLS) {
            return line.append(" -> refused with ").append(handshakeStatus).toString();
        }
        line.append(", ")
                .append(messageCount)
                .append(" messages, ")
                .append(audioBytes)
                .append(" bytes, ");
        line.append(partials.size()).append(" partials");
        line.append(errorCode == null ? "" : ", error " + errorCode);
        line.append(completed ? ", final" : "");
        return line.append(" -> ").append(end == null ? "open" : end).toString();
    }
}
