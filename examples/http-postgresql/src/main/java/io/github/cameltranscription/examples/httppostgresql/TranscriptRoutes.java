/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * Inserts a row for each finished job: when Shopot's callback arrives, or, if the callback is lost, after the next poll. Both
 * may happen; there is one row for a job.
 */
@ApplicationScoped
public class TranscriptRoutes extends RouteBuilder {

    private static final String INSERT = "sql:INSERT INTO transcript (job_id, file, seconds, content, error)"
            + " VALUES (:#jobId, :#file, :#seconds, :#content, :#error) ON CONFLICT (job_id) DO NOTHING";

    @Override
    public void configure() {
        // The provider failed the job.
        onException(TranscriptionException.class)
                .handled(true)
                .setBody(TranscriptRow::failed)
                .to(INSERT);

        from("shopot:webhook?path=/callbacks/shopot&callbackUrl={{callback-url}}")
                .routeId("webhook")
                .to("direct:row");

        from("shopot:results?bridgeErrorHandler=true").routeId("results").to("direct:row");

        // A failure goes back to the caller: Shopot sends the callback again, and results emits the job again.
        from("direct:row")
                .errorHandler(noErrorHandler())
                .setBody(TranscriptRow::of)
                .to(INSERT);
    }
}
