/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.HostilePeer.Attack;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** An answer is larger than the limits or never ends; the requests after it are served. */
@Tag("server")
class HostileAnswerTest extends HttpTest {

    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final AnswerLimits LIMITS = new AnswerLimits(100_000, 200_000, 300_000, 8 * 1024);

    /** Each of these ends with a deadline, and not with a limit. */
    private static final Set<Attack> SLOW = EnumSet.of(Attack.SLOW, Attack.SLOW_HEADER, Attack.ENDLESS_HINTS);

    /** A way to ask, and whether it is paid for: then the error says that a job may exist. */
    enum Question {
        SMALL(false, (client, test) -> client.send(STATUS)),
        TRANSCRIPT(false, (client, test) -> client.send(STATUS.forTranscript())),
        LINK(true, (client, test) -> client.submit(LINK_SUBMISSION)),
        UPLOAD(true, (client, test) -> client.upload(SUBMISSION, test.form(), WINDOW)),
        SYNCHRONOUS(true, (client, test) -> client.upload(SUBMISSION.forTranscript(), test.form(), WINDOW)),
        DOWNLOAD(false, (client, test) -> client.download(STATUS).thenApply(answer -> {
            try (answer) {
                return answer.body().readAllBytes();
            } catch (OversizedAnswerException tooLarge) {
                throw ErrorCategory.ANSWER_TOO_LARGE.toException(detailsOf(tooLarge));
            } catch (IOException broken) {
                throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(detailsOf(broken));
            }
        }));

        private final boolean paid;
        private final BiFunction<ProviderClient, HttpTest, CompletionStage<?>> request;

        Question(boolean paid, BiFunction<ProviderClient, HttpTest, CompletionStage<?>> request) {
            this.paid = paid;
            this.request = request;
        }

        CompletionStage<?> ask(ProviderClient client, HttpTest test) {
            return request.apply(client, test);
        }

        ErrorCategory errorAfter(Attack attack) {
            if (paid) {
                return ErrorCategory.UNCERTAIN_SUBMISSION;
            }
            return SLOW.contains(attack) ? ErrorCategory.PROVIDER_UNAVAILABLE : ErrorCategory.ANSWER_TOO_LARGE;
        }
    }

    private static ErrorDetails detailsOf(IOException failure) {
        return ErrorDetails.of("cloud", "download", failure.getMessage());
    }

    private static Stream<Arguments> onEveryQuestion(Attack... attacks) {
        return Stream.of(attacks)
                .flatMap(attack -> Stream.of(Question.values()).map(question -> Arguments.of(attack, question)));
    }

    static Stream<Arguments> everyAttackOnEveryQuestion() {
        return onEveryQuestion(
                Attack.LARGE_JSON,
                Attack.ENDLESS_BODY,
                Attack.LONG_HEADER,
                Attack.LARGE_HEAD,
                Attack.MANY_HEADERS,
                Attack.ENDLESS_HINTS,
                Attack.GZIP_BOMB,
                Attack.SLOW,
                Attack.SLOW_HEADER);
    }

    private ProviderClient guarded(RawServer server) {
        HttpSettings settings =
                new HttpSettings(server.url(), LONG, WINDOW, 8, 4, null, null, 0, null, null, LIMITS, false);
        return client(pool.acquire(settings), server.url());
    }

    @ParameterizedTest
    @MethodSource("everyAttackOnEveryQuestion")
    void anAnswerWithoutEndIsGivenUpAndTheNextRequestsAreServed(Attack attack, Question question) {
        try (RawServer server = new RawServer(attack.talk(200), RawServer.answers(200, "{\"id\":\"job-1\"}"))) {
            ProviderClient client = guarded(server);

            TranscriptionException failure = refusalOf(question.ask(client, this));

            assertThat(failure.getCategory()).as(failure.getMessage()).isEqualTo(question.errorAfter(attack));
            // The window is short for the test's sake: a busy machine may need a second try.
            Awaitility.await().ignoreExceptions().untilAsserted(() -> {
                List<? extends CompletionStage<?>> healthy = IntStream.range(0, 20)
                        .mapToObj(i -> Question.values()[i % Question.values().length].ask(client, this))
                        .toList();
                assertThat(healthy).allSatisfy(HttpTest::valueOf);
            });
        }
    }

    static Stream<Arguments> everyErrorPage() {
        return onEveryQuestion(
                Attack.LARGE_JSON,
                Attack.ENDLESS_BODY,
                Attack.GZIP_BOMB,
                Attack.SLOW,
                Attack.FALSE_GZIP,
                Attack.BAD_CHUNK);
    }

    @ParameterizedTest
    @MethodSource("everyErrorPage")
    void anErrorPageThatCannotBeReadToItsEndIsAnError(Attack attack, Question question) {
        try (RawServer server = new RawServer(attack.talk(402))) {
            ProviderClient client = guarded(server);

            // The window is short for the test's sake: a busy machine may need a second try.
            Awaitility.await().untilAsserted(() -> assertThat(refusalOf(question.ask(client, this)))
                    .returns(
                            // Of a poll's answer only the provider's own counts, and this is a gateway's page.
                            question.paid ? ErrorCategory.INSUFFICIENT_BALANCE : ErrorCategory.PROVIDER_UNAVAILABLE,
                            TranscriptionException::getCategory)
                    .returns(402, TranscriptionException::getHttpStatus));
        }
    }
}
