/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import io.github.cameltranscription.peers.MailServer;
import io.github.cameltranscription.peers.SftpFileServer;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** An SFTP and an SMTP server, and what stands in for the service, for the demo and the tests. */
final class EmbeddedPeers implements AutoCloseable {

    private static final String KEY = "simulated";
    private static final double REAL_TIME_FACTOR = 0.3;

    private final Path folder;
    private final ProviderSimulator simulator;
    private final SftpFileServer files;
    private final MailServer mail;

    private EmbeddedPeers(Path folder, ProviderSimulator simulator, SftpFileServer files, MailServer mail) {
        this.folder = folder;
        this.simulator = simulator;
        this.files = files;
        this.mail = mail;
    }

    /**
     * Starts them.
     *
     * @param folder  for what they, and the application, keep; empty
     * @param scripts has the words of {@code call.wav} in {@code call.wav.txt}
     */
    static EmbeddedPeers start(Path folder, Path scripts) throws IOException {
        Files.createDirectories(folder.resolve("sftp/recordings"));
        return new EmbeddedPeers(
                folder,
                ProviderSimulator.builder()
                        .aiesaPublicKey(KEY)
                        .aiesaSecretKey(KEY)
                        .realTimeFactor(REAL_TIME_FACTOR)
                        .scripts(scripts)
                        .start(),
                SftpFileServer.start(folder.resolve("sftp")),
                MailServer.start());
    }

    /** For {@code application.properties}. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("camel.component.aiesa.base-url", simulator.aiesa().baseUrl());
        settings.put("camel.component.aiesa.public-key", KEY);
        settings.put("camel.component.aiesa.secret-key", KEY);
        settings.put("folder", application().toString());
        settings.put("sftp.server", files.address());
        settings.put("sftp.folder", "recordings");
        settings.put("sftp.username", SftpFileServer.USER);
        settings.put("sftp.password", SftpFileServer.PASSWORD);
        settings.put("sftp.host-key", "useUserKnownHostsFile=false");
        settings.put("sftp.poll-delay", "200");
        settings.put("file.poll-delay", "200");
        settings.put("sftp.settled-after", "300");
        settings.put("mail.server", mail.address());
        return settings;
    }

    /** Stands in for the service. */
    ProviderSimulator simulator() {
        return simulator;
    }

    /** The folder of the server that recordings are dropped into. */
    Path drop() {
        return folder.resolve("sftp/recordings");
    }

    /** The folder of the application. */
    Path application() {
        return folder.resolve("application");
    }

    /** What was sent so far. */
    List<MimeMessage> mail() {
        return mail.received();
    }

    /** What is written in a mail. */
    static String text(MimeMessage mail) throws IOException, MessagingException {
        return new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        mail.close();
        files.close();
        simulator.close();
    }
}
