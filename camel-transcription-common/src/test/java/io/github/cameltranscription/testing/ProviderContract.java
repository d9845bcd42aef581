/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.ProviderPeer.Call;
import io.github.cameltranscription.testing.ProviderPeer.Trouble;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What holds for each provider: for errors, options and secrets here, for operations, health and recorded jobs in the classes
 * that this one extends. A provider gives the texts of its answers; the contract brings the server that sends them.
 */
@Tag("server")
public abstract class ProviderContract extends TranscriptionContract {

    /** Options that are bad at every component, in which way, and what to do. */
    private static final String BAD_OPTIONS = """
            transcibe | Unknown operation "transcibe" | transcribe, submit, await, status
            transcribe?nonsense=1 | nonsense | Unknown parameters
            transcribe?baseUrl=ftp://host | baseUrl "ftp://host" | https://host/api/v1
            transcribe?language=russian | language "russian" | ISO 639-1
            transcribe?outputFormat=docx | outputFormat | docx
            transcribe?initialDelay=0 | initialDelay 0ms must be | longer than 0
            transcribe?pollMultiplier=0.5 | pollMultiplier 0.5 | at least 1
            transcribe?maxPollInterval=-1 | maxPollInterval -1ms | longer than 0
            transcribe?jobTimeout=0 | jobTimeout 0ms | longer than 0
            transcribe?maxInFlight=0 | maxInFlight 0 | at least 1
            transcribe?maxConcurrentUploads=0 | maxConcurrentUploads 0 | greater than 0
            transcribe?maxConnections=0 | maxConnections 0 | greater than 0
            transcribe?connectTimeout=0 | connectTimeout 0 | greater than 0
            transcribe?responseTimeout=0 | responseTimeout 0 | greater than 0
            transcribe?maxRetries=-1 | maxRetries -1 | 0 means no retry
            transcribe?proxyHost=proxy | proxyPort 0 is not a port | such as 3128
            transcribe?cueMaxLineLength=0 | cueMaxLineLength | 0
            transcribe?cueMaxLines=0 | cueMaxLines | 0
            transcribe?jobKey=a | jobKey "a" | add jobRepository
            results | jobRepository is missing | repository of submit and transcribe
            """;

    private static final List<Function<Headers, String>> ECHOES = List.of(
            headers -> "{\"detail\":\"" + text(headers) + "\",\"message\":\"" + text(headers) + "\",\"error\":\""
                    + text(headers) + "\"}",
            ProviderContract::text,
            headers -> "<html><body>" + text(headers) + "</body></html>",
            headers -> "{\"id\":null,\"status\":\"" + text(headers) + "\"");

    /**
     * A submission that the provider refuses in its own way.
     *
     * @param status   the HTTP status
     * @param message  the provider's words
     * @param category what it is an error of
     */
    public record Refusal(int status, String message, ErrorCategory category) {}

    /** What every provider's statuses mean for a submission. */
    private static final List<Refusal> REFUSALS = List.of(
            new Refusal(400, "said so", ErrorCategory.INVALID_REQUEST),
            new Refusal(401, "said so", ErrorCategory.AUTHENTICATION),
            new Refusal(402, "said so", ErrorCategory.INSUFFICIENT_BALANCE),
            new Refusal(403, "said so", ErrorCategory.AUTHENTICATION),
            new Refusal(404, "said so", ErrorCategory.INVALID_REQUEST),
            new Refusal(408, "said so", ErrorCategory.UNCERTAIN_SUBMISSION),
            new Refusal(413, "said so", ErrorCategory.PAYLOAD_TOO_LARGE),
            new Refusal(415, "said so", ErrorCategory.UNSUPPORTED_MEDIA),
            new Refusal(422, "said so", ErrorCategory.INVALID_REQUEST),
            new Refusal(499, "said so", ErrorCategory.UNCERTAIN_SUBMISSION),
            new Refusal(500, "said so", ErrorCategory.UNCERTAIN_SUBMISSION),
            new Refusal(502, "said so", ErrorCategory.UNCERTAIN_SUBMISSION),
            new Refusal(503, "said so", ErrorCategory.UNCERTAIN_SUBMISSION));

