/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

/** A peer answers with more than anybody can hold, or never ends; the requests after that are served as ever. */
@Tag("server")
class HostileAnswerTest extends HttpTest {

    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final AnswerLimits LIMITS = new AnswerLimits(100_000, 200_000, 300_000, 8 * 1024);
    private static final byte[] BLOCK = new byte[16 * 1024];
    private static final ApiRequest STATUS = ApiRequest.get("status", "job-1", "/jobs/{jobId}");
    private static final ApiRequest SUBMISSION = ApiRequest.post("submit", null, "/jobs");

    static {
        Arrays.fill(BLOCK, (byte) '<');
    }

    private static final byte[] BOMB = bomb();

    private static byte[] bomb() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 20_000_000 / BLOCK.length; i++) {
                gzip.write(BLOCK);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bomb.toByteArray();
    }

    enum Attack {
        LONG_BODY,
        ENDLESS_BODY,
        HEADER_LINE,
        MANY_HEADERS,
        MANY_SMALL_HEADERS,
        INTERIM_ANSWERS,
        GZIP_BOMB,
        SLOW_BODY,
        SLOW_HEAD;

        void on(RawServer.Connection connection, int status) throws IOException {
            OutputStream out = connection.socket().getOutputStream();
            String start = "HTTP/1.1 " + status + " Well\r\n";
            switch (this) {
                case LONG_BODY -> {
                    connection.send(start + "Content-Length: 300000000\r\n\r\n");
                    forever(out, BLOCK);
                }
                case ENDLESS_BODY -> {
                    connection.send(start + "Transfer-Encoding: chunked\r\n\r\n");
                    forever(out, chunk());
                }
                case HEADER_LINE -> {
                    connection.send(start + "X-Long: ");
                    forever(out, BLOCK);
                }
                case MANY_HEADERS -> {
                    connection.send(start);
                    forever(out, ("X-Long: " + "y".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                case MANY_SMALL_HEADERS ->
                    connection.send(start + ("X-Long: " + "y".repeat(1000) + "\r\n").repeat(20)
                            + "Content-Length: 2\r\n\r\n{}");
                case INTERIM_ANSWERS -> forever(out, "HTTP/1.1 103 Soon\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case GZIP_BOMB -> {
                    connection.send(start + "Content-Encoding: gzip\r\nContent-Length: " + BOMB.length + "\r\n\r\n");
                    out.write(BOMB);
                }
                case SLOW_BODY -> {
                    connection.send(start + "Content-Length: 1000\r\n\r\n");
                    slowly(out);
                }
                case SLOW_HEAD -> {
                    connection.send(start + "X-Slow: ");
                    slowly(out);
                }
            }
        }

        boolean isSlow() {
            return this == SLOW_BODY || this == SLOW_HEAD || this == INTERIM_ANSWERS;
        }

        private static void forever(OutputStream out, byte[] bytes) throws IOException {
            while (true) {
                out.write(bytes);
            }
        }

        private static void slowly(OutputStream out) throws IOException {
            while (true) {
                out.write('x');
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }

        private static byte[] chunk() throws IOException {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            chunk.write((Integer.toHexString(BLOCK.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.write(BLOCK);
            chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            return chunk.toByteArray();
        }
    }

    /** A way to ask, and the error where nothing of the answer can be believed. */
    enum Question {
        SMALL(false) {
            @Override
            CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test) {
                return client.send(STATUS);
            }
        },
        TRANSCRIPT(false) {
            @Override
            CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test) {
                return client.send(STATUS.forTranscript());
            }
        },
        LINK_SUBMISSION(true) {
            @Override
            CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test) {
                return client.submit(SUBMISSION.withBody(RequestBody.json(Map.of())));
            }
        },
        UPLOAD(true) {
            @Override
            CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test) {
                return client.upload(SUBMISSION, test.form(new byte[1000], "a.mp3"), WINDOW);
            }
        },
        SYNCHRONOUS(true) {
            @Override
            CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test) {
                return client.upload(SUBMISSION.forTranscript(), test.form(new byte[1000], "a.mp3"), WINDOW);
            }
        },
        DOWNLOAD(false) {
            @Override
            CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test) {
                return client.download(STATUS).thenApply(answer -> {
                    try (answer) {
                        return answer.body().readAllBytes();
                    } catch (OversizedAnswerException tooLarge) {
                        throw ErrorCategory.ANSWER_TOO_LARGE.toException(detailsOf(tooLarge));
                    } catch (IOException broken) {
                        throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(detailsOf(broken));
                    }
                });
            }
        };

        private final boolean paid;

        Question(boolean paid) {
            this.paid = paid;
        }

        abstract CompletionStage<?> ask(ProviderClient client, HostileAnswerTest test);

        ErrorCategory errorAfter(Attack attack) {
            if (paid) {
                return ErrorCategory.UNCERTAIN_SUBMISSION;
            }
            return attack.isSlow() ? ErrorCategory.PROVIDER_UNAVAILABLE : ErrorCategory.ANSWER_TOO_LARGE;
        }
    }

    private static ErrorDetails detailsOf(IOException failure) {
        return ErrorDetails.of("cloud", "download", failure.getMessage());
    }

    static Stream<Arguments> everyAttackOnEveryQuestion() {
        return Stream.of(Attack.values())
                .flatMap(attack -> Stream.of(Question.values()).map(question -> Arguments.of(attack, question)));
    }

    private HttpTransport guarded(String baseUrl) {
        return pool.acquire(new HttpSettings(baseUrl, LONG, WINDOW, 8, 4, null, null, 0, null, null, LIMITS, false));
    }

    @ParameterizedTest
    @MethodSource("everyAttackOnEveryQuestion")
    void anAnswerWithoutEndIsGivenUpAndTheNextRequestsAreServed(Attack attack, Question question) throws IOException {
        try (RawServer server = new RawServer(
                connection -> {
                    connection.readRequest();
                    attack.on(connection, 200);
                    serve(connection);
                },
                HostileAnswerTest::serve)) {
            ProviderClient client = client(guarded(server.url()), server.url());

            TranscriptionException failure = refusalOf(question.ask(client, this));

            assertThat(failure.getCategory()).as(failure.getMessage()).isEqualTo(question.errorAfter(attack));
            // The window is short for the test's sake: a busy machine may need a second try.
            Awaitility.await().atMost(Duration.ofSeconds(8)).ignoreExceptions().untilAsserted(() -> {
                List<? extends CompletionStage<?>> healthy = IntStream.range(0, 20)
                        .mapToObj(i -> Question.values()[i % Question.values().length].ask(client, this))
                        .toList();
                assertThat(healthy).allSatisfy(answer -> assertThat(answer.toCompletableFuture())
                        .succeedsWithin(Duration.ofSeconds(4)));
            });
        }
    }

    private static void serve(RawServer.Connection connection) throws IOException {
        while (true) {
            connection.readRequest();
            connection.answer(200, "{\"id\":\"job-1\"}");
        }
    }

    static Stream<Arguments> everyLongErrorPage() {
        return Stream.of(Attack.LONG_BODY, Attack.ENDLESS_BODY, Attack.GZIP_BOMB)
                .flatMap(attack -> Stream.of(Question.values()).map(question -> Arguments.of(attack, question)));
    }

    @ParameterizedTest
    @MethodSource("everyLongErrorPage")
    void anErrorPageWithoutEndIsAnErrorAllTheSame(Attack attack, Question question) throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            attack.on(connection, 402);
            connection.hang();
        })) {
            TranscriptionException failure = refusalOf(question.ask(client(guarded(server.url()), server.url()), this));

            assertThat(failure)
                    .returns(
                            // Of a poll's answer only the provider's own counts, and this is a gateway's page.
                            question.paid ? ErrorCategory.INSUFFICIENT_BALANCE : ErrorCategory.PROVIDER_UNAVAILABLE,
                            TranscriptionException::getCategory)
                    .returns(402, TranscriptionException::getHttpStatus);
        }
    }
}
