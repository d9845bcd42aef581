/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The address of all servers, which no other machine can reach. */
public final class LoopbackAddress {

    /** The address. */
    public static final String HOST = "127.0.0.1";

    private LoopbackAddress() {}

    static String with(int port) {
        return HOST + ":" + port;
    }

    /** A free port, for a server that cannot choose one itself. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