    private static final Map<Integer, ErrorCategory> POLL_REFUSALS = Map.of(
            401, ErrorCategory.AUTHENTICATION,
            403, ErrorCategory.AUTHENTICATION,
            404, ErrorCategory.JOB_NOT_FOUND,
            429, ErrorCategory.RATE_LIMITED,
            500, ErrorCategory.PROVIDER_UNAVAILABLE);

    private VisibleFromOutside outside;

    /** The headers in which keys, or what is made of them, are sent. */
    protected Set<String> secretHeaders() {
        return Set.of("Authorization");
    }

    /** What this provider refuses in its own way. */
    protected List<Refusal> refusals() {
        return List.of();
    }

    /** What is wrong with options of this provider: the rest of a URI, the problem and the fix, a line each. */
    protected String badOptions() {
        return "";
    }

    @AfterEach
    void stopLooking() {
        if (outside != null) {
            outside.close();
        }
    }

    @Test
    void aRefusedSubmissionHasItsOwnClassAndTheProvidersWords() {
        List<Refusal> all = new ArrayList<>(REFUSALS);
        all.addAll(refusals());
        for (Refusal refusal : all) {
            for (String operation : List.of("transcribe", "submit")) {
                for (Object body : List.of(Recordings.wav(1), LINK)) {
                    peer().next(Call.SUBMISSION, Trouble.json(refusal.status(), error(refusal.message())));

                    Exchange reply = send(ofItsOwn(operation), body);

                    assertFailed(reply, refusal.category(), refusal.status());
                    assertThat(reply.getException()).hasMessageContainingAll(operation, refusal.message());
                }
            }
        }
        assertThat(peer().count(Call.SUBMISSION)).isEqualTo(4 * all.size());
        assertThat(peer().jobs()).isZero();
    }

    @Test
    void aSubmissionThatIsRejectedForLoadFailsAtOnceWhereItMayNotWait() {
        peer().always(Call.SUBMISSION, Trouble.status(429));

        for (String operation : List.of("transcribe", "submit")) {
            String uri = ofItsOwn(operation) + "&submitTimeout=0s";
            assertFailed(send(uri, Recordings.wav(1)), ErrorCategory.RATE_LIMITED, 429);
        }
    }

    @Test
    void aSubmissionIsSentAgainWhereItWasCertainlyNotTaken() {
        peer().next(Call.SUBMISSION, Trouble.status(503).retryAfter(Duration.ZERO));

        sent(scheme() + ":transcribe?maxRetries=2", Recordings.wav(1));
        assertThat(peer().count(Call.SUBMISSION)).isEqualTo(2);
        assertThat(peer().jobs()).isEqualTo(1);
    }

    @Test
    void aSubmissionThatMayHaveMadeAJobIsNotSentAgain() {
        List<Trouble> troubles = List.of(Trouble.lostAnswer(), Trouble.status(500), Trouble.page(502), Trouble.cut());
        for (Trouble trouble : troubles) {
            for (Object body : List.of(Recordings.wav(1), LINK)) {
                peer().next(Call.SUBMISSION, trouble);

                Exchange reply = send(ofItsOwn("transcribe") + "&maxRetries=3", body);

                assertRefused(reply, ErrorCategory.UNCERTAIN_SUBMISSION, "may exist and be paid for");
            }
        }
        assertThat(peer().count(Call.SUBMISSION)).isEqualTo(2 * troubles.size());
        assertThat(peer().jobs()).isEqualTo(2);
    }

    @Test
    void whatIsNeverAnsweredEndsWithTheResponseTimeout() {
        String poll = scheme() + ":transcribe?responseTimeout=300ms&maxConnections=1";
        sent(poll, Recordings.wav(1));
        peer().next(Call.POLL, Trouble.hang());
        sent(poll, Recordings.wav(1));

        peer().next(Call.SUBMISSION, Trouble.hang());
        assertRefused(
                send(scheme() + ":transcribe?responseTimeout=300ms", Recordings.wav(1)),
                ErrorCategory.UNCERTAIN_SUBMISSION,
                "may exist and be paid for");
    }

    @Test
    void aFailedRequestAboutAJobHasItsOwnClassAndTheJobsId() {
        POLL_REFUSALS.forEach((status, category) -> {
            peer().always(Call.POLL, Trouble.json(status, error("said so")));

            Exchange reply = send(ofItsOwn("status"), null, about("job-7"));

            assertFailed(reply, category, status);
            assertThat(reply.getException(TranscriptionException.class).getJobId())
                    .isEqualTo("job-7");
            assertThat(jobId(reply)).isEqualTo("job-7");
        });
    }

