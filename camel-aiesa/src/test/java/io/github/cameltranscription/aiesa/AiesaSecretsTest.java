/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

/** Looks for both keys, and for every signature and its time, in everything that can be seen from outside. */
class AiesaSecretsTest extends AiesaTestSupport {

    private static final String ALL_THREE =
            "{{request.headers.X-Public-Key}} {{request.headers.X-Timestamp}} {{request.headers.X-Signature}}";
    private static final List<String> ECHOES = List.of(
            "{\"error\":\"unauthorized\",\"message\":\"" + ALL_THREE + "\",\"errors\":{\"x\":[\"" + ALL_THREE + "\"]}}",
            ALL_THREE,
            "<html><body>" + ALL_THREE + "</body></html>",
            "{\"transcription_id\":null,\"status\":\"" + ALL_THREE + "\"",
            "{\"unknown\":{\"X-Signature\":\"{{request.headers.X-Signature}}\"}}");

    private final VisibleFromOutside outside = new VisibleFromOutside();
    private final WireMockServer echo =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").globalTemplating(true));

    /** As the documentation says for keys in URIs: Camel knows by itself that a secretKey is secret. */
    @Override
    protected void configure(CamelContext newContext) throws Exception {
        newContext.getCamelContextExtension().setAdditionalSensitiveKeywords("publicKey");
        super.configure(newContext);
    }

    @BeforeEach
    void startEcho() {
        // The other side's own logs.
        for (String server : new String[] {"org.eclipse.jetty", "wiremock", "WireMock", "com.github.tomakehurst"}) {
            ((Logger) LoggerFactory.getLogger(server)).setLevel(Level.INFO);
        }
        echo.start();
    }

    @AfterEach
    void calmDown() {
        echo.stop();
        outside.close();
    }

