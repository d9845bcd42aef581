/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * A finished job becomes a row: at once when Shopot calls back, and where a callback is lost when the job is next asked
 * about. Both may happen; there is one row for a job.
 */
@ApplicationScoped
public class TranscriptRoutes extends RouteBuilder {

    private static final String INSERT = "sql:INSERT INTO transcript (job_id, file, seconds, content, error)"
            + " VALUES (:#jobId, :#file, :#seconds, :#content, :#error) ON CONFLICT (job_id) DO NOTHING";

    @Override
    public void configure() {
        // The provider gave the job up.
        onException(TranscriptionException.class)
                .handled(true)
                .setBody(TranscriptRow::failed)
                .to(INSERT);

        from("shopot:webhook?path=/callbacks/shopot&callbackUrl={{callback-url}}")
                .routeId("webhook")
                .to("direct:row");

        from("shopot:results?bridgeErrorHandler=true").routeId("results").to("direct:row");

        // What fails here is answered to the caller: the callback comes again, and so does the result.
        from("direct:row")
                .errorHandler(noErrorHandler())
                .setBody(TranscriptRow::of)
                .to(INSERT);
    }
}
