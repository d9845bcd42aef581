/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does to its connections what the test says, down to the byte. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Talk> talks;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** What happens on one connection. */
    @FunctionalInterface
    interface Talk {
        void with(Connection connection) throws Exception;
    }

    /** The first connection gets the first talk and so on; the last talk is repeated. */
    RawServer(Talk... talks) {
        this.talks = List.of(talks);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::accept);
    }

    /** Answers every request with this status and JSON. */
    static RawServer answering(int status, String json, String... headers) {
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(status, json, headers);
            }
        });
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Connection connection = new Connection(listener.accept());
                Talk talk = talks.get(Math.min(connections.size(), talks.size() - 1));
                connections.add(connection);
                if (listener.isClosed()) {
                    // It came while close() was at the others: a client would wait for it until its own limit.
                    connection.close();
                    return;
                }
                daemon(() -> talk(talk, connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void talk(Talk talk, Connection connection) {
        try (connection) {
            talk.with(connection);
        } catch (Exception overOrBroken) {
            connection.end = overOrBroken;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    List<Connection> connections() {
        return connections;
    }

    /** The heads of all requests that came. */
    List<String> requests() {
        return connections.stream()
                .flatMap(connection -> connection.heads.stream())
                .toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final List<String> heads = new CopyOnWriteArrayList<>();
        private volatile Exception end;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        Socket socket() {
            return socket;
        }

        /** Why it ended, if not by the talk's end. */
        Exception end() {
            return end;
        }

        List<String> heads() {
            return heads;
        }

        /** Request line and headers. */
        String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                head.write(readByte());
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            heads.add(text);
            return text;
        }

        /** A whole request; gives its body. */
        byte[] readRequest() throws IOException {
            String head = readHead().toLowerCase(Locale.ROOT);
            if (head.contains("transfer-encoding: chunked")) {
                return readChunks();
            }
            int at = head.indexOf("content-length: ");
            return at < 0
                    ? new byte[0]
                    : in.readNBytes(Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at))));
        }

        private byte[] readChunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            while (true) {
                int length = Integer.parseInt(readLine().strip(), 16);
                body.write(in.readNBytes(length));
                readLine();
                if (length == 0) {
                    return body.toByteArray();
                }
            }
        }

        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = readByte(); next != '\n'; next = readByte()) {
                line.append((char) next);
            }
            return line.toString();
        }

        private int readByte() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            return next;
        }

        byte[] read(int length) throws IOException {
            return in.readNBytes(length);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        void answer(int status, String json, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Something\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            send(head + "Content-Type: application/json\r\nContent-Length: "
                    + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
        }

        /** Waits until the client goes away. */
        void hang() throws IOException {
            while (in.read() >= 0) {
                // The client still speaks.
            }
        }

        /** Ends the connection with a reset instead of an orderly close. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                end = alreadyGone;
            }
        }
    }
}
