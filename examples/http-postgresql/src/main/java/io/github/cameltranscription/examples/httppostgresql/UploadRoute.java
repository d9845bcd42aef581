/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.shopot.ShopotConstants;

/** An uploaded recording is submitted, and answered with the id of its job; what is said in it comes later. */
@ApplicationScoped
public class UploadRoute extends RouteBuilder {

    /** Of the client's choice; the same upload with the same one is not bought again. */
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    @Override
    public void configure() {
        onException(TranscriptionException.class)
                .handled(true)
                .log("${header.name} was refused: ${exception.message}")
                .setHeader(Exchange.HTTP_RESPONSE_CODE)
                .exchange(UploadRoute::status)
                .setHeader(Exchange.CONTENT_TYPE, constant("text/plain; charset=utf-8"))
                .setBody(exceptionMessage());

        from("platform-http:/recordings/{name}?httpMethodRestrict=PUT&useStreaming=true")
                .routeId("upload")
                .setHeader(TranscriptionConstants.FILE_NAME, header("name"))
                // Comes back with the callback, which names no file.
                .setHeader(ShopotConstants.CALLBACK_ID, header("name"))
                .setHeader(TranscriptionConstants.JOB_KEY)
                .exchange(UploadRoute::key)
                .to("shopot:submit?callbackUrl=webhook")
                .removeHeaders("*", TranscriptionConstants.JOB_ID)
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setBody(simple("{\"jobId\":\"${header." + TranscriptionConstants.JOB_ID + "}\"}"));
    }

    /** Without a key of its own, each upload is a recording of its own. */
    private static String key(Exchange exchange) {
        String given = exchange.getMessage().getHeader(IDEMPOTENCY_KEY, String.class);
        return given == null ? exchange.getExchangeId() : given;
    }

    private static int status(Exchange exchange) {
        ErrorCategory category = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)
                .getCategory();
        return switch (category) {
            case INVALID_REQUEST -> 400;
            case JOB_IN_PROGRESS -> 409;
            case PAYLOAD_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA -> 415;
            default -> category.isRetriable() ? 503 : 502;
        };
    }
}
