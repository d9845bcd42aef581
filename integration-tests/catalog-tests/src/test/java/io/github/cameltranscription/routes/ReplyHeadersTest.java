/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.palatine.stream.RecordedStream;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The headers of a reply describe it: they override no option of a later call on the same message, or on a copy of it. A
 * second call sends what it sends on a new message, whatever was called before.
 */
@Tag("heavy")
class ReplyHeadersTest extends RouteTestSupport {

    private static final List<String> FIRST_CALLS = List.of(
            "palatine:transcribe?language=en",
            "palatine:submit?language=en",
            "palatine:await",
            "palatine:status",
            "palatine:download",
            "palatine:done",
            "palatine:openai-transcription?language=en",
            "palatine:diarize",
            "palatine:summarize",
            "palatine:sentiment",
            "palatine:balance",
            "palatine:stream?sampleRate=8000",
            "shopot:transcribe?language=en",
            "shopot:submit?language=en",
            "shopot:await",
            "shopot:status",
            "aiesa:transcribe?language=en&priority=lightning",
            "aiesa:submit?language=en&priority=lightning",
            "aiesa:await",
            "aiesa:status",
            "aiesa:download",
            "aiesa:calculate?priority=lightning",
            "aiesa:models");

    private static final List<String> SECOND_CALLS = List.of(
            "palatine:transcribe?language=ru&model=palatine_small",
            "palatine:submit?language=ru",
            "palatine:openai-transcription?language=ru",
            "palatine:diarize",
            "palatine:summarize",
            "palatine:sentiment",
            "palatine:stream?language=ru&sampleRate=8000",
            "shopot:transcribe?language=ru&modifier=plain_json",
            "shopot:submit?language=ru&callbackUrl=http://127.0.0.1:1/back&callbackId=7",
            "aiesa:transcribe?language=ru&priority=queue",
            "aiesa:submit?language=ru&priority=queue",
            "aiesa:calculate?priority=queue");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, String> onNewMessages = new HashMap<>();

    /** The step between the two calls. */
    enum Between {
        NOTHING(first -> first.to("direct:second")),
        SEDA(first -> first.to("seda:hop")),
        SPLIT(first -> first.split(Builder.body()).to("direct:second")),
        MULTICAST(first -> first.multicast().to("direct:second", "mock:other")),
        ENRICH(first -> first.enrich("direct:second", new UseLatestAggregationStrategy())),
        WIRE_TAP(first -> first.wireTap("direct:second")),
        LOOP(first -> first.loop(1).to("direct:second")),
        CIRCUIT_BREAKER(first -> first.circuitBreaker().to("direct:second")),
        KAMELET(first -> first.to("kamelet:second"));

        private final Consumer<ProcessorDefinition<?>> step;

        Between(Consumer<ProcessorDefinition<?>> step) {
            this.step = step;
        }
    }

    @BeforeAll
    void startRoutes() throws Exception {
        for (Provider provider : Provider.values()) {
            provider.configure(context, simulator).setJobRepository(new MemoryJobRepository());
        }
        RouteBuilder.addRoutes(context, routes -> {
            for (Between between : Between.values()) {
                between.step.accept(routes.from("direct:" + between)
                        .toD("${exchangeProperty.first}")
                        .process(this::next));
            }
            routes.from("direct:redelivered")
                    .onException(Exception.class)
                    .maximumRedeliveries(2)
                    .redeliveryDelay(0)
                    .end()
                    .toD("${exchangeProperty.second}");
            routes.routeTemplate("second").from("kamelet:source").to("direct:second");
            routes.from("seda:hop").to("direct:second");
            routes.from("direct:second").toD("${exchangeProperty.second}");
        });
        context.start();
    }

    @AfterAll
    void stopRoutes() {
        context.stop();
    }

    /** The next recording, and the headers that the route sets for it. */
    private void next(Exchange exchange) {
        exchange.getMessage().setBody(newRecording());
        Map<?, ?> own = exchange.getProperty("own", Map.class);
        own.forEach((header, value) -> exchange.getMessage().setHeader((String) header, value));
        forgetRequests();
    }

