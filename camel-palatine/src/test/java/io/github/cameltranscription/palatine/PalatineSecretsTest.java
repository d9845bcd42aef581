/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.palatine.stream.RecordedStream;
import io.github.cameltranscription.simulator.palatine.stream.StreamErrorCode;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks for the API key and the signature of a link in logs, exchanges, endpoints and JMX. */
class PalatineSecretsTest extends PalatineTestSupport {

    private static final String SIGNATURE = "signature-of-link-77aa";
    private static final String PROXY_PASSWORD = "proxy-password-91c3";

    private final VisibleFromOutside outside = new VisibleFromOutside();

    private static RouteBuilder routesWithSecrets() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:plain").to("palatine:transcribe?jobTimeout=2s&apiKey=" + API_KEY);
                from("direct:raw").to("palatine:transcribe?apiKey=RAW(" + API_KEY + ")&maxRetries=0&jobTimeout=2s");
                from("direct:dynamic").toD("palatine:${header.operation}?apiKey=" + API_KEY);
            }
        };
    }

    @AfterEach
    void stopCollecting() {
        outside.close();
    }

    /** The documentation recommends secrets on the component. */
    @Test
    void noSecretOfTheComponentIsVisibleAtTrace() throws Exception {
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("palatine:transcribe?maxRetries=0&jobTimeout=2s", Recordings.wav(1)));
        }
        look(send("palatine:status", null, about("none")));
        look(send("palatine:download", null));
        look(send("palatine:transcribe", null, link("https://host/a.mp3?sig=")));
        look(send("palatine:transcribe", null, link("https://host/a b?sig=")));
        streamInManyWays("palatine:stream");
        look(send("palatine:summarize?maxRetries=0", "text"));
        look(send("palatine:sentiment?maxRetries=0", Recordings.wav(1)));
        look(send("palatine:balance?maxRetries=0", null));
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(true);
        context.stop();

        assertNothingTold();
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors. */
    @Test
    void noSecretInAUriIsVisibleAtDebug() throws Exception {
        outside.atDebug();
        context.addRoutes(routesWithSecrets());
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("direct:" + (i % 2 == 0 ? "raw" : "plain"), Recordings.wav(1)));
        }
        look(send("palatine:transcribe", null, link("https://host/a.mp3?sig=")));
        look(send("direct:dynamic", null, Map.of("operation", "status", TranscriptionConstants.JOB_ID, "none")));
        look(send("direct:dynamic", null, Map.of("operation", "nonsense")));
        look(send("palatine:transcribe?apiKey=wrong-" + API_KEY, Recordings.wav(1)));
        try {
            context.getEndpoint("palatine:transcribe?apiKey=" + API_KEY + "&language=klingon");
        } catch (RuntimeException refused) {
            outside.look(refused);
        }
        look(send(
                "palatine:transcribe?maxRetries=0&proxyHost=127.0.0.1&proxyPort=1&proxyUsername=u&proxyPassword="
                        + PROXY_PASSWORD,
                Recordings.wav(1)));
        streamInManyWays("palatine:stream?apiKey=" + API_KEY);
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(false);
        context.stop();

        assertNothingTold();
    }

    private void streamInManyWays(String uri) {
        String and = uri + (uri.contains("?") ? "&" : "?") + "reconnectAttempts=1&";
        palatine.faults()
                .onStream()
                .error(StreamErrorCode.INTERNAL_ERROR, "token=" + API_KEY)
                .once();
        palatine.faults().onStream().sendRaw("not JSON, Bearer " + API_KEY).once();
        palatine.faults()
                .onStream()
                .error(StreamErrorCode.AUTH_ERROR, "token=" + API_KEY)
                .once();
        palatine.faults().onStream().status(403).once();
        for (String auth : new String[] {"query", "header"}) {
            for (int i = 0; i < 3; i++) {
                look(send(and + "streamAuth=" + auth, new byte[3_200]));
            }
            look(send(and + "connectTimeout=300ms&baseUrl=http://127.0.0.1:1/&streamAuth=" + auth, new byte[3_200]));
        }
        assertThat(palatine.streams().all())
                .anyMatch(RecordedStream::tokenInQuery)
                .anyMatch(RecordedStream::tokenInHeader);
    }

    private void failInManyWays() {
        String echo = "{\"detail\":\"Bearer " + API_KEY + " is not allowed\"}";
        palatine.faults().onSubmit().status(500).body(echo, "application/json").once();
        palatine.faults().onSubmit().status(200).body(echo, "application/json").once();
        palatine.faults().onSubmit().reset().once();
        palatine.faults()
                .onSummarizeText()
                .status(404)
                .body(echo, "application/json")
                .once();
        palatine.faults()
                .onSentiment()
                .status(200)
                .body(echo, "application/json")
                .once();
        palatine.faults().onBalance().status(200).body(echo, "application/json").once();
        palatine.faults().onStatus().status(403).body(echo, "application/json").once();
    }

    private static Map<String, Object> link(String beginning) {
        return Map.of(TranscriptionConstants.SOURCE_URL, beginning + SIGNATURE);
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of(TranscriptionConstants.SOURCE_URL));
    }

    private void assertNothingTold() {
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isGreaterThan(5);
        assertThat(outside.lines()).anyMatch(line -> line.contains("palatine"));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        assertThat(outside.lines())
                .noneMatch(line -> line.contains(API_KEY) || line.contains(SIGNATURE) || line.contains(PROXY_PASSWORD));
    }
}
