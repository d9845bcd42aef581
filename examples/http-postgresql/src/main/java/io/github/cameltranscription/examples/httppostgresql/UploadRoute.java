/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.shopot.ShopotConstants;

/** Submits an uploaded recording, and answers with the id of its job. */
@ApplicationScoped
public class UploadRoute extends RouteBuilder {

    /** A key of the client's choice; the same upload with the same key is not paid for again. */
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
                // The callback returns it; it does not name the file.
                .setHeader(ShopotConstants.CALLBACK_ID, header("name"))
                .setHeader(TranscriptionConstants.JOB_KEY)
                .exchange(UploadRoute::key)
                .to("shopot:submit?callbackUrl=webhook")
                .removeHeaders("*", TranscriptionConstants.JOB_ID)
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setBody(simple("{\"jobId\":\"${header." + TranscriptionConstants.JOB_ID + "}\"}"));
    }

    /** The key of the client; without one, each upload is a new recording. */
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
