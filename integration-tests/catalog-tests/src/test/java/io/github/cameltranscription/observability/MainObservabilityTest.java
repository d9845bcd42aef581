/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.component.TranscriptionSpanDecorator;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** An application on Camel Main: health, meters, traces and the console. */
@Tag("server")
@Timeout(120)
class MainObservabilityTest {

    private static final List<String> PROVIDERS = List.of("palatine", "shopot", "aiesa");
    private static final Pattern METER = Pattern.compile("camel_transcription_\\w+");
    /** Idempotent, because an older listing of the folder may contain a file that has been moved. */
    private static final String FILES =
            "?initialDelay=0&delay=20&moveFailed=failed&idempotent=true&idempotentEager=true";

    private static final Path DASHBOARD = Path.of("../../docs/grafana-dashboard.json");

    @TempDir
    Path folder;

    private ProviderSimulator simulator;
    private WatchedApplication application;

    @BeforeEach
    void start() throws Exception {
        simulator = ProviderSimulator.builder().start();
        application = new WatchedApplication(simulator, new RouteBuilder() {
            @Override
            public void configure() {
                for (String provider : PROVIDERS) {
                    from("file:" + folder.resolve(provider) + FILES)
                            .routeId(provider)
                            .to(provider + ":transcribe?outputFormat=text")
                            .to("file:" + folder.resolve("out") + "?fileName=${file:onlyname}.txt");
                }
                bindToRegistry("jobs", new MemoryJobRepository());
                from("file:" + folder.resolve("later") + FILES).to("palatine:submit?jobRepository=#jobs");
                from("palatine:results?jobRepository=#jobs&delay=20&outputFormat=text")
                        .to("file:" + folder.resolve("out") + "?fileName=${header.CamelTranscriptionFileName}.txt");
                from("direct:stream").to("palatine:stream?sampleRate=8000");
                from("direct:balance").to("palatine:balance");
            }
        });
    }

    @AfterEach
    void stop() {
        application.close();
        simulator.close();
    }

    private void drop(String provider, String name) throws Exception {
        Path recording = Files.createTempFile(folder, "recording", ".tmp");
        Files.write(recording, Recordings.wav(2));
        Files.createDirectories(folder.resolve(provider));
        Files.move(recording, folder.resolve(provider).resolve(name));
    }

    private void awaitTranscript(String name) {
        eventually().until(() -> Files.exists(folder.resolve("out").resolve(name + ".txt")));
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(application.get(path).body());
    }

    @Test
    void healthIsUpWhileTheProvidersAnswerAndDownWhenOneDoesNot() throws Exception {
        assertThat(application.get("/observe/health").statusCode()).isEqualTo(200);
        String checks = json("/observe/health?data=true").toString();
        assertThat(checks).contains("producer:palatine", "producer:shopot", "producer:aiesa", "governor.state");

        simulator.close();

        // The previous answer is cached for 10 seconds.
        eventually().until(() -> application.get("/observe/health").statusCode() == 503);
        assertThat(application.get("/observe/health").body()).contains("DOWN", "PROVIDER_UNAVAILABLE");
    }

    @Test
    void theConsoleShowsTheJobs() throws Exception {
        drop("aiesa", "talk.wav");
        awaitTranscript("talk.wav");

        eventually()
                .until(() -> json("/q/dev/transcription")
                                .at("/transcription/finished")
                                .size()
                        == 1);
        JsonNode finished = json("/q/dev/transcription").at("/transcription/finished/0");
        assertThat(finished.get("outcome").asText()).isEqualTo("done");
        assertThat(finished.get("fileName").asText()).isEqualTo("talk.wav");
        assertThat(finished.get("cost").asDouble()).isPositive();
        assertThat(finished.get("billedMinutes").asDouble()).isPositive();
        assertThat(json("/q/dev/transcription?finished=0").at("/transcription/finished"))
                .isEmpty();
    }