    /** The way that the documentation recommends: keys on the component. */
    @Test
    void noSecretOfTheComponentIsSeenAnywhereAtTrace() throws Exception {
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("aiesa:transcribe?maxRetries=0&jobTimeout=2s", Recordings.wav(1)));
        }
        look(send("aiesa:submit", URI.create("https://example.com/a.mp3")));
        look(send("aiesa:calculate?duration=00:05", null));
        look(send("aiesa:models", null));
        look(send("aiesa:transcribe?maxRetries=0&baseUrl=http://127.0.0.1:1", Recordings.wav(1)));
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(true);
        context.stop();

        assertThat(aiesa.requests().count(AiesaCall.SUBMIT)).isGreaterThan(5);
        assertNothingTold();
    }

    @Test
    void aServerThatEchoesAllThreeHeadersIsNotQuoted() throws Exception {
        List<Future<Exchange>> replies = new ArrayList<>();
        for (int status : new int[] {200, 201, 400, 401, 403, 404, 422, 500}) {
            for (int i = 0; i < ECHOES.size(); i++) {
                // A path, and so a rate and an outage, of its own for each: all are asked at once.
                String path = "/" + status + "/" + i;
                echo.stubFor(any(urlPathMatching(path + "/.*"))
                        .willReturn(aResponse().withStatus(status).withBody(ECHOES.get(i))));
                String base = "?maxRetries=0&baseUrl=" + echo.baseUrl() + path;
                String soon = base + "&jobTimeout=50ms";
                replies.add(later("aiesa:transcribe" + soon, URI.create("https://example.com/a.mp3"), Map.of()));
                replies.add(later("aiesa:transcribe" + soon, Recordings.wav(1), Map.of()));
                replies.add(later("aiesa:status" + base, null, about("job-1")));
                replies.add(later("aiesa:await" + soon, null, about("job-1")));
                replies.add(later("aiesa:calculate?duration=00:05&" + base.substring(1), null, Map.of()));
            }
        }
        for (Future<Exchange> reply : replies) {
            look(reply.get(1, TimeUnit.MINUTES));
        }
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(true);
        context.stop();

        assertThat(outside.lines()).anyMatch(line -> line.contains("xxxxxx xxxxxx xxxxxx"));
        assertNothingTold();
    }

    @Test
    void aCorrectedClockTellsNothing() throws Exception {
        aiesa.clockSkew(Duration.ofHours(1));

        look(send("aiesa:transcribe", Recordings.wav(1)));
        look(send("aiesa:transcribe?secretKey=wrong", Recordings.wav(1)));
        context.stop();

        aiesa.requests().assertRefusedSignatures(2);
        assertNothingTold();
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors; ours is everything else. */
    @Test
    void noSecretInAUriIsSeenAnywhereAtDebug() throws Exception {
        outside.atDebug();
        String keys = "&publicKey=RAW(" + PUBLIC_KEY + ")&secretKey=RAW(" + SECRET_KEY + ")";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raw").to("aiesa:transcribe?maxRetries=0&jobTimeout=2s" + keys);
            }
        });
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("direct:raw", Recordings.wav(1)));
        }
        for (String bad : new String[] {"transcribe?priority=urgent", "transcribe?maxCost=0", "nonsense?a=1"}) {
            try {
                context.getEndpoint("aiesa:" + bad + keys);
            } catch (RuntimeException refused) {
                outside.look(refused);
            }
        }
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(false);
        context.stop();

        assertThat(aiesa.requests().count(AiesaCall.SUBMIT)).isGreaterThan(5);
        assertNothingTold();
    }

    @Test
    void aSignedLinkToTheRecordingIsNotShown() throws Exception {
        URI link = URI.create("https://example.com/a.mp3?sig=" + SECRET_KEY);
        look(send("aiesa:transcribe?maxCost=5", link));
        look(send(
                "aiesa:submit?unknownDuration=submit&maxCost=5",
                null,
                Map.of(TranscriptionConstants.SOURCE_URL, link.toString())));
        context.stop();

        aiesa.requests().assertSubmitted(1);
        assertNothingTold();
    }

    private Future<Exchange> later(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private void failInManyWays() {
        String echoed = "{\"message\":\"" + PUBLIC_KEY + " is not allowed, nor is " + SECRET_KEY + "\"}";
        aiesa.faults().onSubmit().status(500).body(echoed, JSON).once();
        aiesa.faults().onSubmit().status(200).body(echoed, JSON).once();
        aiesa.faults().onSubmit().reset().once();
        aiesa.faults().onStatus().status(403).body(echoed, JSON).once();
        aiesa.faults().onResult().status(403).body(echoed, JSON).once();
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of(TranscriptionConstants.SOURCE_URL));
        if (exchange.getMessage().getBody() != null && !(exchange.getMessage().getBody() instanceof URI)) {
            assertThat(exchange.getMessage().getBody().toString()).doesNotContain(PUBLIC_KEY, SECRET_KEY);
        }
    }

    private void assertNothingTold() {
        Set<String> secrets = new TreeSet<>(Set.of(PUBLIC_KEY, SECRET_KEY));
        for (RecordedRequest request : aiesa.requests().all()) {
            addIfThere(secrets, request.header("X-Signature"));
            addIfThere(secrets, request.header("X-Timestamp"));
        }
        for (LoggedRequest request : echo.findAll(anyRequestedFor(anyUrl()))) {
            addIfThere(secrets, request.getHeader("X-Signature"));
            addIfThere(secrets, request.getHeader("X-Timestamp"));
        }
        assertThat(secrets).as("keys, signature and time").hasSizeGreaterThan(3);
        assertThat(outside.lines()).anyMatch(line -> line.contains("aiesa"));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        // Milliseconds begin with the same digits as seconds.
        String any = String.join("|", secrets.stream().map(Pattern::quote).toList());
        Pattern secret = Pattern.compile("(?<!\\d)(" + any + ")(?!\\d)");
        assertThat(outside.lines()).noneMatch(line -> secret.matcher(line).find());
    }

    private static void addIfThere(Set<String> secrets, String header) {
        if (header != null) {
            secrets.add(header);
        }
    }
}
