/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

/** One WebSocket, used on the session's thread alone. */
interface StreamSocket {

    /** What comes from the socket, on the session's thread. */
    interface Handler {

        /** No WebSocket came about. */
        void refused(Throwable cause);

        void text(String message);

        void pong();

        /** {@link #isFull()} no more. */
        void drained();

        /**
         * The connection is over.
         *
         * @param code   the close code, or {@code null} if there was none
         * @param reason or {@code null} if there was none
         */
        void closed(Short code, String reason);
    }

    /** Connects; the handler receives everything from the first message on. */
    void connect(Handler handler);

    /** Whether what is sent now would have to wait for the network. */
    boolean isFull();

    void send(byte[] bytes);

    /** Asks for a pong, which comes after all that was sent before has been taken. */
    void ping();

    /** Reads no more until {@link #resume()}. */
    void pause();

    void resume();

    /** Says good-bye; nothing is handled any more. */
    void close();
}
