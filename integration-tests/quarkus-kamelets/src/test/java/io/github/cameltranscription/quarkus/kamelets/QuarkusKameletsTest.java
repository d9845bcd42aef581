/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;
import io.github.cameltranscription.testing.Recordings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The Kamelets in the components' jars, used in {@code routes/kamelets.yaml}. */
@QuarkusTest
@QuarkusTestResource(value = SimulatorResource.class, restrictToAnnotatedClass = true)
class QuarkusKameletsTest {

    private static final long PATIENCE = 20_000;

    @TestHTTPResource("/hooks/shopot")
    URI webhook;

    @Inject
    ProducerTemplate producer;

    @Inject
    ConsumerTemplate consumer;

    @Inject
    CamelContext context;

    @Inject
    Instance<ProviderSimulator> development;

    ProviderSimulator simulator;

    @BeforeEach
    void resetSimulator() {
        simulator.palatine().faults().clear();
        // A test that names no variant runs with a mixture of all.
        simulator.palatine().mixedVariants(17);
        simulator.shopot().mixedVariants(17);
        simulator.aiesa().mixedVariants(17);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordingBecomesSubtitles(PalatineVariant variant) {
        simulator.palatine().variant(variant);

        Message reply = send("direct:transcribe", Recordings.wav(2));

        assertThat(reply.getBody(String.class)).startsWith("1\n00:00:00,000 --> ");
        assertThat(reply.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/x-subrip;charset=UTF-8");
    }

    @Test
    void aRecordingIsStreamed() {
        SpokenAudio speech = SpokenAudio.of("Добрый день. Сегодня ясно.", 16_000);

        assertThat(send("direct:stream", speech.wav()).getBody()).isEqualTo(speech.text());
    }

    @ParameterizedTest
    @EnumSource
    void aPriceIsJson(AiesaVariant variant) {
        simulator.aiesa().variant(variant);

        assertThat(send("direct:calculate", Recordings.wav(3)).getBody(String.class))
                .contains("\"cost\":");
    }

    @ParameterizedTest
    @EnumSource
    void aCallbackComesAsSubtitles(ShopotVariant variant) {
        simulator.shopot().variant(variant);
        Exchange submitted = producer.request("shopot:submit?callbackUrl=" + webhook, exchange -> exchange.getMessage()
                .setBody(Recordings.wav(2)));
        assertThat(submitted.getException()).isNull();

        Exchange received = consumer.receive("seda:called-back", PATIENCE);

        assertThat(received.getMessage().getBody(String.class)).startsWith("WEBVTT\n");
        assertThat(received.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo(submitted.getMessage().getHeader(TranscriptionConstants.JOB_ID));
    }

    @Test
    void aFailedJobReachesTheErrorHandlerOfTheRoute() {
        simulator.palatine().faults().onProcessing().error("no speech").always();

        send("direct:transcribe", Recordings.wav(1));

        Exchange failed = consumer.receive("seda:failed", PATIENCE);
        assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(JobFailedException.class);
        assertThat(failed.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.ERROR_CATEGORY, "JOB_FAILED")
                .containsKey(TranscriptionConstants.JOB_ID);
    }

    /** Directly in a split, a wire tap, a multicast and a recipient list, before and after changes of state. */
    @ParameterizedTest
    @ValueSource(strings = {"java-places", "yaml-places"})
    void theComponentsWorkInEveryPlaceOfARoute(String route, @TempDir Path folder) throws Exception {
        File recording =
                Files.write(folder.resolve("meeting.wav"), Recordings.wav(1)).toFile();

        submitsInEachPlace(route, recording);
        context.getRouteController().suspendRoute(route);
        context.getRouteController().resumeRoute(route);
        context.getRouteController().stopRoute(route);
        context.getRouteController().startRoute(route);
        submitsInEachPlace(route, recording);
    }

    private void submitsInEachPlace(String route, File recording) {
        long ofPalatine = simulator.palatine().requests().paidSubmissions();
        long ofShopot = simulator.shopot().requests().paidSubmissions();
        long ofAiesa = simulator.aiesa().requests().paidSubmissions();

        Exchange reply = producer.request(
                "direct:" + route, exchange -> exchange.getMessage().setBody(recording));

        assertThat(reply.getException()).isNull();
        await().atMost(30, SECONDS).untilAsserted(() -> {
            simulator.palatine().requests().assertSubmitted(ofPalatine + 4);
            simulator.shopot().requests().assertSubmitted(ofShopot + 4);
            simulator.aiesa().requests().assertSubmitted(ofAiesa + 4);
        });
    }

    @Test
    void withAConfiguredAddressNoOtherSimulatorIsStarted() {
        assertThatThrownBy(development::get).hasStackTraceContaining("No simulator is used");
    }

    private Message send(String uri, Object body) {
        return producer.request(uri, exchange -> exchange.getMessage().setBody(body))
                .getMessage();
    }
}
