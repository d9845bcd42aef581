/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.multipart.Multipart;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.simulator.request.UploadedFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SubmissionTest extends PalatineTestBase {

    private static final String PATH = "/transcribe/do_transcribe";
    private static final String HEAD = RawConnection.head("POST", PATH) + RawConnection.FORM_TYPE;
    private static final byte[] WAV = WavFile.of(1);

    private RecordedRequest onlySubmission() {
        List<RecordedRequest> submissions = palatine.requests().submissions();
        assertThat(submissions).hasSize(1);
        return submissions.get(0);
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void answersAsDocumented() throws IOException, InterruptedException {
        HttpResponse<String> response = client.upload(PATH + "?model=palatine_small&fast_inference=True", "a.wav", WAV);

        assertStatus(200, response);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.fieldNames()).containsExactlyInAnyOrder("status", "task_id");
        assertThat(body.getString("status")).isEqualTo("scheduled");
        assertThat(UUID.fromString(body.getString("task_id"))).isNotNull();
        assertThat(onlySubmission().jobId()).isEqualTo(body.getString("task_id"));
        assertThat(onlySubmission().queryParameter("fast_inference")).isEqualTo("True");
    }

    @Test
    void recordsWhatWasSent() throws Exception {
        client.upload(PATH, "a.wav", WAV);

        RecordedRequest request = onlySubmission();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/palatine/api/v1" + PATH);
        assertThat(request.file()).isEqualTo(new UploadedFile("a.wav", "audio/wav", WAV.length, sha256(WAV)));
        assertThat(request.answerStatus()).isEqualTo(200);
        assertThat(request.complete()).isTrue();
    }

    @Test
    void recordsContentLengthOrChunked() throws Exception {
        byte[] content = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(content);
        Multipart form = Multipart.ofFile("big.mp3", "audio/mpeg", content);
        client.postChunked(PATH, form.field("x", "1"));
        client.post(PATH, Multipart.ofFile("big.mp3", "audio/mpeg", content));

        UploadedFile expected = new UploadedFile("big.mp3", "audio/mpeg", content.length, sha256(content));
        assertThat(palatine.requests().submissions())
                .extracting(RecordedRequest::file)
                .containsExactly(expected, expected);
        assertThat(palatine.requests().submissions())
                .extracting(RecordedRequest::chunked)
                .containsExactly(true, false);
        assertThat(palatine.requests().submissions())
                .extracting(RecordedRequest::contentLength)
                .satisfiesExactly(none -> assertThat(none).isEqualTo(-1), length -> assertThat(length)
                        .isGreaterThan(content.length));
        palatine.requests().assertSubmitted(2);
    }

    @Test
    void recordsTheUnescapedFileName() throws IOException, InterruptedException {
        client.post(PATH, new Multipart().part("name=\"file\"; filename=\"a %22б%22.wav\"", "audio/wav", WAV));

        assertThat(onlySubmission().file().fileName()).isEqualTo("a \"б\".wav");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/wav", "audio/mpeg", "Audio/X-Wav", "video/mp4", "audio/ogg; codecs=opus"})
    void audioAndVideoTypesAreAccepted(String type) throws IOException, InterruptedException {
        assertStatus(200, client.post(PATH, Multipart.ofFile("a", type, WAV)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "text/plain", "audio", "audio/"})
    void otherTypesAreRefused(String type) throws IOException, InterruptedException {
        HttpResponse<String> response = client.post(PATH, Multipart.ofFile("a.wav", type, WAV));

        assertStatus(422, response);
        assertThat(response.body()).contains(type);
        palatine.requests().assertSubmitted(0);
        assertThat(onlySubmission().file().contentType()).isEqualTo(type);
    }

    @Test
    void aFileIsNeeded() throws IOException, InterruptedException {
        assertStatus(
                422,
                client.post(PATH, new Multipart().field("model", "x")),
                client.upload(PATH, "a.wav", new byte[0]),
                client.upload(PATH, "", WAV),
                client.post(PATH, new Multipart().part("name=\"file\"", "audio/wav", WAV)),
                client.post(PATH, Multipart.ofFile("a.wav", null, WAV)),
                client.post(PATH, "audio/wav", BodyPublishers.ofByteArray(WAV)));
        palatine.requests().assertSubmitted(0);
    }

    @Test
    void brokenFormsAreRefused() throws IOException, InterruptedException {
        byte[] unfinished = Multipart.ofFile("a.wav", "audio/wav", WAV).unfinished();
        Multipart twoFiles =
                Multipart.ofFile("a.wav", "audio/wav", WAV).part("name=\"file\"; filename=\"b.wav\"", "audio/wav", WAV);

        assertStatus(
                400,
                client.postForm(PATH, BodyPublishers.ofByteArray(unfinished)),
                client.post(PATH, "multipart/form-data", BodyPublishers.ofByteArray(unfinished)),
                client.post(PATH, twoFiles));
        palatine.requests().assertSubmitted(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fast_inference=perhaps",
                "model=",
                "diarization_model=none",
                "num_speakers=two",
                "num_speakers=0",
                "min_speakers=-1",
                "max_speakers=1.5",
                "min_speakers=3&max_speakers=2",
                "diarization_model=palatine_diarize&num_speakers=5",
                "diarization_model=palatine_diarize&max_speakers=5",
                "diarization_model=palatine_diarize&min_speakers=5",
            })
    void wrongParametersAreRefused(String query) throws IOException, InterruptedException {
        HttpResponse<String> response = client.upload(PATH + "?" + query, "a.wav", WAV);

        assertStatus(422, response);
        assertThat(new JsonObject(response.body()).getJsonArray("detail")).hasSize(1);
        palatine.requests().assertSubmitted(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fast_inference=0",
                "model=some_future_model",
                "diarization_model=palatine_diarize&num_speakers=4",
                "diarization_model=palatine_diarize_multi&num_speakers=9",
                "diarization_model=auto&min_speakers=2&max_speakers=6",
                "unknown=%D1%8F&unknown=2",
            })
    void rightAndUnknownParametersAreAccepted(String query) throws IOException, InterruptedException {
        assertStatus(200, client.upload(PATH + "?" + query, "a.wav", WAV));
        assertThat(onlySubmission().query()).isEqualTo(query);
    }

    @Test
    void unknownParametersAreRecorded() throws IOException, InterruptedException {
        client.upload(PATH + "?unknown=%D1%8F&unknown=2", "a.wav", WAV);

        assertThat(onlySubmission().queryParameters()).containsEntry("unknown", List.of("я", "2"));
    }

    @Test
    void aJobPerSubmission() throws IOException, InterruptedException {
        assertThat(client.submit("", "a.wav", WAV)).isNotEqualTo(client.submit("", "a.wav", WAV));
        palatine.requests().assertSubmitted(2);
    }

    @Test
    void aTooLargeUploadIsRefused() throws IOException, InterruptedException {
        try (ProviderSimulator small =
                ProviderSimulator.builder().largestUpload(10_000).start()) {
            PalatineClient smallClient = new PalatineClient(small.palatine());
            Multipart large = Multipart.ofFile("a.wav", "audio/wav", WavFile.of(5));

            assertStatus(413, smallClient.postChunked(PATH, large), smallClient.upload(PATH, "a.wav", WavFile.of(5)));
            assertStatus(200, smallClient.upload(PATH, "a.wav", WavFile.of(0.5)));
            small.palatine().requests().assertSubmitted(1);
        }
    }

    @Test
    void moreThanTwoGibibytesAreRefusedBeforeTheyAreSent() throws IOException {
        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(HEAD + "Content-Length: 2147483649\r\n\r\n");

            assertThat(connection.readLine()).contains("413");
        }
    }

    @Test
    void anExpectationOf100ContinueIsAnswered() throws IOException {
        byte[] body = Multipart.ofFile("a.wav", "audio/wav", WAV).bytes();
        String head = HEAD + "Content-Length: " + body.length + "\r\nExpect: 100-continue\r\n\r\n";
        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(head);
            assertThat(connection.readLine()).contains("100 Continue");
            connection.readLine();
            connection.send(body);
            assertThat(connection.readLine()).contains("200 OK");
        }
        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(head.replace("test-key", "wrong"));
            assertThat(connection.readLine()).contains("401");
        }
    }

    @Test
    void anInterruptedUploadMakesNoJob() throws IOException {
        byte[] body = Multipart.ofFile("a.wav", "audio/wav", WAV).unfinished();
        try (RawConnection connection = new RawConnection(simulator.port())) {
            connection.send(HEAD + "Content-Length: 100000000\r\n\r\n");
            connection.send(body);
        }

        await().until(() -> palatine.requests().count(PalatineCall.SUBMIT) == 1);
        assertThat(onlySubmission().complete()).isFalse();
        assertThat(onlySubmission().answerStatus()).isEqualTo(RecordedRequest.NO_ANSWER);
        palatine.requests().assertSubmitted(0);
    }

    @Test
    void textFieldsMayNotFillTheMemory() throws IOException, InterruptedException {
        Multipart form = Multipart.ofFile("a.wav", "audio/wav", WAV)
                .part("name=\"x\"", null, "x".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII));

        assertStatus(413, client.post(PATH, form));
    }
}
