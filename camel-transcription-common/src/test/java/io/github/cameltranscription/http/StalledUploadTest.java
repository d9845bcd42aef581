/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class StalledUploadTest extends HttpTest {

    private static final int MORE_THAN_ANY_SOCKET_BUFFER = 64 * 1024 * 1024;
    private static final ApiRequest SUBMISSION = ApiRequest.post("transcribe", null, "/jobs");

    @Test
    void aServerThatStopsReadingIsGivenUpAndTheSubmissionIsUncertain() throws IOException {
        CountDownLatch testIsOver = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            testIsOver.await();
        })) {
            long begun = System.nanoTime();
            TranscriptionException failure = refusalOf(client(transport(SHORT), server.url())
                    .upload(SUBMISSION, form(new byte[MORE_THAN_ANY_SOCKET_BUFFER], "a.mp3"), LONG));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(failure)
                    .returns(ErrorCategory.UNCERTAIN_SUBMISSION, TranscriptionException::getCategory)
                    .hasMessageContaining("nothing moved within");
        } finally {
            testIsOver.countDown();
        }
    }

    @Test
    void aServerThatStaysSilentAfterTheUploadIsGivenUpAfterTheAnswerLimit() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.hang();
        })) {
            TranscriptionException failure = refusalOf(
                    client(transport(LONG), server.url()).upload(SUBMISSION, form(new byte[1000], "a.mp3"), SHORT));

            assertThat(failure.getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        }
    }

    @Test
    void anAnswerMayTakeLongerThanAStallIfTheAnswerLimitAllowsIt() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            LockSupport.parkNanos(SHORT.multipliedBy(4).toNanos());
            connection.answer(200, "{\"id\":\"job-1\"}");
        })) {
            HttpAnswer answer = valueOf(
                    client(transport(SHORT), server.url()).upload(SUBMISSION, form(new byte[1000], "a.mp3"), LONG));

            assertThat(answer.text()).isEqualTo("{\"id\":\"job-1\"}");
        }
    }

    @Test
    void anUploadMayTakeAsLongAsItLikesWhileItMoves() throws IOException {
        InputStream slow = new InputStream() {
            private int left = 64 + 40;

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
                if (left < 40) {
                    LockSupport.parkNanos(SHORT.dividedBy(10).toNanos());
                }
                int count = Math.min(length, 64);
                Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                return count;
            }
        };
        try (RawServer server = RawServer.answering(200, "{\"id\":\"job-1\"}")) {
            HttpAnswer answer =
                    valueOf(client(transport(SHORT), server.url()).upload(SUBMISSION, form(slow, "a.mp3"), LONG));

            assertThat(answer.status()).isEqualTo(200);
        }
    }
}