    /** A new file for each call, because the job repository identifies a recording by its path. */
    private File newRecording() {
        try {
            Path own = Files.createDirectory(folder.resolve(UUID.randomUUID().toString()));
            return Files.write(own.resolve("meeting.wav"), Recordings.wav(1)).toFile();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    static Stream<Arguments> pairs() {
        return FIRST_CALLS.stream().flatMap(first -> SECOND_CALLS.stream().map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void aSecondCallSendsWhatItSendsOnANewMessage(String first, String second) {
        assertThat(sent(Between.NOTHING, first, second, Map.of())).isEqualTo(sentOnNewMessage(second));
    }

    static Stream<String> secondCalls() {
        return SECOND_CALLS.stream();
    }

    /** The headers of a failure have no effect on a redelivery. */
    @ParameterizedTest
    @MethodSource("secondCalls")
    void aRedeliverySendsTheSameAgain(String call) {
        String onNewMessage = sentOnNewMessage(call);
        forgetRequests();
        // Twice, because the late release of an earlier job may use up one of them.
        simulator.palatine().faults().onAny().status(400).times(2);
        simulator.palatine().faults().onStream().status(400).once();
        simulator.shopot().faults().onAny().status(400).once();
        simulator.aiesa().faults().onAny().status(400).once();

        Exchange reply = context.createProducerTemplate().send("direct:redelivered", exchange -> {
            exchange.setProperty("second", call);
            exchange.getMessage().setBody(newRecording());
        });

        assertThat(reply.getException()).isNull();
        List<String> sent = call.startsWith("palatine:stream")
                ? simulator.palatine().streams().all().stream()
                        .map(ReplyHeadersTest::parameters)
                        .toList()
                : Provider.of(call).requests(simulator).all().stream()
                        .map(ReplyHeadersTest::described)
                        .toList();
        assertThat(sent).filteredOn(onNewMessage::equals).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aSecondCallSendsTheSameOnACopyOfTheMessage(Between between) {
        String first = "aiesa:transcribe?language=en&priority=lightning";
        for (String second : SECOND_CALLS) {
            assertThat(sent(between, first, second, Map.of())).isEqualTo(sentOnNewMessage(second));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CamelTranscriptionLanguage, en, shopot:transcribe?language=ru, language=en",
        "CamelTranscriptionLanguage, en, aiesa:submit?language=ru, language=en",
        "CamelAiesaPriority, lightning, aiesa:transcribe?priority=queue, priority=lightning",
        "CamelAiesaPriority, lightning, aiesa:calculate?priority=queue, lightning",
        "CamelTranscriptionFileName, meeting.wav, shopot:submit, meeting.wav"
    })
    void aHeaderThatTheRouteSetsAfterwardsHasEffectEvenIfItEqualsThatOfTheReply(
            String header, String value, String second, String expected) {
        String first = "aiesa:transcribe?language=en&priority=lightning";

        String sent = sent(Between.NOTHING, first, second, Map.of(header, value));

        assertThat(sent).contains(expected).isEqualTo(sentOnNewMessage(second, Map.of(header, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "CamelTranscriptionLanguage, de, aiesa:transcribe",
        "CamelTranscriptionDuration, 7, aiesa:transcribe",
        "CamelTranscriptionDuration, 7, palatine:transcribe",
        "CamelAiesaPriority, lightning, aiesa:submit"
    })
    void aHeaderThatTheRouteHasSetStays(String header, String value, String call) {
        Exchange reply = send(context, call, newRecording(), Map.of(header, value));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getHeader(header)).isSameAs(value);
    }

    @ParameterizedTest
    @CsvSource({"palatine", "shopot", "aiesa"})
    void theJobIdIsPassedOnToOperationsThatTakeAJob(String scheme) {
        Exchange submitted = send(
                context, scheme + ":submit", newRecording(), Map.of(TranscriptionConstants.JOB_ID, "of the route"));
        String jobId = submitted.getMessage().getBody(TranscriptionJob.class).jobId();
        submitted.getMessage().setBody(null);

        Exchange awaited = context.createProducerTemplate().send(scheme + ":await", submitted);

        assertThat(awaited.getException()).isNull();
        assertThat(awaited.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo(jobId);
    }

    private String sentOnNewMessage(String call) {
        return onNewMessages.computeIfAbsent(call, unknown -> sentOnNewMessage(call, Map.of()));
    }

    private String sentOnNewMessage(String call, Map<String, Object> headers) {
        forgetRequests();
        assertThat(send(context, call, newRecording(), headers).getException()).isNull();
        return request(call);
    }

    private String sent(Between between, String first, String second, Map<String, Object> own) {
        String scheme = first.substring(0, first.indexOf(':'));
        boolean takesJob = first.matches("\\w+:(await|status|download|done)\\b.*");
        Object body = takesJob
                ? context.createFluentProducerTemplate()
                        .to(scheme + ":submit")
                        .withBody(newRecording())
                        .request(TranscriptionJob.class)
                : newRecording();
        Exchange reply = context.createProducerTemplate().send("direct:" + between, exchange -> {
            exchange.setProperty("first", first);
            exchange.setProperty("second", second);
            exchange.setProperty("own", own);
            exchange.getMessage().setBody(body);
        });
        assertThat(reply.getException()).isNull();
        return request(second);
    }

    /** The first request of a call, without the parts that differ from request to request. */
    private String request(String call) {
        if (call.startsWith("palatine:stream")) {
            await().atMost(30, SECONDS)
                    .until(() -> !simulator.palatine().streams().all().isEmpty());
            return parameters(simulator.palatine().streams().last());
        }
        Provider provider = Provider.of(call);
        await().atMost(30, SECONDS).until(() -> !ofCall(provider).isEmpty());
        return described(ofCall(provider).get(0));
    }

    /** Without the polls and releases of earlier jobs, which may come late, as after a wire tap. */
    private List<RecordedRequest> ofCall(Provider provider) {
        return provider.requests(simulator).all().stream()
                .filter(request -> request.method().toString().equals("POST"))
                .filter(request -> !request.path().contains("task_done"))
                .toList();
    }

    private static String parameters(RecordedStream stream) {
        Map<String, String> parameters = new TreeMap<>(stream.parameters());
        parameters.remove("token");
        return parameters.toString();
    }

    private static String described(RecordedRequest request) {
        return request.method() + " " + request.path() + "?" + request.query() + " " + request.fields() + " "
                + (request.file() == null ? request.body() : request.file().fileName());
    }
}
