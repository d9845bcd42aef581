/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VariantsContract;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation means the same against every shape that Shopot's answers have, and against mixtures of them. */
class ShopotVariantsTest extends ShopotTestSupport implements VariantsContract {

    @Override
    public String scheme() {
        return "shopot";
    }

    static Stream<Object> variants() {
        return Stream.concat(Stream.of((Object[]) ShopotVariant.values()), Stream.of(1L, 2L, 3L, 4L));
    }

    @Override
    public String play(Object variant) {
        if (variant instanceof ShopotVariant named) {
            shopot.variant(named);
        } else {
            shopot.mixedVariants((Long) variant);
        }
        return "baseUrl=" + shopot.baseUrl();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void recordingsAreTranscribed(Object variant) {
        play(variant);

        Transcript transcript = body("shopot:transcribe", Recordings.wav(2), Transcript.class);
        assertThat(transcript.text()).isEqualTo(TEXT);
        assertThat(transcript.segments())
                .extracting(Segment::text)
                .containsExactly("[simulated speech 1]", "[simulated speech 2]");
        if (variant == ShopotVariant.PUBLIC) {
            assertThat(transcript.nameOf(transcript.segments().get(1).speaker()))
                    .isEqualTo("Спикер 1");
        }
        TranscriptionJob job = body("shopot:submit", URI.create("https://example.com/a.mp3"), TranscriptionJob.class);
        Awaitility.await()
                .until(() -> body("shopot:status", job, JobStatus.class).state() == JobState.DONE);
        assertThat(body("shopot:await?outputFormat=vtt", job, String.class)).contains("[simulated speech 1]");
        for (String modifier : new String[] {"paragraph_json", "paragraph_text", "plain_text", "plain_json"}) {
            assertThat(body("shopot:transcribe?modifier=" + modifier, Recordings.wav(2), Transcript.class)
                            .text())
                    .contains("[simulated speech 2]");
        }
        assertThat(body("shopot:transcribe?summary=brief", Recordings.wav(2), Transcript.class)
                        .text())
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void failuresAreFailures(Object variant) {
        play(variant);
        shopot.faults().onProcessing().error("Worker died").once();

        Exchange failed = send("shopot:transcribe", Recordings.wav(1));
        assertThat(failed.getException()).isInstanceOf(JobFailedException.class).hasMessageContaining("Worker died");
        assertThat(jobId(failed)).isNotNull();
        assertThat(send("shopot:status", null, about("gone")).getException()).isInstanceOf(JobNotFoundException.class);
        assertThat(send("shopot:transcribe?apiKey=wrong", Recordings.wav(1)).getException())
                .isInstanceOf(AuthenticationException.class);
        shopot.faults().balanceMinutes(0);
        assertThat(send("shopot:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
    }

    /** Only an answer about a job tells the path; from then on no request is wasted. */
    @Test
    void thePathOfTheStatusIsRememberedForTheAccount() {
        shopot.variant(ShopotVariant.PUBLIC);

        body("shopot:transcribe", Recordings.wav(1), Transcript.class);
        assertThat(paths()).filteredOn("/shopot/v1/transcribe/"::equals).hasSize(1);

        shopot.requests().clear();
        body("shopot:transcribe?modifier=plain_json", Recordings.wav(1), Transcript.class);
        assertThat(paths()).isNotEmpty().allMatch("/shopot/v1/status/"::equals);

        // And back again, should the service change.
        shopot.variant(ShopotVariant.DOCUMENTED);
        body("shopot:transcribe", Recordings.wav(1), Transcript.class);
        assertThat(paths()).contains("/shopot/v1/transcribe/");
    }

    /** What the two paths answer, and what is made of both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 {'detail':'Not Found'} | 404 {'error':'Request not found'} | JOB_NOT_FOUND | 2",
                "405 {'detail':'Method Not Allowed'} | 404 {'error':'Request not found'} | JOB_NOT_FOUND | 2",
                "404 {'error':'Request not found'} | 405 {'detail':'Method Not Allowed'} | JOB_NOT_FOUND | 2",
                "404 <html>Not Found</html> | 404 {'error':'Request not found'} | JOB_NOT_FOUND | 2",
                "404 {'detail':'Not Found'} | 500 {'detail':'x'} | PROVIDER_UNAVAILABLE | 2",
                "404 {'detail':'Not Found'} | 429 {'detail':'x'} | RATE_LIMITED | 2",
                "404 {'detail':'Not Found'} | 403 {'detail':'Invalid SaaS API key'} | AUTHENTICATION | 2",
                "404 {'detail':'Not Found'} | 200 <html></html> | PROVIDER_UNAVAILABLE | 2",
                "500 {'detail':'x'} | 404 {'error':'Request not found'} | PROVIDER_UNAVAILABLE | 1",
                "403 {'detail':'Invalid SaaS API key'} | 404 {'error':'Request not found'} | AUTHENTICATION | 1"
            })
    void aJobIsNotGivenUpBeforeBothPathsWereAsked(String first, String second, String category, int requests) {
        for (String answer : new String[] {first, second}) {
            shopot.faults()
                    .onStatus()
                    .status(Integer.parseInt(answer.substring(0, 3)))
                    .body(answer.substring(4).replace('\'', '"'), "application/json")
                    .once();
        }

        Exchange reply = send("shopot:status?maxRetries=0", null, about("1"));

        assertThat(reply.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                .isEqualTo(category);
        assertThat(paths())
                .hasSize(requests)
                .startsWith("/shopot/v1/transcribe/")
                .doesNotHaveDuplicates();
        // Nothing of this was an answer about a job: the documented path is still the first.
        send("shopot:status?maxRetries=0", null, about("1"));
        assertThat(paths().get(requests)).isEqualTo("/shopot/v1/transcribe/");
    }

    private List<String> paths() {
        return shopot.requests().of(ShopotCall.STATUS).stream()
                .map(RecordedRequest::path)
                .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
                .toList();
    }
}
