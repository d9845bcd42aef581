/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;

/** A stand-in for Palatine: discards every upload and answers "scheduled". Plain blocking sockets. */
final class SinkServer {

    private static final int BACKLOG = 128;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private SinkServer() {}

    /** Serves a parent; there are no arguments. */
    public static void main(String[] arguments) throws IOException {
        SinkServer server = new SinkServer();
        new ChildCommands()
                .on("listen", nothing -> server.listen())
                .on("begin", server::begin)
                .on("end", nothing -> Answer.of("requests", server.requests.get())
                        .and("bytes", server.bytes.get()))
                .serve();
    }

    private void begin() {
        requests.set(0);
        bytes.set(0);
    }

    private Answer listen() throws IOException {
        ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket connection = listening.accept();
                start(() -> serve(connection));
            }
        });
        return Answer.of("port", listening.getLocalPort());
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            connection.setTcpNoDelay(true);
            DrainedRequest request = new DrainedRequest(connection.getInputStream());
            for (long length = request.drain(); length >= 0; length = request.drain()) {
                bytes.addAndGet(length);
                String body = "{\"status\":\"scheduled\",\"task_id\":\"job-" + requests.incrementAndGet() + "\"}";
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                        + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static void start(Service service) {
        Thread thread = new Thread(() -> {
            try {
                service.run();
            } catch (IOException ended) {
                System.err.println("a connection ended: " + ended);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Service {
        void run() throws IOException;
    }
}
