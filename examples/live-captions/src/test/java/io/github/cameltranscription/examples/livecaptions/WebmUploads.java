/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import io.github.cameltranscription.palatine.PalatineConstants;

/** Gives each piece that a browser posts to {@code palatine:stream}; an empty one is answered with the text. */
@ApplicationScoped
class WebmUploads {

    /** The name of the stream follows. */
    static final String PATH = "/webm/";

    @Inject
    ProducerTemplate template;

    void register(@Observes Router router) {
        router.post(PATH + ":id").handler(request -> {
            request.request().body().onSuccess(piece -> stream(request, piece));
            // Quarkus gives requests that are paused.
            request.request().resume();
        });
    }

    private void stream(RoutingContext request, Buffer piece) {
        template.asyncSend("palatine:stream?codec=webm&outputFormat=text", exchange -> {
                    exchange.getMessage().setHeader(PalatineConstants.STREAM_ID, request.pathParam("id"));
                    exchange.getMessage().setBody(piece.getBytes());
                })
                .whenComplete((done, thrown) -> answer(request, piece, done));
    }

    private static void answer(RoutingContext request, Buffer piece, Exchange done) {
        if (done == null || done.getException() != null) {
            request.response()
                    .setStatusCode(500)
                    .end(done == null ? "" : done.getException().getMessage());
        } else {
            request.response().end(piece.length() > 0 ? "" : done.getMessage().getBody(String.class));
        }
    }
}
