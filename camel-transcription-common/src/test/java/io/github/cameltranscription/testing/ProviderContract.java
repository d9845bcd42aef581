/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionComponent;
import io.github.cameltranscription.component.TranscriptionConfiguration;
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
 * What holds for errors, options, secrets, recorded jobs and health of each provider. A provider gives the words of its answers; the contract
 * brings the server that says them.
 */
@Tag("server")
public abstract class ProviderContract extends ComponentTestSupport
        implements TranscriptionContract, RecordedJobsContract, HealthContract {

    private static final URI LINK = URI.create("https://example.com/a.mp3?sig=signature-of-link-77aa");

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
    private ProviderPeer peer;
    private int addresses;

    /** The options with the provider's keys, and keys that no other text has in it. */
    protected abstract Map<String, String> keys();

    /** The headers in which keys, or what is made of them, are sent. */
    protected Set<String> secretHeaders() {
        return Set.of("Authorization");
    }

    /** The answer to a submission. */
    protected abstract String submitted(String jobId);

    /** The status of a job that is processed. */
    protected abstract String pending(String jobId);

    /** The status of a job that is done, with the transcript {@code [simulated speech 1]} or a link to it. */
    protected abstract String done(String jobId, String peer);

    /** An error. */
    protected abstract String error(String message);

    /** The answer to any other request. */
    protected String other(String path) {
        return "{}";
    }

    /** Further status answers that say nothing of a job. */
    protected List<String> emptyAnswers() {
        return List.of();
    }

    /** What a request is for. */
    protected Call callOf(String method, String path) {
        return method.equals("POST") ? Call.SUBMISSION : Call.POLL;
    }

    /** What the health check asks. */
    protected Call probe() {
        return Call.POLL;
    }

    /** What this provider refuses in its own way. */
    protected List<Refusal> refusals() {
        return List.of();
    }

    /** What is wrong with options of this provider: the rest of a URI, the problem and the fix, a line each. */
    protected String badOptions() {
        return "";
    }

    @Override
    protected void startPeer() throws Exception {
        peer = new ProviderPeer(this);
    }

    @Override
    protected void stopPeer() {
        peer.close();
        if (outside != null) {
            outside.close();
        }
    }

    /** What the component speaks to. */
    protected final ProviderPeer peer() {
        return peer;
    }

    @Override
    protected void configure(CamelContext newContext) throws Exception {
        Map<String, Object> options = new HashMap<>(keys());
        options.put("baseUrl", peer.url());
        options.put("maxRetries", 0);
        options.put("initialDelay", "5ms");
        options.put("maxPollInterval", "20ms");
        options.put("jobTimeout", "20s");
        set(newContext, options);
    }

    private void set(CamelContext newContext, Map<String, Object> options) {
        Component component = newContext.getComponent(scheme());
        PropertyBindingSupport.build()
                .withCamelContext(newContext)
                .withTarget(component)
                .withProperties(new HashMap<>(options))
                .withConfigurer(component.getComponentPropertyConfigurer())
                .bind();
    }

    @Override
    public TranscriptionConfiguration configuration() {
        TranscriptionComponent<?> component = context.getComponent(scheme(), TranscriptionComponent.class);
        return (TranscriptionConfiguration) ((PropertyConfigurerGetter) component.getComponentPropertyConfigurer())
                .getOptionValue(component, "configuration", true);
    }

    @Override
    public String replaceKey() {
        set(context, Map.of(keys().keySet().iterator().next(), "another-key-0f31"));
        peer.always(probe(), Trouble.status(401));
        return "another-key-0f31";
    }

    @Override
    public void assertAskedAndNotPaid() {
        assertThat(peer.count(probe())).isPositive();
        assertThat(peer.count(Call.SUBMISSION)).isZero();
    }

    @Override
    public void answer(int status, String page) {
        peer.always(probe(), page == null ? Trouble.status(status) : Trouble.page(status));
    }

    @Override
    public void hang() {
        peer.always(probe(), Trouble.hang());
    }

    @Override
    public void assertSubmitted(int count) {
        assertThat(peer.jobs()).isEqualTo(count);
    }

    @Override
    public void answerNextPoll(int status) {
        peer.next(Call.POLL, Trouble.page(status));
        // One failure after the other would be an outage, in which jobs are asked about every few seconds.
        peer.nextIsGood(Call.POLL);
    }

    /** An endpoint with an address, and so with a governor, of its own: trouble of others does not slow it down. */
    final String ofItsOwn(String operation) {
        return scheme() + ":" + operation + "?baseUrl=" + peer.url() + "/" + ++addresses;
    }

    @Test
    void aRefusedSubmissionHasItsOwnClassAndTheProvidersWords() {
        List<Refusal> all = new ArrayList<>(REFUSALS);
        all.addAll(refusals());
        for (Refusal refusal : all) {
            for (String operation : List.of("transcribe", "submit")) {
                for (Object body : List.of(Recordings.wav(1), LINK)) {
                    peer.next(Call.SUBMISSION, Trouble.json(refusal.status(), error(refusal.message())));

                    Exchange reply = send(ofItsOwn(operation), body);

                    assertFailed(reply, refusal.category(), refusal.status());
                    assertThat(reply.getException()).hasMessageContainingAll(operation, refusal.message());
                }
            }
        }
        assertThat(peer.count(Call.SUBMISSION)).isEqualTo(4 * all.size());
        assertThat(peer.jobs()).isZero();
    }

    @Test
    void aSubmissionThatIsRejectedForLoadFailsAtOnceWhereItMayNotWait() {
        peer.always(Call.SUBMISSION, Trouble.status(429));

        for (String operation : List.of("transcribe", "submit")) {
            String uri = ofItsOwn(operation) + "&submitTimeout=0s";
            assertFailed(send(uri, Recordings.wav(1)), ErrorCategory.RATE_LIMITED, 429);
        }
    }

    @Test
    void aSubmissionIsSentAgainWhereItWasCertainlyNotTaken() {
        peer.next(Call.SUBMISSION, Trouble.status(503).retryAfter(Duration.ZERO));

        sent(scheme() + ":transcribe?maxRetries=2", Recordings.wav(1));
        assertThat(peer.count(Call.SUBMISSION)).isEqualTo(2);
        assertThat(peer.jobs()).isEqualTo(1);
    }

    @Test
    void aSubmissionThatMayHaveMadeAJobIsNotSentAgain() {
        List<Trouble> troubles = List.of(Trouble.lostAnswer(), Trouble.status(500), Trouble.page(502), Trouble.cut());
        for (Trouble trouble : troubles) {
            for (Object body : List.of(Recordings.wav(1), LINK)) {
                peer.next(Call.SUBMISSION, trouble);

                Exchange reply = send(ofItsOwn("transcribe") + "&maxRetries=3", body);

                assertThat(reply.getException(TranscriptionException.class).getCategory())
                        .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
                assertThat(reply.getException()).hasMessageContaining("may exist and be paid for");
            }
        }
        assertThat(peer.count(Call.SUBMISSION)).isEqualTo(2 * troubles.size());
        assertThat(peer.jobs()).isEqualTo(2);
    }

    @Test
    void whatIsNeverAnsweredEndsWithTheResponseTimeout() {
        peer.next(Call.POLL, Trouble.hang());
        sent(scheme() + ":transcribe?responseTimeout=300ms", Recordings.wav(1));

        peer.next(Call.SUBMISSION, Trouble.hang());
        assertThat(send(scheme() + ":transcribe?responseTimeout=300ms", Recordings.wav(1))
                        .getException(TranscriptionException.class)
                        .getCategory())
                .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
    }

    @Test
    void aFailedRequestAboutAJobHasItsOwnClassAndTheJobsId() {
        POLL_REFUSALS.forEach((status, category) -> {
            peer.always(Call.POLL, Trouble.json(status, error("said so")));

            Exchange reply = send(ofItsOwn("status"), null, Map.of(TranscriptionConstants.JOB_ID, "job-7"));

            assertFailed(reply, category, status);
            assertThat(reply.getException(TranscriptionException.class).getJobId())
                    .isEqualTo("job-7");
            assertThat(reply.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                    .isEqualTo("job-7");
        });
    }

    @Test
    void troubleWhilePollingNeverEndsAPaidJob() {
        peer.next(
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
        assertThat(peer.jobs()).isEqualTo(1);
        assertThat(peer.count(Call.POLL)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aRequestThatCostsNothingIsTriedAgain() {
        String jobId = send(scheme() + ":submit", Recordings.wav(1))
                .getMessage()
                .getHeader(TranscriptionConstants.JOB_ID, String.class);
        peer.next(Call.POLL, Trouble.status(500));

        sent(scheme() + ":status?maxRetries=1", null, Map.of(TranscriptionConstants.JOB_ID, jobId));
    }

    @Test
    void aProviderThatIsNotThereIsUnavailable() {
        peer.close();

        for (Object body : List.of(Recordings.wav(1), LINK)) {
            Exchange reply = send(scheme() + ":transcribe", body);

            assertThat(reply.getException(TranscriptionException.class).getCategory())
                    .isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
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
    void aMissingOrUnusableKeyIsNamedWithItsPropertyAndNotSaid() {
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
    void optionsOfTheComponentAreThoseThatItsEndpointsBeginWith() {
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

    /** The way that the documentation recommends: keys on the component. */
    @Test
    void aServerThatEchoesTheKeysIsNotQuotedAtTrace() throws Exception {
        outside = new VisibleFromOutside();
        List<Future<Exchange>> replies = new ArrayList<>();
        for (int status : new int[] {200, 401, 500}) {
            for (int i = 0; i < ECHOES.size(); i++) {
                // A path, and so a rate and an outage, of its own for each: all are asked at once.
                String path = "/" + status + "/" + i;
                peer.below(path, null, Trouble.echo(status, ECHOES.get(i)));
                String base = "?maxRetries=0&baseUrl=" + peer.url() + path;
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
        assertNothingIsTold(true);
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors; ours is everything else. */
    @Test
    void noSecretInAUriIsSeenAtDebug() throws Exception {
        outside = new VisibleFromOutside();
        outside.atDebug();
        StringBuilder keys = new StringBuilder();
        keys().forEach((name, key) ->
                keys.append('&').append(name).append("=RAW(").append(key).append(')'));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raw").to(scheme() + ":transcribe?maxRetries=0&jobTimeout=2s" + keys);
            }
        });
        for (int status : new int[] {500, 200, 403}) {
            peer.next(Call.SUBMISSION, Trouble.echo(status, ECHOES.get(0)));
            look(send("direct:raw", Recordings.wav(1)));
        }
        peer.next(Call.POLL, Trouble.echo(403, ECHOES.get(0)));
        look(send("direct:raw", Recordings.wav(1)));
        for (String bad : List.of("transcribe?language=klingon", "transcribe?maxRetries=-1", "nonsense?a=1")) {
            try {
                context.getEndpoint(scheme() + ":" + bad + keys);
            } catch (RuntimeException refused) {
                outside.look(refused);
            }
        }
        assertNothingIsTold(false);
    }

    /** Sends without waiting, with the id of a job. */
    final Future<Exchange> later(String operation, Object body) {
        return template.asyncSend(scheme() + ":" + operation, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, "job-1");
        });
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of(TranscriptionConstants.SOURCE_URL));
    }

    private void assertNothingIsTold(boolean attributes) throws Exception {
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(attributes);
        context.stop();
        Set<String> secrets = new TreeSet<>(keys().values());
        secrets.addAll(peer.values(secretHeaders()));
        secrets.add("signature-of-link");
        assertThat(outside.lines()).anyMatch(line -> line.contains(scheme()));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        // A time in milliseconds begins with the same digits as one in seconds.
        Pattern secret = Pattern.compile("(?<!\\d)("
                + String.join("|", secrets.stream().map(Pattern::quote).toList()) + ")(?!\\d)");
        assertThat(outside.lines()).noneMatch(line -> secret.matcher(line).find());
    }
}
