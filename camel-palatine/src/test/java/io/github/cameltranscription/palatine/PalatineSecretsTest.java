/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks for the API key, and for a pre-signed link, in everything that can be seen from outside. */
class PalatineSecretsTest extends PalatineTestSupport {

    private static final MBeanAttributeInfo[] NO_ATTRIBUTES = {};
    private static final String SIGNATURE = "signature-of-link-77aa";
    private static final String PROXY_PASSWORD = "proxy-password-91c3";

    private final ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String failure =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + failure);
        }
    };
    private Level formerLevel;

    private static RouteBuilder routesWithSecrets() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:plain").to("palatine:transcribe?apiKey=" + API_KEY);
                from("direct:raw").to("palatine:transcribe?apiKey=RAW(" + API_KEY + ")&maxRetries=0");
                from("direct:dynamic").toD("palatine:${header.operation}?apiKey=" + API_KEY);
            }
        };
    }

    @BeforeEach
    void captureEverything() {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        formerLevel = root.getLevel();
        root.detachAndStopAllAppenders();
        appender.setContext(logging);
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        logging.getLogger("io.github.cameltranscription").setLevel(Level.TRACE);
        // The wire log shows what is on the wire; the documentation warns of it. The others are the simulator's side.
        for (String excepted : new String[] {
            "org.apache.hc.client5.http.wire",
            "org.apache.hc.client5.http.headers",
            "io.netty",
            "io.vertx",
            "io.github.cameltranscription.simulator"
        }) {
            logging.getLogger(excepted).setLevel(Level.INFO);
        }
    }

    @AfterEach
    void calmDown() {
        root().setLevel(formerLevel);
        root().detachAppender(appender);
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** The way that the documentation recommends: secrets on the component. */
    @Test
    void noSecretOfTheComponentIsSeenAnywhereAtTrace() throws Exception {
        StringBuilder seen = new StringBuilder();
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("palatine:transcribe?maxRetries=0", Recordings.wav(1)), seen);
        }
        look(send("palatine:status", null, Map.of(TranscriptionConstants.JOB_ID, "none")), seen);
        look(send("palatine:download", null), seen);
        look(send("palatine:transcribe", null, link("https://host/a.mp3?sig=")), seen);
        look(send("palatine:transcribe", null, link("https://host/a b?sig=")), seen);
        lookAtEndpoints(seen);
        lookAtManagement(seen, true);
        context.stop();

        assertNothingTold(seen);
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors; ours is everything else. */
    @Test
    void noSecretInAUriIsSeenAnywhereAtDebug() throws Exception {
        root().setLevel(Level.DEBUG);
        context.addRoutes(routesWithSecrets());
        StringBuilder seen = new StringBuilder();
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("direct:" + (i % 2 == 0 ? "raw" : "plain"), Recordings.wav(1)), seen);
        }
        look(send("palatine:transcribe", null, link("https://host/a.mp3?sig=")), seen);
        look(send("direct:dynamic", null, Map.of("operation", "status", TranscriptionConstants.JOB_ID, "none")), seen);
        look(send("direct:dynamic", null, Map.of("operation", "nonsense")), seen);
        look(send("palatine:transcribe?apiKey=wrong-" + API_KEY, Recordings.wav(1)), seen);
        try {
            context.getEndpoint("palatine:transcribe?apiKey=" + API_KEY + "&language=klingon");
        } catch (RuntimeException refused) {
            trace(refused, seen);
        }
        look(
                send(
                        "palatine:transcribe?maxRetries=0&proxyHost=127.0.0.1&proxyPort=1&proxyUsername=u&proxyPassword="
                                + PROXY_PASSWORD,
                        Recordings.wav(1)),
                seen);
        lookAtEndpoints(seen);
        lookAtManagement(seen, false);
        context.stop();

        assertNothingTold(seen);
    }

    private void failInManyWays() {
        String echo = "{\"detail\":\"Bearer " + API_KEY + " is not allowed\"}";
        palatine.faults().onSubmit().status(500).body(echo, "application/json").once();
        palatine.faults().onSubmit().status(200).body(echo, "application/json").once();
        palatine.faults().onSubmit().reset().once();
        palatine.faults().onStatus().status(403).body(echo, "application/json").once();
    }

    private static Map<String, Object> link(String beginning) {
        return Map.of(TranscriptionConstants.SOURCE_URL, beginning + SIGNATURE);
    }

    private void assertNothingTold(StringBuilder seen) {
        logged.forEach(line -> seen.append(line).append('\n'));
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isGreaterThan(5);
        assertThat(seen).contains("palatine");
        assertThat(logged).anyMatch(line -> line.contains("org.apache.camel"));
        assertThat(seen.toString().lines().filter(PalatineSecretsTest::tells)).isEmpty();
    }

    private static boolean tells(String line) {
        return line.contains(API_KEY) || line.contains(SIGNATURE) || line.contains(PROXY_PASSWORD);
    }

    private static void look(Exchange exchange, StringBuilder seen) {
        if (exchange.getException() != null) {
            trace(exchange.getException(), seen);
        }
        seen.append(exchange).append('\n');
        exchange.getProperties()
                .forEach((name, value) ->
                        seen.append(name).append('=').append(value).append('\n'));
        exchange.getAllProperties()
                .forEach((name, value) ->
                        seen.append(name).append('=').append(value).append('\n'));
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (!name.equals(TranscriptionConstants.SOURCE_URL)) {
                seen.append(name).append('=').append(value).append('\n');
            }
        });
    }

    private static void trace(Throwable failure, StringBuilder seen) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        seen.append(trace).append('\n');
    }

    private void lookAtEndpoints(StringBuilder seen) {
        for (Endpoint endpoint : context.getEndpoints()) {
            seen.append(endpoint).append(' ').append(endpoint.getEndpointUri()).append(' ');
            seen.append(endpoint.getEndpointKey()).append('\n');
            if (endpoint instanceof PalatineEndpoint palatineEndpoint) {
                seen.append(palatineEndpoint.getConfiguration()).append(palatineEndpoint.getComponent());
                seen.append(palatineEndpoint.getConfiguration().toHttpSettings())
                        .append('\n');
            }
        }
    }

    private static void lookAtManagement(StringBuilder seen, boolean attributes) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            seen.append(name).append('\n');
            MBeanAttributeInfo[] shown = attributes ? server.getMBeanInfo(name).getAttributes() : NO_ATTRIBUTES;
            for (MBeanAttributeInfo attribute : shown) {
                try {
                    seen.append(attribute.getName()).append('=').append(server.getAttribute(name, attribute.getName()));
                } catch (JMException | RuntimeException unreadable) {
                    seen.append("unreadable");
                }
                seen.append('\n');
            }
        }
    }
}
