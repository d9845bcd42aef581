/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderClientTest extends HttpTest {

    @ParameterizedTest
    @CsvSource({
        "302, PROVIDER_UNAVAILABLE",
        "400, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "402, INSUFFICIENT_BALANCE",
        "403, AUTHENTICATION",
        "404, JOB_NOT_FOUND",
        "405, INVALID_REQUEST",
        "407, AUTHENTICATION",
        "408, PROVIDER_UNAVAILABLE",
        "409, JOB_NOT_READY",
        "410, INVALID_REQUEST",
        "413, INVALID_REQUEST",
        "415, INVALID_REQUEST",
        "422, INVALID_REQUEST",
        "425, JOB_NOT_READY",
        "429, RATE_LIMITED",
        "500, PROVIDER_UNAVAILABLE",
        "502, PROVIDER_UNAVAILABLE",
        "503, PROVIDER_UNAVAILABLE",
        "504, PROVIDER_UNAVAILABLE"
    })
    void everyErrorStatusOfAPollHasItsCategory(int status, ErrorCategory category) {
        try (RawServer server = RawServer.answering(status, "{\"detail\":\"the provider's words\"}")) {
            assertThat(refusalOf(client(transport(), server.url() + "/").send(STATUS)))
                    .returns(category, TranscriptionException::getCategory)
                    .returns(status, TranscriptionException::getHttpStatus)
                    .returns("cloud", TranscriptionException::getProvider)
                    .returns("status", TranscriptionException::getOperation)
                    .returns("job-1", TranscriptionException::getJobId)
                    .returns("the provider's words", TranscriptionException::getProviderMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void whatIsNotFoundIsNoJobWhereNoneWasAskedFor(int status) {
        try (RawServer server = RawServer.answering(status, "{}")) {
            assertThat(refusalOf(client(server).submit(LINK_SUBMISSION)).getCategory())
                    .isEqualTo(ErrorCategory.INVALID_REQUEST);
        }
    }

    @Test
    void theProvidersOwnMeaningOfAnErrorWins() {
        try (RawServer server = RawServer.answering(400, "{\"detail\":\"no money\"}")) {
            ProviderClient client = new ProviderClient(
                    "cloud",
                    server.url(),
                    transport(),
                    Map::of,
                    new VerdictTable(
                            "cloud",
                            Set.of("detail"),
                            VerdictTable.row(
                                    VerdictTable.Phase.POLL,
                                    400,
                                    VerdictTable.Body.OWN,
                                    "no money",
                                    Verdict.DENIED,
                                    ErrorCategory.INSUFFICIENT_BALANCE)),
                    new SecretMask());

            assertThat(refusalOf(client.send(STATUS)).getCategory()).isEqualTo(ErrorCategory.INSUFFICIENT_BALANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/api/v1/", "/api/v1///"})
    void slashesAtTheEndOfTheBaseMakeNoDifference(String base) {
        try (RawServer server = RawServer.answering(200, "{}")) {
            valueOf(client(transport(), server.url() + base).send(ApiRequest.get("status", null, "/jobs")));

            assertThat(server.requests()).singleElement().asString().startsWith("GET /api/v1/jobs HTTP");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void everySuccessIsOne(int status) {
        try (RawServer server = RawServer.answering(status, status == 204 ? "" : "{}")) {
            assertThat(valueOf(client(server).send(STATUS)).status()).isEqualTo(status);
        }
    }

    @Test
    void anErrorStatusThatIsAnAnswerToTheCallerIsGivenToIt() {
        try (RawServer server = RawServer.answering(409, "{\"state\":\"processing\"}")) {
            ProviderClient client = client(server);

            assertThat(valueOf(client.sendAccepting(STATUS, 409)).text()).contains("processing");
            assertThat(refusalOf(client.sendAccepting(STATUS, 418)).getCategory())
                    .isEqualTo(ErrorCategory.JOB_NOT_READY);
        }
    }

    @Test
    void retryAfterInSecondsIsOnTheException() {
        try (RawServer server = RawServer.answering(429, "{}", "Retry-After: 17")) {
            assertThat(refusalOf(client(server).send(STATUS)).getRetryAfter()).isEqualTo(Duration.ofSeconds(17));
        }
    }

    @Test
    void retryAfterAsADateIsOnTheExceptionOnBothLanes() {
        String inTenMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        try (RawServer server = RawServer.answering(503, "{}", "Retry-After: " + inTenMinutes)) {
            ProviderClient client = client(server);

            assertThat(refusalOf(client.send(STATUS)).getRetryAfter())
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
            assertThat(refusalOf(client.upload(SUBMISSION, form(), LONG)).getRetryAfter())
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, , REJECTED, RATE_LIMITED",
        "429, 3, REJECTED, RATE_LIMITED",
        "503, 3, REJECTED, RATE_LIMITED",
        "503, , UNCERTAIN, UNCERTAIN_SUBMISSION",
        "500, 3, UNCERTAIN, UNCERTAIN_SUBMISSION",
        "502, 3, UNCERTAIN, UNCERTAIN_SUBMISSION",
        "504, , UNCERTAIN, UNCERTAIN_SUBMISSION",
        "520, , UNCERTAIN, UNCERTAIN_SUBMISSION",
        "408, , UNCERTAIN, UNCERTAIN_SUBMISSION",
        "499, , UNCERTAIN, UNCERTAIN_SUBMISSION",
        "302, , REJECTED, INVALID_REQUEST",
        "401, 3, REJECTED, AUTHENTICATION",
        "404, , REJECTED, INVALID_REQUEST",
        "418, , REJECTED, INVALID_REQUEST"
    })
    void aSubmissionIsRejectedOrUncertainByTheTable(
            int status, String retryAfter, Verdict verdict, ErrorCategory category) {
        String[] headers = retryAfter == null ? new String[0] : new String[] {"Retry-After: " + retryAfter};
        for (String body : List.of("{}", "<html>gateway</html>", "{\"detail\":\"no\"}")) {
            try (RawServer server = RawServer.answering(status, body, headers)) {
                ProviderClient client = client(server);

                assertThat(List.of(
                                refusalOf(client.submit(LINK_SUBMISSION)),
                                refusalOf(client.upload(SUBMISSION, form(), LONG))))
                        .allSatisfy(failure -> assertThat(failure)
                                .returns(verdict, TranscriptionException::getVerdict)
                                .returns(category, TranscriptionException::getCategory));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, GONE, JOB_NOT_FOUND",
        "401, DENIED, AUTHENTICATION",
        "402, DENIED, INSUFFICIENT_BALANCE",
        "403, DENIED, AUTHENTICATION",
        "410, PENDING, INVALID_REQUEST",
        "500, PENDING, PROVIDER_UNAVAILABLE"
    })
    void onlyTheProvidersOwnAnswerEndsAJob(int status, Verdict verdict, ErrorCategory category) {
        for (String own : List.of("{\"detail\":\"no\"}", "\ufeff{\"detail\":\"no\"}")) {
            try (RawServer server = RawServer.answering(status, own)) {
                assertThat(refusalOf(client(server).send(STATUS)))
                        .returns(verdict, TranscriptionException::getVerdict)
                        .returns(category, TranscriptionException::getCategory);
            }
        }
        for (String gateways : List.of("<html>no</html>", "", "{\"other\":1}", "[\"detail\"]", "{\"detail\"")) {
            try (RawServer server = RawServer.answering(status, gateways)) {
                assertThat(refusalOf(client(server).send(STATUS)))
                        .returns(Verdict.PENDING, TranscriptionException::getVerdict)
                        .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory);
            }
        }
    }

    @Test
    void aByteOrderMarkBeforeTheJobsIdDoesNotMakeASubmissionUncertain() {
        try (RawServer server = RawServer.answering(200, "\ufeff{\"id\":\"job-1\"}")) {
            String answer = valueOf(client(server).submit(LINK_SUBMISSION, text -> text));

            assertThat(answer).isEqualTo("{\"id\":\"job-1\"}");
        }
    }

    @Test
    void aSmallSubmissionWhoseAnswerIsLostIsUncertain() {
        try (RawServer server = new RawServer(RawServer::lose)) {
            assertThat(refusalOf(client(server).submit(LINK_SUBMISSION)))
                    .returns(ErrorCategory.UNCERTAIN_SUBMISSION, TranscriptionException::getCategory)
                    .returns(Verdict.UNCERTAIN, TranscriptionException::getVerdict);
        }
    }

    @Test
    void aPollWhoseAnswerIsLostMayBeMadeAgain() {
        try (RawServer server = new RawServer(RawServer::lose)) {
            assertThat(refusalOf(client(server).send(STATUS)))
                    .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                    .returns(true, TranscriptionException::isRetriable)
                    .returns("job-1", TranscriptionException::getJobId);
        }
    }

    @Test
    void aSubmissionThatNeverArrivedMayBeMadeAgain() {
        assertThat(refusalOf(client(transport(), RawServer.closedUrl()).submit(LINK_SUBMISSION)))
                .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                .returns(Verdict.REJECTED, TranscriptionException::getVerdict);
    }

    @Test
    void authorizationIsMadeAnewForEveryAttempt() {
        int[] count = new int[1];
        try (RawServer server = RawServer.answering(200, "{}")) {
            ProviderClient client =
                    client(transport(), server.url(), () -> Map.of("X-Signature", "number " + ++count[0]));
            valueOf(client.send(STATUS));
            valueOf(client.send(STATUS));

            assertThat(server.requests().get(0)).contains("X-Signature: number 1\r\n");
            assertThat(server.requests().get(1)).contains("X-Signature: number 2\r\n");
        }
    }
}
