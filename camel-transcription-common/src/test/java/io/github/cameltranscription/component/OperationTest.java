/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OperationTest extends ComponentTest {

    @Test
    void anUnknownOperationFailsAtOnceNamingThoseThereAre() {
        assertThatThrownBy(() -> endpoint("fake:transcribble"))
                .hasRootCauseMessage(
                        "Unknown operation \"transcribble\" in fake:transcribble: the operations of fake are"
                                + " transcribe, submit, await, status, parked, results, webhook");
    }

    @Test
    void anOperationToConsumeFromCannotBeSentTo() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").to("fake:webhook");
                    }
                }))
                .hasRootCauseMessage("fake:webhook cannot be sent to: use it in from(), or send to fake:transcribe,"
                        + " fake:submit, fake:await, fake:status, fake:parked");
    }

    @Test
    void anOperationToSendToCannotBeConsumedFrom() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("fake:transcribe").to("log:out");
                    }
                }))
                .hasRootCauseMessage(
                        "fake:transcribe cannot be consumed from: use it in to(), or consume from fake:results, fake:webhook");
    }
}
