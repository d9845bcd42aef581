/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** An SMTP server, GreenMail, that takes mail for whomever and keeps it in memory; its POP3 server gives it out. */
public final class MailServer implements AutoCloseable {

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /**
     * Starts it at free ports of the loopback address.
     *
     * @return the server, which is to be closed
     */
    public static MailServer start() {
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, LoopbackAddress.HOST, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, LoopbackAddress.HOST, ServerSetup.PROTOCOL_POP3)
        });
        server.start();
        return new MailServer(server);
    }

    /**
     * Makes a mailbox that can be read.
     *
     * @param address  where mail is sent to, and the login
     * @param password the password
     */
    public void addUser(String address, String password) {
        server.setUser(address, password);
    }

    /** {@code host:port} where mail is sent to. */
    public String smtpAddress() {
        return LoopbackAddress.with(server.getSmtp().getPort());
    }

    /** {@code host:port} where mail is read. */
    public String pop3Address() {
        return LoopbackAddress.with(server.getPop3().getPort());
    }

    @Override
    public void close() {
        server.stop();
    }
}
