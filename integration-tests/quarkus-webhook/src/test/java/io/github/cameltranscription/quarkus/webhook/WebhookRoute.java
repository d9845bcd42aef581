/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.webhook;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Keeps the exchanges of the webhook. */
@ApplicationScoped
public class WebhookRoute extends RouteBuilder {

    private final BlockingQueue<Exchange> received = new LinkedBlockingQueue<>();

    @Override
    public void configure() {
        from("shopot:webhook?path=/hooks/shopot").process(exchange -> {
            exchange.setProperty("thread", Thread.currentThread().getName());
            received.add(exchange);
        });
        from("direct:watched").to("shopot:transcribe?outputFormat=text").to("direct:delivery");
        from("direct:delivery").log("delivered");
    }

    /** The next exchange, or {@code null} if none comes within 30 s. */
    Exchange next() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
    }

    void forget() {
        received.clear();
    }

    boolean isEmpty() {
        return received.isEmpty();
    }
}
