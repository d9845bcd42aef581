/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.aiesa.AiesaSimulator;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes between a real SFTP server and a real SMTP server; nothing may cost more than 1 ruble here. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPeers.class)
class SftpMailTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    EmbeddedPeers peers;

    private AiesaSimulator aiesa;

    @BeforeEach
    void findSimulator() {
        aiesa = peers.simulator().aiesa();
    }

    @Test
    void aRecordingBecomesAMailAndAReportInTheArchive() throws Exception {
        Files.copy(EmbeddedPeers.RECORDINGS.resolve("call.wav"), peers.drop().resolve("Звонок.wav"));
        Files.copy(EmbeddedPeers.RECORDINGS.resolve("call.wav"), peers.drop().resolve("call.wav"));

        MimeMessage mail = mailAbout("Transcript: call.wav");
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(EmbeddedPeers.text(mail).strip())
                .isEqualTo(Files.readString(EmbeddedPeers.RECORDINGS.resolve("scripts/call.wav.txt"))
                        .strip());
        assertThat(mail.getRecipients(MimeMessage.RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("office@example.com");
        mailAbout("Transcript: Звонок.wav");
        for (String name : List.of("call.wav", "Звонок.wav")) {
            awaitFile("archive/" + name);
            assertThat(Files.readAllBytes(archive(name + ".pdf"))).startsWith("%PDF".getBytes());
            // The route that fetches the recording moves it, and does not wait for the one that transcribes it.
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            peers.drop().resolve("fetched").resolve(name))
                    .exists());
            assertThat(peers.drop().resolve(name)).doesNotExist();
            assertThat(jobs(name)).hasSize(1);
        }
    }

    @Test
    void aRecordingThatIsTooExpensiveIsNotSent() throws Exception {
        Files.write(peers.drop().resolve("long.wav"), Recordings.wav(90));

        assertThat(EmbeddedPeers.text(mailAbout("Not transcribed: long.wav")))
                .contains("would cost 2.1 RUB")
                .contains("maxCost 1.0");
        awaitFile("error/long.wav");
        assertThat(jobs("long.wav")).isEmpty();
    }

    @Test
    void aRecordingThatFailsIsReportedAndNotSentAgain() throws Exception {
        aiesa.faults()
                .onProcessing()
                .error("No speech found")
                .onlyForFile("silent.wav")
                .always();
        Files.copy(EmbeddedPeers.RECORDINGS.resolve("call.wav"), peers.drop().resolve("silent.wav"));

        assertThat(EmbeddedPeers.text(mailAbout("Not transcribed: silent.wav")))
                .contains("JOB_FAILED")
                .as("version 2 of the service gives no reason")
                .containsAnyOf("No speech found", "the provider gave no reason");
        awaitFile("error/silent.wav");
        assertThat(jobs("silent.wav")).hasSize(1);
    }

    @Test
    void aRecordingWhoseReportCannotBeWrittenComesAgainAndIsPaidForOnce() throws Exception {
        Path inTheWay = Files.createDirectories(archive("later.wav.pdf").resolve("in the way"));
        Files.copy(EmbeddedPeers.RECORDINGS.resolve("call.wav"), peers.drop().resolve("later.wav"));

        await().atMost(LIMIT).until(() -> jobs("later.wav").stream().anyMatch(SimulatedJob::fetched));
        long polls = jobs("later.wav").get(0).statusPolls();
        // The download of the report may be one more.
        await().atMost(LIMIT).until(() -> jobs("later.wav").get(0).statusPolls() > polls + 1);
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());

        mailAbout("Transcript: later.wav");
        awaitFile("archive/later.wav");
        assertThat(archive("later.wav.pdf")).isRegularFile();
        assertThat(jobs("later.wav")).hasSize(1);
    }

    private MimeMessage mailAbout(String subject) {
        return await().atMost(LIMIT)
                .until(
                        () -> peers.mail().stream()
                                .filter(mail -> subject.equals(subject(mail)))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void awaitFile(String name) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(peers.application().resolve(name))
                .exists());
    }

    private Path archive(String name) {
        return peers.application().resolve("archive").resolve(name);
    }

    private List<SimulatedJob> jobs(String recording) {
        return aiesa.jobs().stream()
                .filter(job -> job.fileName().equals(recording))
                .toList();
    }
}
