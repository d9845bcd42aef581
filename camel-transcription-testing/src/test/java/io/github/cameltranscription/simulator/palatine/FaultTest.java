/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.fault.Fault;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.multipart.Multipart;
import io.github.cameltranscription.simulator.request.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class FaultTest extends PalatineTestBase {

    private static final String SUBMIT = "/transcribe/do_transcribe";
    private static final String STATUS = "/transcribe/task_status/";
    private static final byte[] WAV = WavFile.of(1);
    private static final byte[] FORM =
            Multipart.ofFile("a.wav", "audio/wav", WAV).bytes();
    private static final String SUBMIT_HEAD =
            RawConnection.head("POST", SUBMIT) + RawConnection.FORM_TYPE + "Content-Length: ";

    private PalatineFaults faults;

    @Override
    @BeforeEach
    protected void start() throws IOException {
        super.start();
        faults = palatine.faults();
    }

    private int submit(String fileName) throws IOException, InterruptedException {
        return client.upload(SUBMIT, fileName, WAV).statusCode();
    }

    private int poll(String id) throws IOException, InterruptedException {
        return client.get(STATUS + id).statusCode();
    }

    private HttpResponse<String> call(PalatineCall call) throws IOException, InterruptedException {
        return switch (call) {
            case SUBMIT -> client.upload(SUBMIT, "a.wav", WAV);
            case SUBMIT_BY_URL -> client.post("/transcribe/do_transcribe_by_url");
            case STATUS -> client.get(STATUS + "1");
            case DOWNLOAD -> client.get("/transcribe/download_as_file/1");
            case RELEASE -> client.post("/transcribe/task_done/1");
            case OPENAI_TRANSCRIPTION -> client.upload("/audio/transcriptions", "a.wav", WAV);
            case DIARIZATION_SUBMIT -> client.upload("/diarization/do_diarize", "a.wav", WAV);
            case DIARIZATION_SUBMIT_BY_URL -> client.post("/diarization/do_diarize_by_url");
            case PROFANITY -> client.post("/profanity/filter");
            case DIARIZATION_STATUS -> client.get("/diarization/task_status/1");
            case DIARIZATION_RELEASE -> client.post("/diarization/task_done/1");
            case SUMMARIZE -> client.upload("/ai_service/summarize_file", "a.wav", WAV);
            case SUMMARIZE_TEXT -> client.post("/ai_service/summarize_text");
            case SUMMARY_STATUS -> client.get("/ai_service/task_status/1");
            case SUMMARY_RELEASE -> client.post("/ai_service/task_done/1");
            case SENTIMENT -> client.upload("/sentiment_analysis/analyze_file", "a.wav", WAV);
            case SENTIMENT_STATUS -> client.get("/sentiment_analysis/task_status/1");
            case SENTIMENT_RELEASE -> client.post("/sentiment_analysis/task_done/1");
            case BALANCE -> client.get("/account/balance");
            case UNKNOWN -> throw new IllegalArgumentException();
        };
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyCallCanGoWrong(PalatineCall call) throws IOException, InterruptedException {
        faults.on(call).status(599).once();
        for (PalatineCall other : PalatineCall.values()) {
            if (other != call && other != PalatineCall.UNKNOWN) {
                assertThat(call(other).statusCode()).isNotEqualTo(599);
            }
        }

        assertThat(call(call).statusCode()).isEqualTo(599);
        assertThat(call(call).statusCode()).isNotEqualTo(599);
    }

    @Test
    void anyCallCanGoWrong() throws IOException, InterruptedException {
        faults.onAny().status(500).times(2);

        assertThat(submit("a.wav")).isEqualTo(500);
        assertThat(poll("1")).isEqualTo(500);
        assertThat(poll("1")).isEqualTo(404);
    }

    @Test
    void aStatusIsAnsweredTheGivenNumberOfTimes() throws IOException, InterruptedException {
        Fault fault =
                faults.onSubmit().status(503).retryAfter(Duration.ofMillis(900)).times(2);

        HttpResponse<String> first = client.upload(SUBMIT, "a.wav", WAV);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(new JsonObject(first.body()).getString("detail")).isNotEmpty();
        assertThat(submit("a.wav")).isEqualTo(503);
        palatine.requests().assertSubmitted(0);

        assertThat(submit("a.wav")).isEqualTo(200);
        palatine.requests().assertSubmitted(1).assertCount(PalatineCall.SUBMIT, 3);
        assertThat(fault.timesApplied()).isEqualTo(2);
        assertThat(palatine.requests().submissions())
                .extracting(RecordedRequest::answerStatus)
                .containsExactly(503, 503, 200);
    }

    @Test
    void alwaysLastsUntilRemoved() throws IOException, InterruptedException {
        Fault fault = faults.onStatus().status(500).always();
        for (int i = 0; i < 5; i++) {
            assertThat(poll("1")).isEqualTo(500);
        }

        fault.remove();
        assertThat(poll("1")).isEqualTo(404);

        faults.onStatus().status(500).always();
        faults.clear();
        assertThat(poll("1")).isEqualTo(404);
    }

    @Test
    void faultsFollowEachOther() throws IOException, InterruptedException {
        faults.onStatus().status(500).once();
        faults.onStatus().status(502).once();

        assertThat(poll("1")).isEqualTo(500);
        assertThat(poll("1")).isEqualTo(502);
        assertThat(poll("1")).isEqualTo(404);
    }

    @Test
    void theFirstRequestsMayPass() throws IOException, InterruptedException {
        Fault fault = faults.onStatus().status(500).after(2).once();

        assertThat(poll("1")).isEqualTo(404);
        assertThat(poll("1")).isEqualTo(404);
        assertThat(fault.timesApplied()).isZero();
        assertThat(poll("1")).isEqualTo(500);
        assertThat(poll("1")).isEqualTo(404);
    }

    @Test
    void onlyForOneFile() throws IOException, InterruptedException {
        faults.onSubmit().status(500).onlyForFile("b.wav").once();
        faults.onStatus().status(500).onlyForFile("c.wav").once();

        assertThat(submit("a.wav")).isEqualTo(200);
        assertThat(submit("b.wav")).isEqualTo(500);
        assertThat(submit("b.wav")).isEqualTo(200);
        assertThat(poll(client.submit("", "a.wav", WAV))).isEqualTo(200);
        assertThat(poll(client.submit("", "c.wav", WAV))).isEqualTo(500);
    }

    @Test
    void onlyForOneJob() throws IOException, InterruptedException {
        String first = client.submit("", "a.wav", WAV);
        String second = client.submit("", "a.wav", WAV);
        faults.onStatus().status(500).onlyForJob(second).once();

        assertThat(poll(first)).isEqualTo(200);
        assertThat(poll(second)).isEqualTo(500);
    }

    @Test
    void documentedRefusals() throws IOException, InterruptedException {
        faults.onSubmit().insufficientBalance().once();
        faults.onSubmit().featureDisabled().once();

        HttpResponse<String> balance = client.upload(SUBMIT, "a.wav", WAV);
        assertThat(balance.statusCode()).isEqualTo(402);
        assertThat(balance.body()).contains("Not enough balance");
        HttpResponse<String> feature = client.upload(SUBMIT, "a.wav", WAV);
        assertThat(feature.statusCode()).isEqualTo(403);
        assertThat(new JsonObject(feature.body()).getString("code")).isEqualTo("feature_disabled");
    }

    @Test
    void anyBody() throws IOException, InterruptedException {
        faults.onStatus()
                .body("<html>Обслуживание</html>", "text/html; charset=utf-8")
                .once();
        faults.onStatus()
                .status(502)
                .body("{\"id\":", "application/json")
                .header("X-Proxy", "1")
                .once();

        HttpResponse<String> page = client.get(STATUS + "1");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).isEqualTo("<html>Обслуживание</html>");
        HttpResponse<String> broken = client.get(STATUS + "1");
        assertThat(broken.statusCode()).isEqualTo(502);
        assertThat(broken.headers().firstValue("X-Proxy")).hasValue("1");
        assertThat(broken.body()).isEqualTo("{\"id\":");
    }

    @Test
    void resetBeforeProcessing() throws IOException {
        faults.onSubmit().reset().once();

        assertReset(FORM);
        palatine.requests().assertSubmitted(0);
        assertThat(palatine.requests().submissions()).singleElement().satisfies(request -> {
            assertThat(request.answerStatus()).isEqualTo(RecordedRequest.NO_ANSWER);
            assertThat(request.file().size()).isEqualTo(WAV.length);
        });
    }

    @Test
    void resetAfterTheJobWasMade() throws IOException {
        faults.onSubmit().reset().afterProcessing().once();

        assertReset(FORM);
        palatine.requests().assertSubmitted(1);
        assertThat(palatine.jobs()).hasSize(1);
    }

    @Test
    void resetBeforeTheBodyWasRead() throws IOException {
        faults.onSubmit().reset().beforeBody().once();

        assertReset(new byte[0]);
        palatine.requests().assertSubmitted(0);
        assertThat(palatine.requests().submissions().get(0).complete()).isFalse();
    }

    private void assertReset(byte[] body) throws IOException {
        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(SUBMIT_HEAD + FORM.length + "\r\n\r\n");
            connection.send(body);
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(connection::read)
                    .withMessageContaining("reset");
        }
    }

    @Test
    void anAnswerBeforeTheBodyLeavesTheConnectionUsable() throws IOException {
        faults.onSubmit().status(503).beforeBody().once();

        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(SUBMIT_HEAD + FORM.length + "\r\n\r\n");
            assertThat(connection.readLine()).contains("503");
            connection.send(FORM);
            connection.send(SUBMIT_HEAD + FORM.length + "\r\nConnection: close\r\n\r\n");
            connection.send(FORM);
            assertThat(connection.readAll()).contains("HTTP/1.1 200 OK");
        }
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void anErrorAfterTheJobWasMade() throws IOException, InterruptedException {
        faults.onSubmit().status(504).afterProcessing().once();

        assertThat(submit("a.wav")).isEqualTo(504);
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void aReleaseWhoseAnswerIsLostTakesEffect() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);
        faults.onRelease().reset().afterProcessing().once();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.post("/transcribe/task_done/" + id));
        palatine.requests().assertReleased(id);
    }

    private CompletableFuture<Integer> submitInBackground() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return submit("a.wav");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void hangingNeverAnswers() throws Exception {
        faults.onSubmit().hang().once();
        CompletableFuture<Integer> hanging = submitInBackground();
        await().until(() -> palatine.requests().count(PalatineCall.SUBMIT) == 1);

        // The simulator is one thread: what it answers later shows that it did not answer before.
        assertThat(poll("1")).isEqualTo(404);
        assertThat(hanging).isNotDone();
        palatine.requests().assertSubmitted(0);

        simulator.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> hanging.get(1, TimeUnit.MINUTES))
                .havingRootCause()
                .isInstanceOf(IOException.class);
    }

    @Test
    void hangingAfterTheJobWasMade() throws IOException, InterruptedException {
        faults.onSubmit().hang().afterProcessing().once();
        CompletableFuture<Integer> hanging = submitInBackground();
        await().until(() -> palatine.requests().count(PalatineCall.SUBMIT) == 1);

        assertThat(poll("1")).isEqualTo(404);
        assertThat(hanging).isNotDone();
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void hangingBeforeTheBodyStallsTheUpload() throws IOException, InterruptedException {
        faults.onSubmit().hang().beforeBody().once();
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), simulator.port()))) {
            channel.write(ByteBuffer.wrap((SUBMIT_HEAD + "1000000000\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            await().until(() -> palatine.requests().count(PalatineCall.SUBMIT) == 1);
            channel.configureBlocking(false);
            ByteBuffer piece = ByteBuffer.allocate(1 << 20);
            long sent = 0;
            int stalled = 0;
            while (sent < 200_000_000 && stalled < 50) {
                piece.clear();
                int written = channel.write(piece);
                sent += written;
                stalled = written == 0 ? stalled + 1 : 0;
                // Gives the simulator its turn, in which it would read.
                assertThat(poll("1")).isEqualTo(404);
            }

            assertThat(stalled).isEqualTo(50);
        }
    }

    @Test
    void truncation() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);
        int whole = client.get(STATUS + id).body().length();
        simulator.close();
        start();
        String other = client.submit("", "a.wav", WAV);
        faults.onStatus().truncate().once();

        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(RawConnection.head("GET", STATUS + other) + "\r\n");
            String answer = connection.readAll();
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);

            assertThat(answer).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("content-length: " + whole);
            assertThat(body).hasSize(whole / 2).startsWith("{\"id\":");
        }
        assertThat(palatine.job(other).orElseThrow().fetched()).isFalse();
        palatine.requests().assertCount(PalatineCall.STATUS, 1);
        assertThat(poll(other)).isEqualTo(200);
        palatine.requests().assertFetched(other);
    }

    @Test
    void delay() throws IOException, InterruptedException {
        faults.onSubmit().delay(Duration.ofMillis(150)).once();
        faults.onSubmit().delay(Duration.ofMillis(150)).status(500).once();

        long start = System.nanoTime();
        assertThat(submit("a.wav")).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(140_000_000);
        assertThat(submit("a.wav")).isEqualTo(500);
        assertThat(System.nanoTime() - start).isGreaterThan(280_000_000);
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void callsWithoutATokenUseUpNoFault() throws IOException, InterruptedException {
        faults.onStatus().status(500).once();

        assertStatus(401, new PalatineClient(palatine.baseUrl(), "Bearer wrong").get(STATUS + "1"));
        assertThat(poll("1")).isEqualTo(500);
    }

    @Test
    void contradictoryFaultsAreRefused() {
        assertSenseless(faults.onSubmit());
        assertSenseless(faults.onSubmit().status(500).hang());
        assertSenseless(faults.onSubmit().truncate().reset());
        assertSenseless(faults.onSubmit().reset().retryAfter(Duration.ofSeconds(1)));
        assertSenseless(faults.onSubmit().truncate().beforeBody());
        assertSenseless(faults.onSubmit().reset().beforeBody().onlyForFile("a.wav"));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.onSubmit().status(100));
        faults.clear();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.onSubmit().status(500).times(0));
        faults.clear();
        assertThatIllegalArgumentException().isThrownBy(() -> faults.onSubmit().delay(Duration.ofMillis(-1)));
    }

    private void assertSenseless(FaultRule rule) {
        assertThatIllegalStateException().isThrownBy(rule::once).withMessageStartingWith("The fault on SUBMIT ");
        faults.clear();
    }

    @Test
    void aFaultThatWasNotEndedIsReported() {
        faults.onSubmit().status(500);

        assertThatIllegalStateException().isThrownBy(faults::onStatus).withMessageContaining("SUBMIT was not ended");
    }
}
