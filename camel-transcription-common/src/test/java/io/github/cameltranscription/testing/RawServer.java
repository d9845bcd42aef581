/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.BufferedInputStream;
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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does to its connections what the test says, down to the byte. */
public final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Talk> talks;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** What happens on one connection. */
    @FunctionalInterface
    public interface Talk {
        void with(Connection connection) throws Exception;
    }

    /** The first connection gets the first talk and so on; the last talk is repeated. */
    public RawServer(Talk... talks) {
        this.talks = List.of(talks);
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon(this::accept);
    }

    /** Answers every request with this status and JSON. */
    public static RawServer answering(int status, String json, String... headers) {
        return new RawServer(answers(status, json, headers));
    }

    /** Answers every request of a connection with this status and JSON. */
    public static Talk answers(int status, String json, String... headers) {
        return connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(status, json, headers);
            }
        };
    }

    /** Resets the connection after a request. */
    public static void lose(Connection connection) throws IOException {
        connection.readRequest();
        connection.reset();
    }

    /** An address that refuses connections. */
    public static String closedUrl() {
        try (RawServer closed = new RawServer(Connection::hang)) {
            return closed.url();
        }
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
                    // close() did not see this connection: its client would wait until its own limit.
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
            // The client has closed the connection, or the test is over.
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://localhost:" + port();
    }

    public List<Connection> connections() {
        return connections;
    }

    /** The heads of all requests that came. */
    public List<String> requests() {
        return connections.stream()
                .flatMap(connection -> connection.heads.stream())
                .toList();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        connections.forEach(Connection::close);
    }

    public static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final List<String> heads = new CopyOnWriteArrayList<>();

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        public Socket socket() {
            return socket;
        }

        /** The head of the last request. */
        public String lastHead() {
            return heads.get(heads.size() - 1);
        }

        /** Request line and headers. */
        public String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            for (String line = readLine(); !line.equals("\r\n"); line = readLine()) {
                head.append(line);
            }
            heads.add(head.append("\r\n").toString());
            return lastHead();
        }

        /** A whole request; gives its body. */
        public byte[] readRequest() throws IOException {
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

        /** A line with its end. */
        private String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = 0; next != '\n'; line.append((char) next)) {
                next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
            }
            return line.toString();
        }

        public byte[] read(int length) throws IOException {
            return in.readNBytes(length);
        }

        public void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void answer(int status, String json, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Something\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            send(head + "Content-Type: application/json\r\nContent-Length: "
                    + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
        }

        /** Waits until the client goes away. */
        public void hang() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Ends the connection with a reset instead of an orderly close. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
