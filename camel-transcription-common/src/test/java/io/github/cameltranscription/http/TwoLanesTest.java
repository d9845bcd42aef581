/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TwoLanesTest extends HttpTest {

    @Test
    void uploadsThatHangNeverKeepAPollFromItsAnswer() throws IOException {
        CountDownLatch uploadsMayEnd = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            while (true) {
                String head = connection.readHead();
                if (head.startsWith("POST")) {
                    uploadsMayEnd.await();
                    return;
                }
                connection.answer(200, "{\"status\":\"pending\"}");
            }
        })) {
            HttpTransport transport = transport();
            List<CompletionStage<HttpAnswer>> uploads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                uploads.add(transport.upload(post(server.url(), null), form(new byte[10], "a.mp3"), LONG));
            }
            Awaitility.await()
                    .until(() -> server.requests().size() == settings(LONG).maxConcurrentUploads());

            for (int i = 0; i < 50; i++) {
                assertThat(valueOf(transport.send(get(server.url()))).status()).isEqualTo(200);
            }

            assertThat(server.requests().stream().filter(head -> head.startsWith("POST")))
                    .as("no more at once than maxConcurrentUploads")
                    .hasSize(settings(LONG).maxConcurrentUploads());
            assertThat(uploads).noneMatch(upload -> upload.toCompletableFuture().isDone());
            uploadsMayEnd.countDown();
        }
    }

    @Test
    void downloadsThatNobodyReadsKeepNoUploadFromItsConnection() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            while (true) {
                String head = connection.readHead();
                if (head.startsWith("POST")) {
                    connection.answer(200, "{}");
                    return;
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nbeginning");
            }
        })) {
            HttpTransport transport = transport();
            List<StreamedAnswer> open = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                open.add(valueOf(transport.download(get(server.url()))));
            }

            HttpAnswer answer = valueOf(transport.upload(post(server.url(), null), form(new byte[10], "a.mp3"), LONG));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(open).hasSize(5);
        }
    }
}
