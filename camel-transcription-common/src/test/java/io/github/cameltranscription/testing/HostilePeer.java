/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * A provider that answers well, except for the request that the next attack is ordered for. An attack is ordered by a
 * request of its own, {@code GET /attack/NAME/MARKER}: it meets the first request whose first line has the marker.
 */
public final class HostilePeer implements RawServer.Talk {

    private static final int SIZE = 150_000_000;
    private static final String STATUS_LINE = "HTTP/1.1 %d Well\r\n";
    private static final String CHUNKED = STATUS_LINE + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String BLOCK = "<".repeat(64 * 1024);
    private static final byte[] BOMB = gzip(bytes(BLOCK), SIZE / BLOCK.length());

    private static byte[] gzip(byte[] block, int times) {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < times; i++) {
                gzip.write(block);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bomb.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Answer(String beginning, byte[] rest, boolean isEndless) {

        /** An endless answer ends when the client goes away. */
        private void write(RawServer.Connection connection, int status) throws IOException {
            connection.send(beginning.formatted(status));
            OutputStream out = connection.socket().getOutputStream();
            do {
                out.write(rest);
                if (rest.length == 1) {
                    LockSupport.parkNanos(50_000_000);
                }
            } while (isEndless);
        }
    }

    /** What the next answer is. It is made by those who write it: the JVM with the small heap knows only the names. */
    public enum Attack {
        /** JSON of 150 MB. */
        LARGE_JSON(() -> endless(STATUS_LINE + "Content-Length: " + SIZE + "\r\n\r\n{\"text\":\"", BLOCK)),
        /** A body without end. */
        ENDLESS_BODY(() -> endless(CHUNKED, Integer.toHexString(BLOCK.length()) + "\r\n" + BLOCK + "\r\n")),
        /** A header line without end. */
        LONG_HEADER(() -> endless(STATUS_LINE + "X-Long: ", BLOCK)),
        /** Header lines of 100 KB before a good answer. */
        LARGE_HEAD(() -> whole(
                STATUS_LINE + ("X-Long: " + "y".repeat(1000) + "\r\n").repeat(100) + "Content-Length: 2\r\n\r\n{}")),
        /** 150 MB in 150 KB. */
        GZIP_BOMB(() -> gzipped("gzip", BOMB)),
        /** A byte every 50 ms. */
        SLOW(() -> endless(STATUS_LINE + "Content-Length: 1000\r\n\r\n", " ")),
        /** An error page of 200 kB that looks like the beginnings of tags. */
        ERROR_PAGE(() -> whole("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 200000\r\n\r\n"
                + "<".repeat(200_000))),
        /** Short header lines without end. */
        MANY_HEADERS(() -> endless(STATUS_LINE, "X-Many: a\r\n".repeat(1_000))),
        /** A status line without end. */
        LONG_STATUS_LINE(() -> endless("HTTP/1.1 200 ", BLOCK)),
        /** A chunk whose size has an extension without end. */
        LONG_CHUNK_SIZE(() -> endless(CHUNKED + "2;a=", BLOCK)),
        /** Trailers without end after a good body. */
        ENDLESS_TRAILERS(() -> endless(CHUNKED + "2\r\n{}\r\n0\r\n", "X-Many: a\r\n".repeat(1_000))),
        /** Interim answers without end. */
        ENDLESS_HINTS(() -> endless("", "HTTP/1.1 103 Early Hints\r\nX-Many: a\r\n\r\n".repeat(1_000))),
        /** A gzip bomb in gzip. */
        GZIP_IN_GZIP(() -> gzipped("gzip, gzip", gzip(BOMB, 1))),
        /** A body that is said to be compressed, and is not. */
        FALSE_GZIP(() -> gzipped("gzip", bytes("{}"))),
        /** A chunk without a size. */
        BAD_CHUNK(() -> whole(CHUNKED + "size\r\n{}\r\n")),
        /** A byte of a header every 50 ms. */
        SLOW_HEADER(() -> endless(STATUS_LINE + "X-Slow: ", "a")),
        /** Hundreds of thousands of arrays in each other. */
        DEEP_JSON(() -> json("{\"data\":" + "[".repeat(900_000))),
        /** A progress of hundreds of thousands of digits. */
        LONG_NUMBER(() -> json("{\"progress\":" + "9".repeat(400_000) + ",\"duration\":" + "9".repeat(400_000) + "}")),
        /** Another protocol than HTTP from now on. */
        OTHER_PROTOCOL(() ->
                endless("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", BLOCK));

        private final Supplier<Answer> answer;

        Attack(Supplier<Answer> answer) {
            this.answer = answer;
        }

        private static Answer endless(String beginning, String repeated) {
            return new Answer(beginning, bytes(repeated), true);
        }

        private static Answer whole(String text) {
            return new Answer(text, new byte[0], false);
        }

        private static Answer json(String body) {
            return whole(STATUS_LINE + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        }

        private static Answer gzipped(String encoding, byte[] body) {
            String lines = "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            return new Answer(STATUS_LINE + lines, body, false);
        }

        /** Answers a request with this status, where the answer has one, and waits until the client goes away. */
        public RawServer.Talk talk(int status) {
            Answer made = answer.get();
            return connection -> {
                connection.readRequest();
                made.write(connection, status);
                connection.hang();
            };
        }
    }

    private record Order(Answer answer, String marker) {}

    private final Function<String, String> answers;
    private final List<Order> orders = new CopyOnWriteArrayList<>();

    /**
     * @param answers the body to answer well with, by the first line of the request
     */
    HostilePeer(Function<String, String> answers) {
        this.answers = answers;
    }

    @Override
    public void with(RawServer.Connection connection) throws IOException {
        while (true) {
            connection.readRequest();
            answer(connection, connection.lastHead().lines().findFirst().orElseThrow());
        }
    }

    private void answer(RawServer.Connection connection, String request) throws IOException {
        if (request.startsWith("GET /attack/")) {
            String[] parts = request.split("[ /]");
            orders.add(new Order(Attack.valueOf(parts[3]).answer.get(), parts[4]));
            connection.answer(200, "{}");
            return;
        }
        for (Order order : orders) {
            if (request.contains(order.marker()) && orders.remove(order)) {
                order.answer().write(connection, 200);
                return;
            }
        }
        connection.answer(200, answers.apply(request));
    }
}
