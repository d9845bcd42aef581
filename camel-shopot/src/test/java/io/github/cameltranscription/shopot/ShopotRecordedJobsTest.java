/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class ShopotRecordedJobsTest extends ShopotTestSupport {

    @Test
    void theSameRecordingIsBoughtOnceWhereverTheProviderIsToCallBack() throws Exception {
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("shopot:submit?jobRepository=#jobs&jobKey=content&callbackUrl=https://example.org/hook"
                                + "&callbackId=${exchangeId}&summary=brief");
                from("direct:other").to("shopot:submit?jobRepository=#jobs&jobKey=content&summary=medium");
            }
        });

        String first = jobOf(send("direct:in", Recordings.wav(1)));

        assertThat(jobOf(send("direct:in", Recordings.wav(1)))).isEqualTo(first);
        assertThat(jobOf(send("direct:other", Recordings.wav(1)))).isNotEqualTo(first);
        shopot.requests().assertSubmitted(2);
    }

    private static String jobOf(Exchange exchange) {
        assertThat((Throwable) exchange.getException()).isNull();
        return jobId(exchange);
    }
}
