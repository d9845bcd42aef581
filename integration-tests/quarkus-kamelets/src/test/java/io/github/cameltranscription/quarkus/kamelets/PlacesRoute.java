/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import org.apache.camel.builder.RouteBuilder;

/** The route {@code yaml-places} of {@code routes/kamelets.yaml}, in Java. */
public class PlacesRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:java-places")
                .routeId("java-places")
                .split(body())
                .to("palatine:submit")
                .end()
                .split(body())
                .parallelProcessing()
                .to("shopot:submit")
                .end()
                .split(body())
                .streaming()
                .to("aiesa:submit")
                .end()
                .wireTap("palatine:submit")
                .wireTap("shopot:submit")
                .wireTap("aiesa:submit")
                .multicast()
                .stopOnException()
                .to("palatine:submit")
                .to("shopot:submit")
                .to("aiesa:submit")
                .recipientList(constant("palatine:submit,shopot:submit,aiesa:submit"))
                .stopOnException()
                .end();
    }
}
