/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.event.TranscriptionJobEvent;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a user reads when something is wrong: it names the recording, the option or header, and what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@Tag("server")
class MessagesTest {

    private static final String NAME = "Совещание.wav";

    private ProviderSimulator simulator;
    private Path folder;
    private Path recording;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        simulator = ProviderSimulator.builder().start();
        folder = temporary;
        recording = Files.write(temporary.resolve(NAME), Recordings.wav(1));
    }

    @AfterEach
    void forget() {
        simulator.palatine().faults().clear();
        simulator.shopot().faults().clear();
        simulator.aiesa().faults().clear();
        Stream.of(Provider.values())
                .forEach(provider -> provider.requests(simulator).clear());
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    private Exchange sent(Provider provider, String call, Object body) throws IOException {
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();
            return context.createFluentProducerTemplate()
                    .to(provider.scheme() + ":" + call)
                    .withBody(body)
                    .send();
        }
    }

    private static TranscriptionException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(TranscriptionException.class);
        return (TranscriptionException) exchange.getException();
    }

    private FaultRule onSubmit(Provider provider) {
        return switch (provider) {
            case PALATINE -> simulator.palatine().faults().onSubmit();
            case SHOPOT -> simulator.shopot().faults().onSubmit();
            case AIESA -> simulator.aiesa().faults().onSubmit();
        };
    }

    private OutcomeRule onProcessing(Provider provider) {
        return switch (provider) {
            case PALATINE -> simulator.palatine().faults().onProcessing();
            case SHOPOT -> simulator.shopot().faults().onProcessing();
            case AIESA -> simulator.aiesa().faults().onProcessing();
        };
    }

    /** What may go wrong with a recording that is sent, and after. */
    enum Trouble {
        BAD_REQUEST((test, provider) -> test.onSubmit(provider).status(400).always()),
        NO_MONEY((test, provider) ->
                test.onSubmit(provider).insufficientBalance().always()),
        WRONG_KEY((test, provider) -> test.onSubmit(provider).status(401).always()),
        TOO_LARGE((test, provider) -> test.onSubmit(provider).status(413).always()),
        TOO_MANY((test, provider) -> test.onSubmit(provider).status(429).always()),
        SERVER_ERROR((test, provider) -> test.onSubmit(provider).status(500).always()),
        GATEWAY_PAGE((test, provider) -> test.onSubmit(provider)
                .status(502)
                .body("<html>Bad gateway", "text/html")
                .always()),
        NO_ID((test, provider) ->
                test.onSubmit(provider).body("{}", "application/json").always()),
        CUT((test, provider) -> test.onSubmit(provider).reset().always()),
        FAILED((test, provider) ->
                test.onProcessing(provider).error("no speech").always()),
        NEVER_DONE(
                (test, provider) -> test.onProcessing(provider).neverFinishes().always());

        private final BiConsumer<MessagesTest, Provider> preparation;

        Trouble(BiConsumer<MessagesTest, Provider> preparation) {
            this.preparation = preparation;
        }

        boolean isOfSubmission() {
            return this != FAILED && this != NEVER_DONE;
        }
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Trouble.values())
                .flatMap(trouble -> Stream.of(Provider.values()).map(provider -> Arguments.of(trouble, provider)));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void everyErrorNamesTheRecording(Trouble trouble, Provider provider) throws Exception {
        trouble.preparation.accept(this, provider);

        TranscriptionException transcribe = failure(
                sent(provider, "transcribe?submitTimeout=0s&maxRetries=0&jobTimeout=500ms", recording.toFile()));

        assertThat(transcribe).hasMessageContaining(" of " + NAME + ": ");
        assertThat(transcribe.getFileName()).isEqualTo(NAME);
        if (trouble.isOfSubmission()) {
            assertThat(failure(sent(provider, "submit?submitTimeout=0s&maxRetries=0", recording.toFile())))
                    .hasMessageContaining(" of " + NAME + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"transcribe", "submit", "openai-transcription", "diarize", "summarize", "sentiment", "stream"})
    void everyOperationThatSendsARecordingNamesIt(String operation) throws Exception {
        simulator.palatine().faults().onAny().status(402).always();
        simulator.palatine().faults().onStream().status(402).always();

        Exchange reply = sent(
                Provider.PALATINE,
                operation + (operation.equals("stream") ? "?sampleRate=8000&reconnectAttempts=0" : "?submitTimeout=0s"),
                recording.toFile());

        assertThat(failure(reply)).hasMessageContaining(" of " + NAME + ": ");
    }

    /** Each trouble at one provider, or at all in the full size: these cases wait for retries. */
    static Stream<Arguments> fewerTroubles() {
        return troubles()
                .filter(arguments -> TestSize.isFull()
                        || ((Trouble) arguments.get()[0]).ordinal() % Provider.values().length
                                == ((Provider) arguments.get()[1]).ordinal());
    }

    /** Neither a line of the log nor an event nor an error, with a repository that is out for a moment or without. */
    @ParameterizedTest
    @MethodSource("fewerTroubles")
    void nothingNamesAJobThatDoesNotExist(Trouble trouble, Provider provider) throws Exception {
        trouble.preparation.accept(this, provider);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.cameltranscription");
        Queue<String> said = new ConcurrentLinkedQueue<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.getRegistry().bind("out", outForAMoment(new MemoryJobRepository()));
            context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof TranscriptionJobEvent) {
                        said.add(event.toString());
                    }
                }
            });
            context.start();
            for (String options : List.of("", "&jobRepository=#out&jobKey=a", "&jobRepository=#out&jobKey=a")) {
                Exchange reply = context.createFluentProducerTemplate()
                        .to(provider.scheme() + ":transcribe?submitTimeout=0s&maxRetries=0&jobTimeout=500ms" + options)
                        .withBody(recording.toFile())
                        .send();
                said.add(failure(reply).getMessage());
            }
        } finally {
            logger.setAdditive(true);
            logger.setLevel(null);
            logger.detachAppender(lines);
        }

        lines.list.forEach(line -> said.add(line.getFormattedMessage()));
        assertThat(said).hasSizeGreaterThan(6).noneMatch(line -> line.contains("null"));
    }

    /** The first changes of records fail, and so do the first removals. */
    private static JobRepository outForAMoment(JobRepository repository) {
        AtomicInteger left = new AtomicInteger(2);
        return (JobRepository) Proxy.newProxyInstance(
                MessagesTest.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> {
                    if (List.of("replace", "delete").contains(method.getName()) && left.getAndDecrement() > 0) {
                        throw new JobRepositoryException("the database is out", null);
                    }
                    return method.invoke(repository, arguments);
                });
    }

    static Stream<Arguments> oddJobs() {
        List<Object> odd = List.of(
                new TranscriptionJob(null, "1\r\nERROR forged", null, null),
                new TranscriptionJob(null, "1/../2", null, null),
                new TranscriptionJob(null, "\ud800", null, null),
                new TranscriptionJob(null, "a\u200Eb", null, null),
                new TranscriptionJob(null, "a".repeat(1_000_000), null, null),
                new TranscriptionJob("other\r\nERROR forged", "1", null, null),
                new TranscriptionJob("other" + "a".repeat(1_000_000), "1", null, null));
        return odd.stream().flatMap(job -> Stream.of(Provider.values())
                .flatMap(provider -> Stream.of("await", "status").map(call -> Arguments.of(job, provider, call))));
    }

    /** What names a job comes from queues and topics. */
    @ParameterizedTest
    @MethodSource("oddJobs")
    void aJobThatNoProviderNamesIsRefusedOnOneShortLine(TranscriptionJob job, Provider provider, String call)
            throws Exception {
        Exchange reply = sent(provider, call, job);

        assertThat(reply.getException().toString()).hasSizeLessThan(2_000).doesNotContain("\n", "\r", "\u200E");
        assertThat(provider.requests(simulator).all()).isEmpty();
    }

    /** A line break in a name must not end a line of the log. */
    @ParameterizedTest
    @EnumSource
    void aNameIsPrintable(Provider provider) throws Exception {
        onSubmit(provider).status(400).always();
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();

            Exchange reply = context.createFluentProducerTemplate()
                    .to(provider.scheme() + ":transcribe")
                    .withHeader("CamelTranscriptionFileName", "a\r\nb\u2028c.wav")
                    .withBody(recording.toFile())
                    .send();

            assertThat(failure(reply).getMessage())
                    .doesNotContain("\n", "\r", "\u2028")
                    .contains(" of a");
        }
    }

    static Stream<Arguments> foreignContent() {
        List<Map.Entry<String, byte[]>> foreign = List.of(
                Map.entry("notes.txt", bytes("Добрый день")),
                Map.entry("talk.json", bytes("{}")),
                Map.entry("table.csv", bytes("a;b")),
                Map.entry("talk.srt", bytes("1\n00:00:00,000 --> 00:00:01,000\na")),
                Map.entry("minutes.pdf", bytes("%PDF-1.7 ...")),
                Map.entry("minutes.docx", new byte[] {'P', 'K', 3, 4, 20, 0}),
                Map.entry("picture.PNG", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}),
                Map.entry("recordings.zip", new byte[] {'P', 'K', 3, 4, 20, 0}),
                Map.entry("downloaded.mp3", bytes("<!DOCTYPE html><html>")),
                Map.entry("renamed.wav", bytes("%PDF-1.7 ...")));
        return foreign.stream()
                .flatMap(file -> Stream.of(Provider.values()).flatMap(provider -> Stream.of("transcribe", "submit")
                        .map(call -> Arguments.of(file.getKey(), file.getValue(), provider, call))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @MethodSource("foreignContent")
    void whatIsCertainlyNoRecordingIsRefusedBeforeItIsSent(String name, byte[] content, Provider provider, String call)
            throws Exception {
        Path file = Files.write(folder.resolve(name), content);

        TranscriptionException ofFile = failure(sent(provider, call, file.toFile()));
        TranscriptionException ofStream;
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();
            ofStream = failure(context.createFluentProducerTemplate()
                    .to(provider.scheme() + ":" + call)
                    .withHeader(Exchange.FILE_NAME, name)
                    .withBody(new ByteArrayInputStream(content))
                    .send());
        }

        assertThat(ofFile.getCategory()).isEqualTo(ErrorCategory.UNSUPPORTED_MEDIA);
        assertThat(ofFile).hasMessageContaining(name);
        assertThat(ofStream.getCategory()).isEqualTo(ErrorCategory.UNSUPPORTED_MEDIA);
        assertThat(provider.requests(simulator).all()).isEmpty();
    }

    /** The bytes say what it is, and of what nobody knows the provider is the judge. */
    @ParameterizedTest
    @CsvSource({
        "PALATINE, talk.txt, true",
        "AIESA, talk.txt, true",
        "PALATINE, talk.unknown, false",
        "AIESA, talk.unknown, false",
        "PALATINE, talk.ts, false",
        "AIESA, talk.raw, false",
        "PALATINE, talk, true"
    })
    void whatMayBeARecordingIsSent(Provider provider, String name, boolean wav) throws Exception {
        byte[] content = wav ? Recordings.wav(1) : new byte[2_000];
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();

            context.createFluentProducerTemplate()
                    .to(provider.scheme() + ":submit")
                    .withHeader(Exchange.FILE_NAME, name)
                    .withBody(content)
                    .send();
        }

        assertThat(provider.requests(simulator).all()).isNotEmpty();
    }

    /** Every header that the message about an empty body names does what the message says. */
    @ParameterizedTest
    @EnumSource
    void aHeaderThatAMessageNamesHasItsEffect(Provider provider) throws Exception {
        String message = failure(sent(provider, "transcribe", null)).getMessage();
        Matcher header = Pattern.compile("header (\\w+)").matcher(message);
        assertThat(header.find()).as(message).isTrue();

        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();
            context.createFluentProducerTemplate()
                    .to(provider.scheme() + ":submit")
                    .withHeader(header.group(1), "https://example.org/talk.mp3")
                    .send();
        }

        assertThat(provider.requests(simulator).all())
                .anyMatch(request -> said(request).contains("https://example.org/talk.mp3"));
    }

    private static String said(RecordedRequest request) {
        return request.queryParameters() + " " + request.fields() + " " + request.body();
    }

    @ParameterizedTest
    @EnumSource
    void bothALinkAndABodyAreRefusedWithTheHeadersName(Provider provider) throws Exception {
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();

            Exchange reply = context.createFluentProducerTemplate()
                    .to(provider.scheme() + ":transcribe")
                    .withHeader("CamelTranscriptionSourceUrl", "https://example.org/talk.mp3")
                    .withBody(recording.toFile())
                    .send();

            assertThat(failure(reply))
                    .hasMessageContaining("remove the option sourceUrl or the header CamelTranscriptionSourceUrl");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownParametersReachTheRequestsThatTheyAreFor(Provider provider) throws Exception {
        onProcessing(provider).processingTime(Duration.ofMillis(50)).always();

        Exchange reply = sent(
                provider,
                "transcribe?param.beam_size=5&param.status.verbose=1&initialDelay=1&maxPollInterval=10",
                recording.toFile());

        assertThat(reply.getException()).isNull();
        List<RecordedRequest> all = provider.requests(simulator).all();
        List<RecordedRequest> submissions =
                all.stream().filter(request -> request.file() != null).toList();
        List<RecordedRequest> polls = all.stream()
                .filter(request -> request.method().equals("GET")
                        && request.query() != null
                        && request.query().contains("verbose"))
                .toList();
        assertThat(submissions).hasSize(1);
        assertThat(said(submissions.get(0))).contains("beam_size").doesNotContain("verbose");
        assertThat(polls).isNotEmpty().allSatisfy(poll -> {
            assertThat(poll.queryParameter("verbose")).isEqualTo("1");
            assertThat(poll.query()).doesNotContain("beam_size");
        });
        assertThat(all).filteredOn(request -> request.file() == null).allSatisfy(request -> assertThat(said(request))
                .doesNotContain("beam_size"));
    }

    /** Those of polls do not go on what is asked beside a job, and those of the URI are added to a map. */
    @Test
    void ownParametersOfTheComponentReachTheRequestsThatTheyAreFor() throws Exception {
        try (DefaultCamelContext context = Provider.AIESA.context(simulator)) {
            Provider.AIESA.configure(context, simulator).setParameters(Map.of("status.verbose", "1", "beam_size", "5"));
            context.getRegistry().bind("more", Map.of("patience", "2"));
            context.start();
            for (String call : List.of("calculate", "calculate?parameters=#bean:more&param.width=3", "models")) {
                Exchange reply = context.createFluentProducerTemplate()
                        .to("aiesa:" + call)
                        .withBody(recording.toFile())
                        .send();
                assertThat(reply.getException()).isNull();
            }
        }

        List<RecordedRequest> all = Provider.AIESA.requests(simulator).all();
        assertThat(all).hasSize(3).noneMatch(request -> said(request).contains("verbose"));
        assertThat(said(all.get(0))).contains("beam_size");
        assertThat(said(all.get(1))).contains("patience", "width").doesNotContain("beam_size");
        assertThat(said(all.get(2))).doesNotContain("beam_size");
    }

    /** As with Camel Main, where the value comes from a file of properties. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job-timeout | abc | jobTimeout | is neither a whole number nor a duration: give one such as 10 or 2s",
                "jobTimeout | 2 hourz | jobTimeout | is neither a whole number nor a duration",
                "output-format | pdff | outputFormat | is not one of transcript, text, json, srt, vtt, csv, raw",
                "uncertain-submission | maybe | uncertainSubmission | is not one of fail, resubmit",
                "max-in-flight | many | maxInFlight | is not a whole number: give one such as 10",
                "allow-private-links | yes | allowPrivateLinks | is not a truth value: give true or false",
                "poll-multiplier | fast | pollMultiplier | is not a number: give one such as 1.5",
                "max-answer-size | 1MB | maxAnswerSize | is not a whole number: give bytes, such as 1048576",
                "reply-threads | 0 | replyThreads | must be at least 1"
            })
    void aBadPropertyOfAComponentIsNamedWithItsValueAndTheFix(
            String property, String value, String option, String fix) {
        for (Provider provider : Provider.values()) {
            Main main = new Main();
            main.addInitialProperty("camel.component." + provider.scheme() + "." + property, value);

            Throwable refused = catchThrowable(main::start);

            assertThat(refused)
                    .as("%s of %s", property, provider)
                    .hasStackTraceContaining(option)
                    .hasStackTraceContaining(value)
                    .hasStackTraceContaining(fix);
            main.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGoodPropertyOfAComponentIsTaken(Provider provider) throws Exception {
        Main main = new Main();
        String component = "camel.component." + provider.scheme() + ".";
        main.addInitialProperty(component + "job-timeout", "{{time}}");
        main.addInitialProperty("time", "90m");
        main.addInitialProperty(component + "output-format", "SRT");
        main.addInitialProperty(component + "job-repository", "file:" + folder.resolve("jobs of " + provider));
        main.start();
        try {
            var configuration = provider.configure((DefaultCamelContext) main.getCamelContext(), simulator);

            assertThat(configuration.getJobTimeout())
                    .isEqualTo(Duration.ofMinutes(90).toMillis());
            assertThat(configuration.getOutputFormat()).hasToString("SRT");
            assertThat(configuration.getJobRepository()).isNotNull();
        } finally {
            main.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkIsNamedByItsFile(Provider provider) throws Exception {
        simulator.palatine().faults().onSubmitByUrl().status(400).always();
        onSubmit(provider).status(400).always();

        Exchange reply =
                sent(provider, "transcribe", URI.create("https://example.org/calls/talk.mp3?signature=secret"));

        assertThat(failure(reply)).hasMessageContaining(" of talk.mp3: ").hasMessageNotContaining("signature");
    }
}
