/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.request.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PalatineRequestsTest extends PalatineTestBase {

    private PalatineRequests requests;

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.palatineApiKey("top-secret").keptRequests(3);
    }

    @BeforeEach
    void findRequests() {
        requests = palatine.requests();
        client = new PalatineClient(palatine.baseUrl(), "Bearer top-secret");
    }

    private String submit() throws IOException, InterruptedException {
        return client.submit("?model=x", "a.wav", WavFile.of(1));
    }

    private static void assertFails(ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContaining(message);
    }

    @Test
    void theLastOnesAreKeptAndAllAreCounted() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            client.get("/transcribe/task_status/" + i);
        }
        submit();

        assertThat(requests.statusPolls()).extracting(RecordedRequest::jobId).containsExactly("2", "3", "4");
        assertThat(requests.count(PalatineCall.STATUS)).isEqualTo(5);
        assertThat(requests.submissions()).hasSize(1);
        assertThat(requests.all()).hasSize(4);
    }

    @Test
    void allAreInTheOrderOfTheirArrival() throws IOException, InterruptedException {
        String id = submit();
        client.status(id);
        client.get("/transcribe/download_as_file/" + id + "?file_format=srt");
        client.post("/transcribe/task_done/" + id);
        client.status(id);

        assertThat(requests.all())
                .extracting(request -> request.path().split("/")[5])
                .containsExactly("do_transcribe", "task_status", "download_as_file", "task_done", "task_status");
        assertThat(requests.of(PalatineCall.DOWNLOAD).get(0).queryParameter("file_format"))
                .isEqualTo("srt");
        assertThat(requests.of(PalatineCall.DOWNLOAD).get(0).queryParameter("none"))
                .isNull();
        assertThat(requests.releases()).hasSize(1);
    }

    @Test
    void theTokenIsRecordedButNotPrinted() throws IOException, InterruptedException {
        submit();

        RecordedRequest request = requests.submissions().get(0);
        assertThat(request.header("authorization")).isEqualTo("Bearer top-secret");
        assertThat(request.headers()).anyMatch(header -> header.getKey().equalsIgnoreCase("content-type"));
        assertThat(request.toString())
                .isEqualTo(
                        "POST /palatine/api/v1/transcribe/do_transcribe?model=x file=\"a.wav\" audio/wav 16044 bytes -> 200");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> requests.assertSubmitted(7))
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("top-secret"));
    }

    @Test
    void failuresListTheRequests() throws IOException, InterruptedException {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> requests.assertSubmitted(1))
                .withMessage("Expected 1 paid submissions, there were 0. Received nothing");
        client.get("/transcribe/task_status/7");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> requests.assertReleased(1))
                .withMessage("Expected 1 released jobs, there were 0. Received:\n"
                        + "  GET /palatine/api/v1/transcribe/task_status/7 -> 404");
    }

    @Test
    void assertionsAboutJobs() throws IOException, InterruptedException {
        String id = submit();

        requests.assertSubmitted(1).assertReleased(0).assertNotReleased(id);
        assertFails(() -> requests.assertFetched(id), "to be fetched");
        assertFails(() -> requests.assertReleased(id), "to be released");
        assertFails(requests::assertEveryJobReleased, "1 jobs were made and 0 released");

        client.post("/transcribe/task_done/" + id);

        requests.assertReleased(1).assertReleased(id).assertEveryJobReleased();
        assertFails(() -> requests.assertNotReleased(id), "not to be released");
        assertFails(requests::assertNothingReleasedUnfetched, "Released before their result was fetched");
        assertFails(() -> requests.assertFetched("other"), "it is null");
    }

    @Test
    void aPendingOrFailedStatusIsNoFetch() throws IOException, InterruptedException {
        String id = client.submit("", "silence.wav", WavFile.of(-1));
        client.status(id);

        assertFails(() -> requests.assertFetched(id), "to be fetched");
    }

    @Test
    void assertionsAboutRequests() throws IOException, InterruptedException {
        submit();

        requests.assertCount(PalatineCall.SUBMIT, 1)
                .assertAny(PalatineCall.SUBMIT, "model x", request -> "x".equals(request.queryParameter("model")));
        assertFails(() -> requests.assertCount(PalatineCall.STATUS, 1), "Expected 1 STATUS requests");
        assertFails(
                () -> requests.assertAny(
                        PalatineCall.SUBMIT, "model y", request -> "y".equals(request.queryParameter("model"))),
                "Expected a SUBMIT request with model y");
    }

    @Test
    void clearingForgetsRequestsButNotCharges() throws IOException, InterruptedException {
        submit();
        requests.clear();

        assertThat(requests.all()).isEmpty();
        requests.assertCount(PalatineCall.SUBMIT, 0).assertSubmitted(1);
    }
}
