/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.vertx.websocket.VertxWebsocketConstants;
import org.apache.camel.component.vertx.websocket.VertxWebsocketEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.palatine.PalatineConstants;

/** The sessions by the keys of their sockets. Handles the events of the sockets, and refuses sessions above the limit. */
@Singleton
public class CaptionSessions implements Processor {

    private static final Logger LOG = Logger.getLogger(CaptionSessions.class);

    /** A page starts at once; a client that only holds a socket would take a place from others. */
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    /** The rest of the captions must arrive within this time after the end of the audio. */
    private static final Duration FINAL_LIMIT = Duration.ofSeconds(60);

    private final SessionLimits limits;
    private final String language;
    private final EmbeddedSimulator simulator;
    private final ProducerTemplate template;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Map<String, CaptionSession> sessions = new ConcurrentHashMap<>();

    CaptionSessions(
            SessionLimits limits,
            @ConfigProperty(name = "camel.component.palatine.language") String language,
            EmbeddedSimulator simulator,
            ProducerTemplate template,
            ObjectMapper json,
            Vertx vertx) {
        this.limits = limits;
        this.language = language;
        this.simulator = simulator;
        this.template = template;
        this.json = json;
        this.vertx = vertx;
    }

    /** Handles an event of a socket. It never waits, because the worker threads are few. */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Object key = message.getHeader(VertxWebsocketConstants.CONNECTION_KEY);
        Object event = message.getHeader(VertxWebsocketConstants.EVENT);
        // The component copies query parameters to headers too: with a forged one the header is a list.
        if (!(key instanceof String ours) || !(event instanceof VertxWebsocketEvent happened)) {
            if (message.getBody() instanceof ServerWebSocket socket) {
                socket.close();
            }
            return;
        }
        switch (happened) {
            case OPEN -> open(ours, message.getBody(ServerWebSocket.class));
            case MESSAGE -> receive(ours, message.getBody());
            case CLOSE -> leave(ours);
            case ERROR -> LOG.debug("an error of a socket; its close event follows");
        }
    }

    private void open(String key, ServerWebSocket socket) {
        CaptionSession session = new CaptionSession(
                limits, (sampleRate, samples) -> sendAudio(key, sampleRate, samples), browser(key, socket));
        if (!admit(key, session)) {
            LOG.infof("session %s is refused: there are %d", key, limits.maxSessions());
            session.fail(Problem.SESSION_LIMIT);
            return;
        }
        session.sendToBrowser(new PageMessage.Ready(limits.maxDuration().toSeconds(), language, simulator.isNeeded()));
        long start = vertx.setTimer(START_LIMIT.toMillis(), timer -> requireStart(session));
        long end = vertx.setTimer(limits.maxDuration().toMillis(), timer -> session.endAtLimit());
        long closing = vertx.setTimer(
                limits.maxDuration().plus(FINAL_LIMIT).toMillis(), timer -> session.fail(Problem.PROVIDER_UNAVAILABLE));
        session.whenOver(() -> {
            sessions.remove(key);
            vertx.cancelTimer(start);
            vertx.cancelTimer(end);
            vertx.cancelTimer(closing);
        });
        // The close event may have overtaken the open event.
        if (socket.isClosed()) {
            session.leave();
        }
    }

    private synchronized boolean admit(String key, CaptionSession session) {
        if (sessions.size() >= limits.maxSessions()) {
            return false;
        }
        sessions.put(key, session);
        return true;
    }

    private static void requireStart(CaptionSession session) {
        if (!session.isStarted()) {
            session.fail(Problem.BAD_MESSAGE);
        }
    }

    private void receive(String key, Object body) {
        CaptionSession session = sessions.get(key);
        if (session != null) {
            try {
                session.receive(BrowserMessage.read(body, json));
            } catch (IllegalArgumentException bad) {
                LOG.infof("session %s: %s", key, bad.getMessage());
                session.fail(Problem.BAD_MESSAGE);
            }
        }
    }

    private void leave(String key) {
        CaptionSession session = sessions.get(key);
        if (session != null) {
            LOG.infof("session %s: the browser is gone", key);
            session.leave();
        }
    }

    private CompletionStage<?> sendAudio(String key, int sampleRate, byte[] samples) {
        return template.asyncSend(LiveCaptionsRoute.SPEECH, exchange -> {
            exchange.getMessage().setHeader(PalatineConstants.STREAM_ID, key);
            exchange.setVariable(LiveCaptionsRoute.SAMPLE_RATE, sampleRate);
            exchange.getMessage().setBody(samples);
        });
    }

    private CaptionSession.Browser browser(String key, ServerWebSocket socket) {
        return new CaptionSession.Browser() {
            @Override
            public CompletionStage<?> send(PageMessage message) {
                return template.asyncSend(LiveCaptionsRoute.PAGE, exchange -> {
                    exchange.getMessage().setHeader(VertxWebsocketConstants.CONNECTION_KEY, key);
                    exchange.getMessage().setBody(message);
                });
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    /** The session of this key, or {@code null} if it is over. */
    CaptionSession find(String key) {
        return sessions.get(key);
    }

    /** The number of sessions. */
    int count() {
        return sessions.size();
    }
}
