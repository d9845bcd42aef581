/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.vertx.websocket.VertxWebsocketConstants;
import org.jboss.logging.Logger;

import io.github.cameltranscription.palatine.PalatineConstants;
import io.github.cameltranscription.palatine.stream.StreamPartial;
import io.github.cameltranscription.transcript.Transcript;

/** Turns the events of a stream into messages for the page. The id of the stream is the key of the page's socket. */
@Singleton
public class Captions {

    private static final Logger LOG = Logger.getLogger(Captions.class);

    private final CaptionSessions sessions;

    Captions(CaptionSessions sessions) {
        this.sessions = sessions;
    }

    /** Addresses an event of a stream to its browser; stops the exchange if the browser has disconnected. */
    public void address(Exchange exchange) {
        Message message = exchange.getMessage();
        String key = key(exchange);
        CaptionSession session = sessions.find(key);
        if (session == null) {
            exchange.setRouteStop(true);
            return;
        }
        message.setHeader(VertxWebsocketConstants.CONNECTION_KEY, key);
        message.setBody(
                switch (message.getHeader(PalatineConstants.STREAM_EVENT, String.class)) {
                    case "partial" -> partial(message.getBody(StreamPartial.class));
                    case "final" -> whole(exchange, session.isLimited());
                    default -> new PageMessage.Listening();
                });
    }

    private static PageMessage partial(StreamPartial partial) {
        String text = partial.fullText();
        String tail = partial.chunkText();
        int stable = text.endsWith(tail) ? text.length() - tail.length() : 0;
        return new PageMessage.Partial(text.substring(0, stable), text.substring(stable));
    }

    private static PageMessage whole(Exchange exchange, boolean limited) {
        return new PageMessage.Final(
                exchange.getVariable(LiveCaptionsRoute.TRANSCRIPT, Transcript.class)
                        .text(),
                exchange.getVariable("srt", String.class),
                exchange.getVariable("vtt", String.class),
                limited);
    }

    /** Ends the session after the last message. */
    public void end(Exchange exchange) {
        CaptionSession session = sessions.find(key(exchange));
        if (session != null) {
            session.close();
        }
    }

    /** Ends the session of a failed stream. The browser gets a general reason; the details are in the log. */
    public void fail(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String key = key(exchange);
        CaptionSession session = key == null ? null : sessions.find(key);
        if (session != null) {
            LOG.warnf("session %s has failed: %s", key, failure.getMessage());
            session.fail(Problem.of(failure));
        }
    }

    private static String key(Exchange exchange) {
        return exchange.getMessage().getHeader(PalatineConstants.STREAM_ID, String.class);
    }
}
