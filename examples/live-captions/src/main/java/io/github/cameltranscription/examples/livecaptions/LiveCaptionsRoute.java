/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

import io.github.cameltranscription.palatine.PalatineConstants;

import static java.util.stream.Collectors.joining;

/** From the browser's microphone to the provider, and from the provider back to that browser. */
@ApplicationScoped
public class LiveCaptionsRoute extends RouteBuilder {

    /** Receives a chunk of audio, with the id of its stream in the header, and the variable below. */
    static final String SPEECH = "direct:speech";

    /** Receives a {@link PageMessage}, with the key of its socket in the header. */
    static final String PAGE = "direct:page";

    /** The variable with the sample rate of the audio. */
    static final String SAMPLE_RATE = "sampleRate";

    /** The variable that keeps the transcript while it is rendered. */
    static final String TRANSCRIPT = "transcript";

    private static final String SOCKETS = "vertx-websocket:/captions";

    private final SessionLimits limits;
    private final CaptionSessions sessions;
    private final Captions captions;

    LiveCaptionsRoute(SessionLimits limits, CaptionSessions sessions, Captions captions) {
        this.limits = limits;
        this.sessions = sessions;
        this.captions = captions;
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(captions::fail);

        from(SOCKETS + "?fireWebSocketConnectionEvents=true&allowedOriginPattern=RAW(" + allowedOriginPattern() + ")")
                .routeId("browsers")
                .process(sessions);

        from(SPEECH).routeId("speech").toD("palatine:stream?sampleRate=${variable." + SAMPLE_RATE + "}");

        // A failed stream is an exchange too, so its reason reaches the page.
        from("palatine:stream?bridgeErrorHandler=true")
                .routeId("captions")
                .filter(isFinal())
                .setVariable(TRANSCRIPT, body())
                .transformDataType("transcription:srt")
                .setVariable("srt", bodyAs(String.class))
                .setBody(variable(TRANSCRIPT))
                .transformDataType("transcription:vtt")
                .setVariable("vtt", bodyAs(String.class))
                .end()
                .process(captions::address)
                .to(PAGE)
                .filter(isFinal())
                .process(captions::end);

        from(PAGE)
                .routeId("page")
                // Bytes would be sent as a binary message.
                .marshal()
                .json(JsonLibrary.Jackson)
                .convertBodyTo(String.class, "UTF-8")
                // If no browser is connected, the component acts as a client and connects to this server; the server
                // refuses this origin.
                .to(SOCKETS + "?originHeaderUrl=http://self.invalid");
    }

    private static Predicate isFinal() {
        return exchange -> "final".equals(exchange.getMessage().getHeader(PalatineConstants.STREAM_EVENT));
    }

    private String allowedOriginPattern() {
        return limits.allowedOrigins().stream().map(Pattern::quote).collect(joining("|"));
    }
}
