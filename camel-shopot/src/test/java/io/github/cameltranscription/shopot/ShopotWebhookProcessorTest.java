/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShopotWebhookProcessorTest {

    @Test
    void whatIsTooMuchIsRefusedAndNotRunOnTheServersThread() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setHeader("X-Callback-ID", "7");
            AtomicBoolean answered = new AtomicBoolean();
            ShopotWebhookProcessor processor = new ShopotWebhookProcessor(null, () -> task -> {
                throw new RejectedExecutionException();
            });

            assertThat(processor.process(exchange, answered::set)).isTrue();

            assertThat(answered).isTrue();
            assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE);
            assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(503);
        }
    }
}
