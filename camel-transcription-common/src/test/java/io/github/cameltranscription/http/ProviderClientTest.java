/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderClientTest extends HttpTest {

    private static final ApiRequest STATUS = ApiRequest.get("status", "job-1", "/jobs/{jobId}");
    private static final ApiRequest SUBMISSION =
            ApiRequest.post("transcribe", null, "/jobs").withJson("{}");

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
        "410, JOB_NOT_FOUND",
        "413, PAYLOAD_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA",
        "422, INVALID_REQUEST",
        "425, JOB_NOT_READY",
        "429, RATE_LIMITED",
        "500, PROVIDER_UNAVAILABLE",
        "502, PROVIDER_UNAVAILABLE",
        "503, PROVIDER_UNAVAILABLE",
        "504, PROVIDER_UNAVAILABLE"
    })
    void everyErrorStatusHasItsCategory(int status, ErrorCategory category) throws IOException {
        try (RawServer server = RawServer.answering(status, "{\"detail\":\"the provider's words\"}")) {
            TranscriptionException failure =
                    refusalOf(client(transport(), server.url() + "/").send(STATUS));

            assertThat(failure)
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
    void whatIsNotFoundIsNoJobWhereNoneWasAskedFor(int status) throws IOException {
        try (RawServer server = RawServer.answering(status, "{}")) {
            assertThat(refusalOf(client(transport(), server.url()).submit(SUBMISSION))
                            .getCategory())
                    .isEqualTo(ErrorCategory.INVALID_REQUEST);
        }
    }

    @Test
    void theProvidersOwnMeaningOfAnErrorWins() throws IOException {
        try (RawServer server = RawServer.answering(400, "{\"detail\":\"no money\"}")) {
            ProviderClient client = new ProviderClient(
                    "cloud",
                    server.url(),
                    transport(),
                    Map::of,
                    (status, message) ->
                            status == 400 && message.equals("no money") ? ErrorCategory.INSUFFICIENT_BALANCE : null,
                    new SecretMask());

            assertThat(refusalOf(client.send(STATUS)).getCategory()).isEqualTo(ErrorCategory.INSUFFICIENT_BALANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void everySuccessIsOne(int status) throws IOException {
        try (RawServer server = RawServer.answering(status, status == 204 ? "" : "{}")) {
            assertThat(valueOf(client(transport(), server.url()).send(STATUS)).status())
                    .isEqualTo(status);
        }
    }

    @Test
    void anErrorStatusThatIsAnAnswerToTheCallerIsGivenToIt() throws IOException {
        try (RawServer server = RawServer.answering(409, "{\"state\":\"processing\"}")) {
            ProviderClient client = client(transport(), server.url());

            assertThat(valueOf(client.sendAccepting(STATUS, 409)).text()).contains("processing");
            assertThat(refusalOf(client.sendAccepting(STATUS, 418)).getCategory())
                    .isEqualTo(ErrorCategory.JOB_NOT_READY);
        }
    }

    @Test
    void retryAfterInSecondsIsOnTheException() throws IOException {
        try (RawServer server = RawServer.answering(429, "{}", "Retry-After: 17")) {
            assertThat(refusalOf(client(transport(), server.url()).send(STATUS)).getRetryAfter())
                    .isEqualTo(Duration.ofSeconds(17));
        }
    }

    @Test
    void retryAfterAsADateIsOnTheExceptionOnBothLanes() throws IOException {
        String inTenMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        try (RawServer server = RawServer.answering(503, "{}", "Retry-After: " + inTenMinutes)) {
            ProviderClient client = client(transport(), server.url());

            assertThat(refusalOf(client.send(STATUS)).getRetryAfter())
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
            assertThat(refusalOf(client.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG))
                            .getRetryAfter())
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, , true",
        "429, 3, true",
        "503, 3, true",
        "503, , false",
        "500, 3, false",
        "502, 3, false",
        "401, 3, false"
    })
    void onlyWhatWasTurnedAwayForNowWasCertainlyNotTaken(int status, String retryAfter, boolean notAccepted)
            throws IOException {
        String[] headers = retryAfter == null ? new String[0] : new String[] {"Retry-After: " + retryAfter};
        try (RawServer server = RawServer.answering(status, "{}", headers)) {
            ProviderClient client = client(transport(), server.url());

            assertThat(refusalOf(client.submit(SUBMISSION)).getDetails().notAccepted())
                    .isEqualTo(notAccepted);
            assertThat(refusalOf(client.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG))
                            .getDetails()
                            .notAccepted())
                    .isEqualTo(notAccepted);
        }
    }

    @Test
    void aSmallSubmissionWhoseAnswerIsLostIsUncertain() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            TranscriptionException failure =
                    refusalOf(client(transport(), server.url()).submit(SUBMISSION));

            assertThat(failure.getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
            assertThat(failure.getDetails().notAccepted()).isFalse();
        }
    }

    @Test
    void aPollWhoseAnswerIsLostMayBeMadeAgain() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            TranscriptionException failure =
                    refusalOf(client(transport(), server.url()).send(STATUS));

            assertThat(failure)
                    .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                    .returns(true, TranscriptionException::isRetriable)
                    .returns("job-1", TranscriptionException::getJobId);
        }
    }

    @Test
    void aSubmissionThatNeverArrivedMayBeMadeAgain() throws IOException {
        RawServer gone = new RawServer(RawServer.Connection::hang);
        gone.close();

        TranscriptionException failure =
                refusalOf(client(transport(), gone.url()).submit(SUBMISSION));

        assertThat(failure.getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
        assertThat(failure.getDetails().notAccepted()).isTrue();
    }

    @Test
    void authorizationIsMadeAnewForEveryAttempt() throws IOException {
        int[] count = new int[1];
        try (RawServer server = RawServer.answering(200, "{}")) {
            ProviderClient client = new ProviderClient(
                    "cloud",
                    server.url(),
                    transport(),
                    () -> Map.of("X-Signature", "number " + ++count[0]),
                    ErrorClassifier.BY_STATUS,
                    new SecretMask());
            valueOf(client.send(STATUS));
            valueOf(client.send(STATUS));

            assertThat(server.requests().get(0)).contains("X-Signature: number 1\r\n");
            assertThat(server.requests().get(1)).contains("X-Signature: number 2\r\n");
        }
    }
}
