/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * A provider that answers well, except for the request that the next attack is ordered for. An attack is ordered by a
 * request of its own, {@code GET /attack/NAME/MARKER}: it meets the first request whose first line has the marker.
 */
public final class HostilePeer implements AutoCloseable {

    private static final int SIZE = 300_000_000;
    private static final byte[] BLOCK = new byte[64 * 1024];

    static {
        Arrays.fill(BLOCK, (byte) ' ');
    }

    private static final byte[] BOMB = gzip(BLOCK, SIZE / BLOCK.length);
    private static final byte[] BOMB_IN_GZIP = gzip(BOMB, 1);

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

    /** What the next answer is. */
    public enum Attack {
        /** JSON of 300 MB. */
        LARGE_JSON,
        /** A body without end. */
        ENDLESS_BODY,
        /** A header line of 300 MB. */
        LONG_HEADER,
        /** 300 MB in 300 KB. */
        GZIP_BOMB,
        /** A byte every 500 ms. */
        SLOW,
        /** An error page of 200 kB that looks like the beginnings of tags. */
        ERROR_PAGE,
        /** Short header lines without end. */
        MANY_HEADERS,
        /** A status line of 300 MB. */
        LONG_STATUS_LINE,
        /** A chunk whose size has an extension of 300 MB. */
        LONG_CHUNK_SIZE,
        /** Trailers without end after a good body. */
        ENDLESS_TRAILERS,
        /** Interim answers without end. */
        ENDLESS_HINTS,
        /** A gzip bomb in gzip. */
        GZIP_IN_GZIP,
        /** A byte of a header every 500 ms. */
        SLOW_HEADER,
        /** Hundreds of thousands of arrays in each other. */
        DEEP_JSON,
        /** A progress of hundreds of thousands of digits. */
        LONG_NUMBER,
        /** Another protocol than HTTP from now on. */
        OTHER_PROTOCOL;

        private void write(OutputStream out) throws IOException {
            switch (this) {
                case LARGE_JSON -> {
                    text(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + SIZE
                                    + "\r\n\r\n{\"text\":\"");
                    for (int sent = 9; sent < SIZE; sent += BLOCK.length) {
                        out.write(BLOCK, 0, Math.min(BLOCK.length, SIZE - sent));
                    }
                }
                case ENDLESS_BODY -> {
                    text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        text(out, Integer.toHexString(BLOCK.length) + "\r\n");
                        out.write(BLOCK);
                        text(out, "\r\n");
                    }
                }
                case LONG_HEADER -> {
                    text(out, "HTTP/1.1 200 OK\r\nX-Long: ");
                    for (int sent = 0; sent < SIZE; sent += BLOCK.length) {
                        out.write(BLOCK);
                    }
                    text(out, "\r\nContent-Length: 2\r\n\r\n{}");
                }
                case GZIP_BOMB -> {
                    text(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + BOMB.length + "\r\n\r\n");
                    out.write(BOMB);
                }
                case SLOW -> {
                    text(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    while (true) {
                        out.write(' ');
                        out.flush();
                        LockSupport.parkNanos(500_000_000);
                    }
                }
                case MANY_HEADERS -> {
                    text(out, "HTTP/1.1 200 OK\r\n");
                    endlessly(out, "X-Many: a\r\n");
                }
                case LONG_STATUS_LINE -> {
                    text(out, "HTTP/1.1 200 ");
                    for (int sent = 0; sent < SIZE; sent += BLOCK.length) {
                        out.write(BLOCK);
                    }
                    text(out, "\r\nContent-Length: 2\r\n\r\n{}");
                }
                case LONG_CHUNK_SIZE -> {
                    text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=");
                    for (int sent = 0; sent < SIZE; sent += BLOCK.length) {
                        out.write(BLOCK);
                    }
                    text(out, "\r\n{}\r\n0\r\n\r\n");
                }
                case ENDLESS_TRAILERS -> {
                    text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n");
                    endlessly(out, "X-Many: a\r\n");
                }
                case ENDLESS_HINTS -> endlessly(out, "HTTP/1.1 103 Early Hints\r\nX-Many: a\r\n\r\n");
                case GZIP_IN_GZIP -> {
                    text(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: " + BOMB_IN_GZIP.length
                                    + "\r\n\r\n");
                    out.write(BOMB_IN_GZIP);
                }
                case SLOW_HEADER -> {
                    text(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
                    while (true) {
                        out.write('a');
                        out.flush();
                        LockSupport.parkNanos(500_000_000);
                    }
                }
                case DEEP_JSON -> json(out, "{\"data\":" + "[".repeat(900_000));
                case LONG_NUMBER -> {
                    String digits = "9".repeat(400_000);
                    json(out, "{\"progress\":" + digits + ",\"duration\":" + digits + "}");
                }
                case OTHER_PROTOCOL -> {
                    text(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");
                    while (true) {
                        out.write(BLOCK);
                    }
                }
                case ERROR_PAGE -> {
                    text(out, "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 200000\r\n\r\n");
                    text(out, "<".repeat(200_000));
                }
            }
            out.flush();
        }

        private static void endlessly(OutputStream out, String line) throws IOException {
            byte[] lines = line.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(lines);
            }
        }

        private static void json(OutputStream out, String body) throws IOException {
            text(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body);
        }

        private static void text(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private record Order(Attack attack, String marker) {}

    private final ServerSocket listener;
    private final Function<String, String> answers;
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * @param answers the body to answer well with, by the first line of the request
     */
    public HostilePeer(Function<String, String> answers) {
        this.answers = answers;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::accept);
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            while (true) {
                answer(readRequest(in), out);
            }
        } catch (IOException overOrBroken) {
            sockets.remove(socket);
        }
    }

    private void answer(String request, OutputStream out) throws IOException {
        if (request.startsWith("GET /attack/")) {
            String[] parts = request.split("[ /]");
            orders.add(new Order(Attack.valueOf(parts[3]), parts[4]));
            wellMeant("{}", out);
            return;
        }
        for (Order order : orders) {
            if (request.contains(order.marker()) && orders.remove(order)) {
                order.attack().write(out);
                return;
            }
        }
        wellMeant(answers.apply(request), out);
    }

    private static void wellMeant(String body, OutputStream out) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Attack.text(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n");
        out.write(bytes);
        out.flush();
    }

    /** Gives the first line. */
    private static String readRequest(InputStream in) throws IOException {
        String first = readLine(in);
        long length = 0;
        boolean chunked = false;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            }
            chunked |= header.startsWith("transfer-encoding: chunked");
        }
        if (!chunked) {
            in.skipNBytes(length);
            return first;
        }
        while (true) {
            int size = Integer.parseInt(readLine(in).strip(), 16);
            in.skipNBytes(size);
            readLine(in);
            if (size == 0) {
                return first;
            }
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
