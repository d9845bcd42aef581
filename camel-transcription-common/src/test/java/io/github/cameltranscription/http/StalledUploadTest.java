/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class StalledUploadTest extends HttpTest {

    /** For uploads that succeed: a busy machine may stand still for a moment. */
    private static final Duration STALL = Duration.ofSeconds(1);

    private static final int MORE_THAN_ANY_SOCKET_BUFFER = 64 * 1024 * 1024;

    @Test
    void aServerThatStopsReadingIsGivenUpAndTheSubmissionIsUncertain() {
        CountDownLatch testIsOver = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            testIsOver.await();
        })) {
            MultipartForm form = form(new byte[MORE_THAN_ANY_SOCKET_BUFFER]);

            // Only the window of the transfer ends with this message; the answer limit has another.
            assertThat(refusalOf(client(server, SHORT).upload(SUBMISSION, form, LONG)))
                    .returns(ErrorCategory.UNCERTAIN_SUBMISSION, TranscriptionException::getCategory)
                    .hasMessageContaining("nothing moved within");
        } finally {
            testIsOver.countDown();
        }
    }

    @Test
    void aSourceThatStopsIsGivenUpAndItsThreadIsFree() throws IOException {
        try (RawServer server = RawServer.answering(200, "{\"id\":\"job-1\"}")) {
            ProviderClient client = client(server, SHORT);
            for (int uploads = 0; uploads < MOST_UPLOADS; uploads++) {
                InputStream beginning = new ByteArrayInputStream(new byte[1000]);
                InputStream rest = new PipedInputStream(new PipedOutputStream());
                MultipartForm form = form(new SequenceInputStream(beginning, rest));

                assertThat(refusalOf(client.upload(SUBMISSION, form, LONG)))
                        .returns(ErrorCategory.INVALID_REQUEST, TranscriptionException::getCategory)
                        .hasMessageContaining("nothing moved within");
            }
            assertThat(valueOf(client.upload(SUBMISSION, form(), LONG)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aServerThatStaysSilentAfterTheUploadIsGivenUpAfterTheAnswerLimit() {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.hang();
        })) {
            assertThat(refusalOf(client(server).upload(SUBMISSION, form(), SHORT))
                            .getCategory())
                    .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        }
    }

    @Test
    void anAnswerMayTakeLongerThanAStallIfTheAnswerLimitAllowsIt() {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            LockSupport.parkNanos(STALL.plusMillis(300).toNanos());
            connection.answer(200, "{\"id\":\"job-1\"}");
        })) {
            assertThat(valueOf(client(server, STALL).upload(SUBMISSION, form(), LONG))
                            .text())
                    .isEqualTo("{\"id\":\"job-1\"}");
        }
    }

    @Test
    void anUploadMayTakeAsLongAsItLikesWhileItMoves() {
        InputStream slow = new InputStream() {
            private int left = 40;

            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                left--;
                LockSupport.parkNanos(STALL.dividedBy(20).toNanos());
                int count = Math.min(length, 8 * 1024);
                Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                return count;
            }
        };
        try (RawServer server = RawServer.answering(200, "{\"id\":\"job-1\"}")) {
            assertThat(valueOf(client(server, STALL).upload(SUBMISSION, form(slow), LONG))
                            .status())
                    .isEqualTo(200);
        }
    }
}
