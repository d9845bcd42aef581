/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionSpanDecorator;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;
import io.github.cameltranscription.testing.Recordings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application on Camel Quarkus: health, meters, a trace, and the jobs page of the example. */
@QuarkusTest
@QuarkusTestResource(ShopotResource.class)
class QuarkusObservabilityTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With an upgrade to HTTP/2, large answers sometimes break. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI address;

    @Inject
    ProducerTemplate template;

    @Inject
    Spans spans;

    ShopotSimulator shopot;

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private void transcribe(String fileName) {
        template.requestBodyAndHeaders(
                "direct:watched", Recordings.wav(2), Map.of(TranscriptionConstants.FILE_NAME, fileName));
    }

    @Test
    void theApplicationHasTheReadinessCheck() throws Exception {
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/ready").body()).contains("camel-producers");
        shopot.faults().onStatus().status(403).always();
        try {
            // The previous answer is cached for 10 seconds.
            await().atMost(60, SECONDS).until(() -> get("/q/health/ready").statusCode() == 503);

            assertThat(get("/q/health/ready").body()).contains("producer:shopot", "AUTHENTICATION", "governor.state");
        } finally {
            shopot.faults().clear();
        }
    }

    @Test
    void theApplicationHasTheMeters() throws Exception {
        transcribe("meters.wav");

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(get("/q/metrics").body())
                        .containsPattern("camel_transcription_jobs_finished_total\\{[^}]*outcome=\"done\"[^}]*} [1-9]")
                        .containsPattern("camel_transcription_balance\\{[^}]*provider=\"shopot\"[^}]*} \\d"));
    }

    @Test
    void theTraceContinuesAfterTheWait() {
        spans.exporter().reset();
        transcribe("trace.wav");

        await().atMost(60, SECONDS).until(() -> ours().size() == 1);
        SpanData call = ours().get(0);
        assertThat(call.getAttributes().get(AttributeKey.stringKey(TranscriptionSpanDecorator.JOB_ID)))
                .isNotEmpty();
        assertThat(spans.exporter().getFinishedSpanItems())
                .filteredOn(span ->
                        "direct://delivery".equals(span.getAttributes().get(AttributeKey.stringKey("camel.uri"))))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(call.getTraceId()));
    }

    private List<SpanData> ours() {
        return spans.exporter().getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("shopot transcribe"))
                .toList();
    }

    private JsonNode jobs() throws Exception {
        return JSON.readTree(get("/jobs.json?limit=5").body());
    }

    @Test
    void theJobsPageShowsTheJobs() throws Exception {
        transcribe("json.wav");

        await().atMost(60, SECONDS)
                .until(() -> jobs().at("/finished").toString().contains("json.wav"));
        JsonNode jobs = jobs();
        assertThat(jobs.at("/finished/0/outcome").asText()).isEqualTo("done");
        assertThat(jobs.at("/finished/0/balanceUnit").asText()).isEqualTo("minutes");
        assertThat(jobs.at("/throughput")).hasSize(60);
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'sha256-"));
        assertThat(page.body()).contains("jobs.json");
    }

    @Test
    void aRecordingDroppedOnTheJobsPageBecomesATranscript() throws Exception {
        byte[] recording = Recordings.wav(2);
        String wanted = "{\"name\":\"dropped.wav\",\"size\":" + recording.length + "}";
        HttpRequest.Builder begin = request("/uploads").POST(BodyPublishers.ofString(wanted));
        assertThat(send(begin).statusCode()).as("not from the page").isEqualTo(403);
        begin.header("X-Jobs-Page", "1");
        assertThat(send(begin.copy().header("Origin", "http://evil.example")).statusCode())
                .isEqualTo(403);

        String upload = JSON.readTree(send(begin).body()).path("id").asText();
        assertThat(send(request("/uploads/" + upload + "/0")
                                .header("X-Jobs-Page", "1")
                                .POST(BodyPublishers.ofByteArray(recording)))
                        .body())
                .contains("\"complete\":true");

        await().atMost(60, SECONDS).until(() -> get("/transcripts.json").body().contains("dropped.wav"));
        String id = JSON.readTree(get("/transcripts.json").body()).at("/0/id").asText();
        assertThat(get("/transcripts/" + id + "/transcript.vtt").body()).startsWith("WEBVTT");
        HttpResponse<String> part =
                send(request("/transcripts/" + id + "/recording").header("Range", "bytes=0-3"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("RIFF");
    }
}
