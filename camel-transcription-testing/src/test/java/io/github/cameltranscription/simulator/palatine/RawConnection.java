/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.github.cameltranscription.simulator.multipart.Multipart;

/** A socket, for what HTTP clients do not do or do not show. */
final class RawConnection implements AutoCloseable {

    static final String FORM_TYPE = "Content-Type: multipart/form-data; boundary=" + Multipart.BOUNDARY + "\r\n";

    private final Socket socket;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PalatineClient.TIMEOUT.toMillis());
    }

    /** The first lines of a request with the right key. */
    static String head(String method, String path) {
        return method + " /palatine/api/v1" + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-key\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Without its line break. */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next >= 0 && next != '\n'; next = read()) {
            line.append((char) next);
        }
        return line.toString().trim();
    }

    /** Everything up to the end of the stream. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