    @Test
    void eachFileHasOneTraceUpToItsDelivery() throws Exception {
        for (String provider : PROVIDERS) {
            drop(provider, provider + "-1.wav");
            drop(provider, provider + "-2.wav");
        }
        for (String provider : PROVIDERS) {
            awaitTranscript(provider + "-1.wav");
            awaitTranscript(provider + "-2.wav");
        }
        eventually().until(() -> ofKind(spans(), "EVENT_RECEIVED").size() == 6);

        List<SpanData> received = ofKind(spans(), "EVENT_RECEIVED");
        assertThat(received).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        for (SpanData file : received) {
            List<SpanData> trace = trace(file);
            SpanData call = first(trace, span -> span.getName().endsWith(" transcribe"));
            SpanData delivery = first(ofKind(trace, "EVENT_SENT"), span -> span != call);
            assertThat(call.getParentSpanId()).isEqualTo(file.getSpanId());
            assertThat(delivery.getParentSpanId())
                    .as("the parent of a delivery on another thread")
                    .isEqualTo(file.getSpanId());
            assertThat(delivery.getStartEpochNanos()).isGreaterThanOrEqualTo(call.getEndEpochNanos());
            assertThat(attribute(call, TranscriptionSpanDecorator.OPERATION)).isEqualTo("transcribe");
            assertThat(attribute(call, TranscriptionSpanDecorator.JOB_ID)).isNotEmpty();
            assertThat(attribute(call, TranscriptionSpanDecorator.ERROR_CATEGORY))
                    .isNull();
            assertThat(attribute(call, "server.address")).startsWith("http://127.0.0.1");
        }
        String text = Files.readString(folder.resolve("out").resolve("palatine-1.wav.txt"))
                .strip();
        assertThat(text).isNotEmpty();
        assertThat(spans().toString())
                .doesNotContain(text)
                .doesNotContain("test-key")
                .doesNotContain("test-secret-key");
    }

    @Test
    void theTraceOfASubmissionContinuesWithResults() throws Exception {
        drop("later", "later-1.wav");
        drop("later", "later-2.wav");
        awaitTranscript("later-1.wav");
        awaitTranscript("later-2.wav");
        eventually().until(() -> ofKind(spans(), "EVENT_RECEIVED").size() == 4);

        List<SpanData> files = ofKind(spans(), "EVENT_RECEIVED").stream()
                .filter(span -> attribute(span, "camel.uri").startsWith("file"))
                .toList();
        assertThat(files).hasSize(2).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        for (SpanData file : files) {
            List<SpanData> trace = trace(file);
            SpanData submission = first(trace, span -> span.getName().equals("palatine submit"));
            SpanData result = first(trace, span -> span.getParentSpanId().equals(submission.getSpanId()));
            assertThat(attribute(result, TranscriptionSpanDecorator.OPERATION)).isEqualTo("results");
            assertThat(ofKind(trace, "EVENT_SENT")).as("the delivery").anyMatch(span -> span.getParentSpanId()
                    .equals(result.getSpanId()));
        }
    }

    @Test
    void theSpanOfAFailureHasItsCategory() throws Exception {
        simulator.palatine().faults().onSubmit().status(400).always();
        drop("palatine", "talk.wav");

        eventually().until(() -> spans().stream().anyMatch(span -> "INVALID_REQUEST"
                .equals(attribute(span, TranscriptionSpanDecorator.ERROR_CATEGORY))));
    }

    @Test
    void everyMeterIsOnTheDashboardAndTheDashboardHasNoOther() throws Exception {
        for (String provider : PROVIDERS) {
            drop(provider, provider + ".wav");
            awaitTranscript(provider + ".wav");
        }
        application.main().getCamelTemplate().requestBody("direct:stream", Recordings.wav(2));
        application.main().getCamelTemplate().requestBody("direct:balance", "");

        Set<String> shown = meters(Files.readString(DASHBOARD));

        eventually().untilAsserted(() -> assertThat(meters(metrics())).containsExactlyInAnyOrderElementsOf(shown));
        assertThat(metrics())
                .containsPattern("camel_transcription_jobs_finished_total\\{[^}]*outcome=\"done\"[^}]*} 1\\.0")
                .containsPattern("camel_transcription_jobs_time_to_result_seconds\\{[^}]*quantile=\"0\\.9\"")
                .containsPattern("camel_transcription_streams_begun_total\\{[^}]*provider=\"palatine\"[^}]*} 1\\.0")
                .containsPattern("camel_transcription_streams_open\\{[^}]*provider=\"palatine\"[^}]*} 0\\.0")
                .containsPattern("camel_transcription_balance\\{[^}]*provider=\"palatine\"[^}]*} \\d");
    }

    private String metrics() throws Exception {
        return application.get("/observe/metrics").body();
    }

    /** The names of meters, without the suffixes of Prometheus. */
    private static Set<String> meters(String text) {
        Matcher found = METER.matcher(text);
        return found.results()
                .map(match -> match.group().replaceFirst("_(total|count|sum|max|bucket)$", ""))
                .map(name -> name.replaceFirst("_seconds$", ""))
                .collect(Collectors.toSet());
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private List<SpanData> spans() {
        return application.spans().getFinishedSpanItems();
    }

    private List<SpanData> trace(SpanData of) {
        return spans().stream()
                .filter(span -> span.getTraceId().equals(of.getTraceId()))
                .toList();
    }

    private static SpanData first(List<SpanData> spans, Predicate<SpanData> wanted) {
        return spans.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static List<SpanData> ofKind(List<SpanData> spans, String kind) {
        return spans.stream().filter(span -> kind.equals(attribute(span, "op"))).toList();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }
}
