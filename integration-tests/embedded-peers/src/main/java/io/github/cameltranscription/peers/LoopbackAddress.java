/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where all servers listen: nowhere that another machine could reach. */
public final class LoopbackAddress {

    /** The address. */
    public static final String HOST = "127.0.0.1";

    private LoopbackAddress() {}

    static String with(int port) {
        return HOST + ":" + port;
    }

    /**
     * Finds a port for a server that takes its port as a setting.
     *
     * @return             the port
     * @throws IOException if there is none
     */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
