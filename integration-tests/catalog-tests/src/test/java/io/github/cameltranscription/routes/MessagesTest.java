/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.ByteArrayInputStream;
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
import java.util.function.UnaryOperator;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

/** Error messages: each names the recording, the option or header, and what to do. */
@Tag("server")
class MessagesTest extends RouteTestSupport {

    private static TranscriptionException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(TranscriptionException.class);
        return (TranscriptionException) exchange.getException();
    }

    /** What can go wrong with a submission, or with the job afterwards. */
    enum Trouble {
        BAD_REQUEST(submit -> submit.status(400)),
        NO_MONEY(FaultRule::insufficientBalance),
        WRONG_KEY(submit -> submit.status(401)),
        TOO_LARGE(submit -> submit.status(413)),
        TOO_MANY(submit -> submit.status(429)),
        SERVER_ERROR(submit -> submit.status(500)),
        GATEWAY_PAGE(submit -> submit.status(502).body("<html>Bad gateway", "text/html")),
        NO_ID(submit -> submit.body("{}", "application/json")),
        CUT(FaultRule::reset),
        FAILED(null, job -> job.error("no speech")),
        NEVER_DONE(null, OutcomeRule::neverFinishes);

        private final UnaryOperator<FaultRule> fault;
        private final UnaryOperator<OutcomeRule> outcome;

        Trouble(UnaryOperator<FaultRule> fault) {
            this(fault, null);
        }

        Trouble(UnaryOperator<FaultRule> fault, UnaryOperator<OutcomeRule> outcome) {
            this.fault = fault;
            this.outcome = outcome;
        }

        boolean isOfSubmission() {
            return fault != null;
        }

        void prepare(Provider provider, ProviderSimulator simulator) {
            if (isOfSubmission()) {
                fault.apply(provider.onSubmit(simulator)).always();
            } else {
                outcome.apply(provider.onProcessing(simulator)).always();
            }
        }
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Trouble.values())
                .flatMap(trouble -> Stream.of(Provider.values()).map(provider -> Arguments.of(trouble, provider)));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void everyErrorNamesTheRecording(Trouble trouble, Provider provider) throws Exception {
        trouble.prepare(provider, simulator);

        TranscriptionException transcribe =
                failure(send(provider, "transcribe?submitTimeout=0s&maxRetries=0&jobTimeout=500ms", recording));

        assertThat(transcribe).hasMessageContaining(" of " + NAME + ": ");
        assertThat(transcribe.getFileName()).isEqualTo(NAME);
        if (trouble.isOfSubmission()) {
            assertThat(failure(send(provider, "submit?submitTimeout=0s&maxRetries=0", recording)))
                    .hasMessageContaining(" of " + NAME + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"transcribe", "submit", "openai-transcription", "diarize", "summarize", "sentiment", "stream"})
    void everyOperationThatSendsARecordingNamesIt(String operation) throws Exception {
        simulator.palatine().faults().onAny().status(402).always();
        simulator.palatine().faults().onStream().status(402).always();

        Exchange reply = send(
                Provider.PALATINE,
                operation + (operation.equals("stream") ? "?sampleRate=8000&reconnectAttempts=0" : "?submitTimeout=0s"),
                recording);

        assertThat(failure(reply)).hasMessageContaining(" of " + NAME + ": ");
    }

    /** Each trouble at one provider, in full size at all providers: these cases wait for retries. */
    static Stream<Arguments> fewerTroubles() {
        return troubles()
                .filter(arguments -> TestSize.isFull()
                        || ((Trouble) arguments.get()[0]).ordinal() % Provider.values().length
                                == ((Provider) arguments.get()[1]).ordinal());
    }

    /** No log line, event or error names one, with a repository that fails at first, or without a repository. */
    @ParameterizedTest
    @MethodSource("fewerTroubles")
    void nothingNamesAJobThatDoesNotExist(Trouble trouble, Provider provider) throws Exception {
        trouble.prepare(provider, simulator);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.cameltranscription");
        Queue<String> said = new ConcurrentLinkedQueue<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.getRegistry().bind("failing", failingAtFirst(new MemoryJobRepository()));
            context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof TranscriptionJobEvent) {
                        said.add(event.toString());
                    }
                }
            });
            context.start();
            for (String options : List.of("", "&jobRepository=#failing&jobKey=a", "&jobRepository=#failing&jobKey=a")) {
                Exchange reply = send(
                        context,
                        provider.scheme() + ":transcribe?submitTimeout=0s&maxRetries=0&jobTimeout=500ms" + options,
                        recording,
                        Map.of());
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

    /** A repository whose first two changes or removals fail. */
    private static JobRepository failingAtFirst(JobRepository repository) {
        AtomicInteger left = new AtomicInteger(2);
        return (JobRepository) Proxy.newProxyInstance(
                MessagesTest.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> {
                    if (List.of("replace", "delete").contains(method.getName()) && left.getAndDecrement() > 0) {
                        throw new JobRepositoryException("the database is down", null);
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

    /** A job may come from a queue or a topic, where anything may be written. */
    @ParameterizedTest
    @MethodSource("oddJobs")
    void aMalformedJobIsRefusedWithOneShortLine(TranscriptionJob job, Provider provider, String call) throws Exception {
        Exchange reply = send(provider, call, job);

        assertThat(reply.getException().toString()).hasSizeLessThan(2_000).doesNotContain("\n", "\r", "\u200E");
        assertThat(provider.requests(simulator).all()).isEmpty();
    }

    /** A line break in a name must not end a line of the log. */
    @ParameterizedTest
    @EnumSource
    void aNameIsPrintable(Provider provider) throws Exception {
        provider.onSubmit(simulator).status(400).always();

        Exchange reply =
                send(provider, "transcribe", recording, Map.of("CamelTranscriptionFileName", "a\r\nb\u2028c.wav"));

        assertThat(failure(reply).getMessage())
                .doesNotContain("\n", "\r", "\u2028")
                .contains(" of a");
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
    void aFileThatIsNoRecordingIsRefusedBeforeItIsSent(String name, byte[] content, Provider provider, String call)
            throws Exception {
        Path file = Files.write(folder.resolve(name), content);

        TranscriptionException ofFile = failure(send(provider, call, file.toFile()));
        TranscriptionException ofStream =
                failure(send(provider, call, new ByteArrayInputStream(content), Map.of(Exchange.FILE_NAME, name)));

        assertThat(ofFile.getCategory()).isEqualTo(ErrorCategory.UNSUPPORTED_MEDIA);
        assertThat(ofFile).hasMessageContaining(name);
        assertThat(ofStream.getCategory()).isEqualTo(ErrorCategory.UNSUPPORTED_MEDIA);
        assertThat(provider.requests(simulator).all()).isEmpty();
    }

    /** The bytes decide, not the name; a format that is not known is left to the provider. */
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
    void aFileThatMayBeARecordingIsSent(Provider provider, String name, boolean wav) throws Exception {
        send(provider, "submit", wav ? Recordings.wav(1) : new byte[2_000], Map.of(Exchange.FILE_NAME, name));

        assertThat(provider.requests(simulator).all()).isNotEmpty();
    }

    /** The header that the message about an empty body names works. */
    @ParameterizedTest
    @EnumSource
    void aHeaderThatAMessageNamesHasItsEffect(Provider provider) throws Exception {
        String message = failure(send(provider, "transcribe", null)).getMessage();
        Matcher header = Pattern.compile("header (\\w+)").matcher(message);
        assertThat(header.find()).as(message).isTrue();

        send(provider, "submit", null, Map.of(header.group(1), "https://example.org/talk.mp3"));

        assertThat(provider.requests(simulator).all())
                .anyMatch(request -> said(request).contains("https://example.org/talk.mp3"));
    }

    private static String said(RecordedRequest request) {
        return request.queryParameters() + " " + request.fields() + " " + request.body();
    }

    @ParameterizedTest
    @EnumSource
    void bothALinkAndABodyAreRefusedWithTheHeadersName(Provider provider) throws Exception {
        Exchange reply = send(
                provider,
                "transcribe",
                recording,
                Map.of("CamelTranscriptionSourceUrl", "https://example.org/talk.mp3"));

        assertThat(failure(reply))
                .hasMessageContaining("remove the option sourceUrl or the header CamelTranscriptionSourceUrl");
    }

    @ParameterizedTest
    @EnumSource
    void customParametersGoToSubmissionsOrPolls(Provider provider) throws Exception {
        provider.onProcessing(simulator).processingTime(Duration.ofMillis(50)).always();

        Exchange reply = send(
                provider,
                "transcribe?param.beam_size=5&param.status.verbose=1&initialDelay=1&maxPollInterval=10",
                recording);

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

    /** Requests that belong to no job get no parameters of polls. The parameters of a URI are added to those of a map. */
    @Test
    void customParametersOfTheComponentGoToSubmissionsOrPolls() throws Exception {
        try (DefaultCamelContext context = Provider.AIESA.context(simulator)) {
            Provider.AIESA.configure(context, simulator).setParameters(Map.of("status.verbose", "1", "beam_size", "5"));
            context.getRegistry().bind("more", Map.of("patience", "2"));
            context.start();
            for (String call : List.of("calculate", "calculate?parameters=#bean:more&param.width=3", "models")) {
                assertThat(send(context, "aiesa:" + call, recording, Map.of()).getException())
                        .isNull();
            }
        }

        List<RecordedRequest> all = Provider.AIESA.requests(simulator).all();
        assertThat(all).hasSize(3).noneMatch(request -> said(request).contains("verbose"));
        assertThat(said(all.get(0))).contains("beam_size");
        assertThat(said(all.get(1))).contains("patience", "width").doesNotContain("beam_size");
        assertThat(said(all.get(2))).doesNotContain("beam_size");
    }

    /** With Camel Main, as from {@code application.properties}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job-timeout | abc | jobTimeout | is neither a whole number nor a duration: give one such as 10 or 2s",
                "jobTimeout | 2 hours | jobTimeout | is neither a whole number nor a duration",
                "submit-timeout | 2H | submitTimeout | is neither a whole number nor a duration",
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
    void aValidPropertyOfAComponentIsApplied(Provider provider) throws Exception {
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
    void aMessageAboutALinkNamesItsFile(Provider provider) throws Exception {
        simulator.palatine().faults().onSubmitByUrl().status(400).always();
        provider.onSubmit(simulator).status(400).always();

        Exchange reply =
                send(provider, "transcribe", URI.create("https://example.org/calls/talk.mp3?signature=secret"));

        assertThat(failure(reply)).hasMessageContaining(" of talk.mp3: ").hasMessageNotContaining("signature");
    }
}
