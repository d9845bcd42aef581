/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

/** The API itself points elsewhere. */
class AiesaRedirectTest extends AiesaTestSupport {

    private final WireMockServer elsewhere =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @Override
    Clock clock() {
        return new TickingClock(Instant.now());
    }

    @BeforeEach
    void startElsewhere() {
        elsewhere.start();
        elsewhere.stubFor(get(anyUrl()).willReturn(okJson("{\"data\":{\"status\":\"processing\",\"progress\":7}}")));
    }

    @AfterEach
    void stopElsewhere() {
        elsewhere.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anotherHostGetsNoneOfTheThreeHeaders(String host) {
        aiesa.faults()
                .onStatus()
                .status(302)
                .header("Location", "http://" + host + ":" + elsewhere.port() + "/moved/job-1")
                .once();

        JobStatus reply = body("aiesa:status", null, about("job-1"), JobStatus.class);

        assertThat(reply.progress()).isEqualTo(7);
        elsewhere.verify(
                1,
                getRequestedFor(anyUrl())
                        .withoutHeader("X-Public-Key")
                        .withoutHeader("X-Timestamp")
                        .withoutHeader("X-Signature"));
        assertThat(elsewhere.getAllServeEvents()).hasSize(1).allSatisfy(event -> assertThat(
                        event.getRequest().getHeaders().toString())
                .doesNotContain(PUBLIC_KEY));
        assertThat(aiesa.requests().statusPolls().get(0).header("X-Signature")).isNotBlank();
    }

    @Test
    void theSameServerUnderAnotherNameIsAnotherHost() {
        String jobId = submit();
        aiesa.faults()
                .onStatus()
                .status(307)
                .header("Location", "http://localhost:" + simulator.port() + "/aiesa/api/v1/transcriptions/" + jobId)
                .once();

        Exchange reply = send("aiesa:status?maxRetries=0", null, about(jobId));

        assertFailed(reply, ErrorCategory.AUTHENTICATION, 401);
        assertThat(reply.getException()).hasMessageContaining("Missing authentication headers");
        aiesa.requests().assertCount(AiesaCall.STATUS, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void theSameHostGetsAFreshSignature(int status) {
        String jobId = submit();
        aiesa.faults()
                .onStatus()
                .status(status)
                .header("Location", "/aiesa/api/v1/transcriptions/" + jobId)
                .once();

        JobStatus reply = body("aiesa:status", null, about(jobId), JobStatus.class);

        assertThat(reply.state()).isEqualTo(JobState.DONE);
        List<RecordedRequest> requests = aiesa.requests().statusPolls();
        assertThat(requests).hasSize(2);
        assertThat(requests)
                .extracting(request -> request.header("X-Timestamp"))
                .doesNotHaveDuplicates();
        assertThat(requests)
                .extracting(request -> request.header("X-Signature"))
                .doesNotHaveDuplicates();
        aiesa.requests().assertRefusedSignatures(0);
    }

    @Test
    void aSubmissionIsNotSentToWhereARedirectPoints() {
        aiesa.faults()
                .onSubmit()
                .status(302)
                .header("Location", elsewhere.baseUrl() + "/moved")
                .always();

        Exchange reply = send("aiesa:transcribe?maxRetries=0", Recordings.wav(1));

        assertThat(reply.getException()).hasMessageContaining("baseUrl may have to be another address");
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
        aiesa.requests().assertSubmitted(0);
    }

    @Test
    void aWrongClockElsewhereIsNotOurs() {
        elsewhere.stubFor(get(anyUrl())
                .willReturn(okJson("{\"message\":\"no\"}")
                        .withStatus(401)
                        .withHeader("Date", "Wed, 29 Oct 2025 11:22:33 GMT")));
        aiesa.faults()
                .onStatus()
                .status(302)
                .header("Location", elsewhere.baseUrl() + "/moved")
                .once();

        assertFailed(send("aiesa:status", null, about("job-1")), ErrorCategory.AUTHENTICATION, 401);

        assertThat(elsewhere.getAllServeEvents()).hasSize(1);
        AiesaClock clock = context.getComponent("aiesa", AiesaComponent.class).clock();
        assertThat(clock.offset()).isEqualTo(Duration.ZERO);
    }
}
