/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;

/** GreenMail: an SMTP server that accepts mail for every address and keeps it in memory. */
public final class MailServer implements AutoCloseable {

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** Starts it at a free loopback port. */
    public static MailServer start() {
        GreenMail server = new GreenMail(new ServerSetup(0, LoopbackAddress.HOST, ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new MailServer(server);
    }

    /** {@code host:port} of SMTP. */
    public String address() {
        return LoopbackAddress.with(server.getSmtp().getPort());
    }

    /** All mail received so far, oldest first. */
    public List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }
}
