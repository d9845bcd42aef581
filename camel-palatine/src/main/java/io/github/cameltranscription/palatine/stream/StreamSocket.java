/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

/** One WebSocket, used only on the session's thread. */
interface StreamSocket {

    /** The events of the socket, on the session's thread. */
    interface Handler {

        /** The WebSocket could not be opened. */
        void refused(Throwable cause);

        void text(String message);

        void pong();

        /** {@link #isFull()} has become {@code false}. */
        void drained();

        /**
         * The connection was closed.
         *
         * @param code the close code, or {@code null}
         */
        void closed(Short code, String reason);
    }

    /** Connects; the handler receives everything from the first message on. */
    void connect(Handler handler);

    /** Whether another message would have to wait for the network. */
    boolean isFull();

    void send(byte[] bytes);

    /** Sends a ping. Its pong shows that everything sent before it has been received. */
    void ping();

    /** Stops reading until {@link #resume()}. */
    void pause();

    void resume();

    /** Closes the socket; the handler gets no more events. */
    void close();
}