    @Test
    void troubleWhilePollingNeverEndsAPaidJob() {
        peer().next(
                        Call.POLL,
                        Trouble.status(500),
                        Trouble.cut(),
                        Trouble.cutInAnswer(),
                        Trouble.status(429).retryAfter(Duration.ZERO),
                        Trouble.status(409),
                        Trouble.page(200),
                        Trouble.json(200, pending("job-1").substring(0, 8)));

        Transcript reply = body(scheme() + ":transcribe", Recordings.wav(1), Transcript.class);

        assertThat(reply.text()).isEqualTo("[simulated speech 1]");
        assertThat(peer().jobs()).isEqualTo(1);
        assertThat(peer().count(Call.POLL)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void theResultOfAnotherJobIsNotDelivered() {
        String other = done(jobId(sent(scheme() + ":transcribe", Recordings.wav(1))), peer().url());
        int polls = peer().count(Call.POLL);
        peer().next(Call.POLL, Trouble.json(200, other), Trouble.json(200, other));

        sent(scheme() + ":transcribe", Recordings.wav(1));

        assertThat(peer().count(Call.POLL)).isEqualTo(2 * polls + 2);
    }

    /** The documents do not say that the id in a status answer is the one that was asked for. */
    @Test
    void aProviderThatAlwaysAnswersWithOtherIdsIsBelieved() {
        peer().always(Call.POLL, Trouble.json(200, done("another-id", peer().url())));

        sent(scheme() + ":transcribe", Recordings.wav(1));
        sent(scheme() + ":transcribe", Recordings.wav(1));

        assertThat(peer().count(Call.POLL)).isEqualTo(2);
    }

    @Test
    void aRequestThatCostsNothingIsTriedAgain() {
        String jobId = jobId(sent(scheme() + ":submit", Recordings.wav(1)));
        peer().next(Call.POLL, Trouble.status(500));

        sent(scheme() + ":status?maxRetries=1", null, about(jobId));
    }

    @Test
    void aProviderThatIsNotThereIsUnavailable() {
        peer().close();

        for (Object body : List.of(Recordings.wav(1), LINK)) {
            Exchange reply = send(scheme() + ":transcribe", body);

            assertRefused(reply, ErrorCategory.PROVIDER_UNAVAILABLE, peer().url());
            assertThat(reply.getException(TranscriptionException.class).isRetriable())
                    .isTrue();
        }
    }

    /** Camel resolves the endpoint, and starts what a route would start. */
    protected final void start(String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        boolean consumed = uri.matches("\\w+:(results|webhook)\\b.*");
        context.addService(consumed ? endpoint.createConsumer(exchange -> {}) : endpoint.createProducer());
    }

    @Test
    void aBadOptionIsNamedWithItsValueAndTheFix() {
        (BAD_OPTIONS + badOptions()).lines().forEach(line -> {
            String[] parts = line.split(" \\| ");
            assertThatThrownBy(() -> start(scheme() + ":" + parts[0]))
                    .as(line)
                    .hasStackTraceContaining(parts[1].strip())
                    .hasStackTraceContaining(parts[2].strip());
        });
    }

    @Test
    void aMissingOrUnusableKeyIsNamedWithItsPropertyAndWithoutItsValue() {
        for (String key : keys().keySet()) {
            String property = "camel.component." + scheme() + "."
                    + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            assertThatThrownBy(() -> start(scheme() + ":transcribe?" + key + "=%20"))
                    .hasStackTraceContaining(key + " is missing")
                    .hasStackTraceContaining(property);
            assertThatThrownBy(() -> start(scheme() + ":transcribe?" + key + "=hid%20den"))
                    .hasStackTraceContaining(key + " has blanks")
                    .satisfies(refused -> assertThat(refused.getMessage())
                            .doesNotContain("hid den")
                            .doesNotContain("hid%20den"));
        }
    }

    @Test
    void transcribeIsNotConsumedFrom() {
        assertThatThrownBy(() -> context.getEndpoint(scheme() + ":transcribe").createConsumer(exchange -> {}))
                .hasMessageContaining(scheme() + ":transcribe cannot be consumed from");
    }

    @Test
    void endpointsTakeOverTheOptionsOfTheComponent() {
        set(context, Map.of("language", "ru", "parameters", Map.of("a", "1")));

        TranscriptionEndpoint<?> endpoint =
                context.getEndpoint(scheme() + ":transcribe?param.b=2&maxPollInterval=3s", TranscriptionEndpoint.class);

        assertThat(endpoint.getConfiguration().getLanguage()).isEqualTo("ru");
        assertThat(endpoint.getConfiguration().getMaxPollInterval()).isEqualTo(3_000);
        assertThat(endpoint.getConfiguration().getParameters())
                .containsEntry("a", "1")
                .containsEntry("b", "2");
        TranscriptionEndpoint<?> other = context.getEndpoint(scheme() + ":submit", TranscriptionEndpoint.class);
        assertThat(other.getConfiguration().getParameters()).doesNotContainKey("b");
    }

    private static String text(Headers headers) {
        StringBuilder all = new StringBuilder();
        headers.forEach((name, values) -> {
            if (name.startsWith("X-") || name.equalsIgnoreCase("Authorization")) {
                all.append(String.join(" ", values)).append(' ');
            }
        });
        return all.toString().strip();
    }

    /** The keys are on the component, as the documentation recommends. */
    @Test
    void aServerThatEchoesTheKeysIsNotQuotedAtTrace() throws Exception {
        outside = new VisibleFromOutside();
        List<Future<Exchange>> replies = new ArrayList<>();
        for (int status : new int[] {200, 401, 500}) {
            for (int i = 0; i < ECHOES.size(); i++) {
                // A path, and so a rate and an outage, of its own for each: all are asked at once.
                String path = "/" + status + "/" + i;
                peer().below(path, null, Trouble.echo(status, ECHOES.get(i)));
                String base = "?maxRetries=0&baseUrl=" + peer().url() + path;
                String soon = base + "&jobTimeout=50ms";
                replies.add(later("transcribe" + soon, LINK));
                replies.add(later("submit" + base, Recordings.wav(1)));
                replies.add(later("status" + base, null));
                replies.add(later("await" + soon, null));
            }
        }
        replies.add(later("transcribe?baseUrl=http://127.0.0.1:1", Recordings.wav(1)));
        for (Future<Exchange> reply : replies) {
            look(reply.get(1, TimeUnit.MINUTES));
        }
        assertNoSecretIsVisible(true);
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors; ours is everything else. */
    @Test
    void noSecretInAUriIsSeenAtDebug() throws Exception {
        outside = new VisibleFromOutside();
        outside.atDebug();
        StringBuilder keys = new StringBuilder();
        keys().forEach((name, key) ->
                keys.append('&').append(name).append("=RAW(").append(key).append(')'));
        RouteBuilder.addRoutes(context, routes -> routes.from("direct:raw")
                .to(scheme() + ":transcribe?maxRetries=0&jobTimeout=2s" + keys));
        for (int status : new int[] {500, 200, 403}) {
            peer().next(Call.SUBMISSION, Trouble.echo(status, ECHOES.get(0)));
            look(send("direct:raw", Recordings.wav(1)));
        }
        peer().next(Call.POLL, Trouble.echo(403, ECHOES.get(0)));
        look(send("direct:raw", Recordings.wav(1)));
        for (String bad : List.of("transcribe?language=klingon", "transcribe?maxRetries=-1", "nonsense?a=1")) {
            try {
                context.getEndpoint(scheme() + ":" + bad + keys);
            } catch (RuntimeException refused) {
                outside.look(refused);
            }
        }
        assertNoSecretIsVisible(false);
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of(TranscriptionConstants.SOURCE_URL));
    }

    private void assertNoSecretIsVisible(boolean attributes) throws Exception {
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(attributes);
        context.stop();
        Set<String> secrets = new TreeSet<>(keys().values());
        secrets.addAll(peer().values(secretHeaders()));
        secrets.add("signature-of-link");
        assertThat(outside.lines()).anyMatch(line -> line.contains(scheme()));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        // A time in milliseconds begins with the same digits as one in seconds.
        Pattern secret = Pattern.compile("(?<!\\d)("
                + String.join("|", secrets.stream().map(Pattern::quote).toList()) + ")(?!\\d)");
        assertThat(outside.lines()).noneMatch(line -> secret.matcher(line).find());
    }
}
