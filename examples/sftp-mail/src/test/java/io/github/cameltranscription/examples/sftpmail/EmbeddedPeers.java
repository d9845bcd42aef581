/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import io.github.cameltranscription.peers.DemoReport;
import io.github.cameltranscription.peers.ExamplePeers;
import io.github.cameltranscription.peers.MailServer;
import io.github.cameltranscription.peers.SftpFileServer;

/** An SFTP and an SMTP server. */
public class EmbeddedPeers extends ExamplePeers implements QuarkusTestResourceLifecycleManager {

    private Path folder;
    private SftpFileServer files;
    private MailServer mail;
    private int reported;

    /** Creates them; nothing is started. */
    public EmbeddedPeers() {
        super("aiesa");
    }

    /** Runs the demo. */
    public static void main(String[] arguments) throws Exception {
        new EmbeddedPeers().demonstrate(arguments);
    }

    @Override
    protected void start(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        Files.createDirectories(drop());
        files = SftpFileServer.start(folder.resolve("sftp"));
        mail = MailServer.start();
        settings.put("max-cost", "1");
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
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(EmbeddedPeers.class));
    }

    /** The folder of the SFTP server that receives recordings. */
    Path drop() {
        return folder.resolve("sftp/recordings");
    }

    /** The folder of the application. */
    Path application() {
        return folder.resolve("application");
    }

    /** The mail sent so far. */
    List<MimeMessage> mail() {
        return mail.received();
    }

    /** The text of a mail. */
    static String text(MimeMessage mail) throws IOException, MessagingException {
        return new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    protected void close() throws IOException {
        mail.close();
        files.close();
    }

    @Override
    protected String servers() {
        return "an SFTP server and a mail server of its own";
    }

    @Override
    protected boolean give(Path recording) throws IOException {
        Files.copy(recording, drop().resolve(recording.getFileName()));
        return true;
    }

    /** The subject has the outcome and the name of the recording; the text is the transcript, or the reason of the failure. */
    @Override
    protected void report(DemoReport report) throws Exception {
        List<MimeMessage> sent = mail();
        for (; reported < sent.size(); reported++) {
            String subject = sent.get(reported).getSubject();
            String recording = subject.substring(subject.indexOf(": ") + 2);
            String text = text(sent.get(reported)).strip();
            boolean failed = subject.startsWith("Not ");
            report.outcome(recording, failed ? text : null, failed ? "by mail" : "by mail: " + text);
        }
    }

    @Override
    protected List<String> places() {
        return List.of(
                "Transcribed recordings and their reports: " + application().resolve("archive"),
                "Recordings that failed: " + application().resolve("error"));
    }
}
