/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

/**
 * How a session ended.
 *
 * @param side who ended it
 * @param closeCode of the WebSocket close frame; {@link #NO_CODE} where there was none
 */
public record StreamEnd(Side side, int closeCode) {

    /** In place of a close code: the connection was broken, or the handshake refused. */
    public static final int NO_CODE = -1;

    /** Who ends a session. */
    public enum Side {
        /** The client, or the network between. */
        CLIENT,
        /** The simulator. */
        SERVER
    }

    /** Whether the connection was broken without a close frame. */
    public boolean cut() {
        return closeCode == NO_CODE;
    }

    @Override
    public String toString() {
        return (cut() ? "cut" : "closed " + closeCode) + " by " + side;
    }
}
