/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What holds against every shape of a provider's answers; a {@link ComponentTestSupport} implements it, with a method
 * {@code variants} that gives the shapes.
 */
public interface VariantsContract {

    /** The text of the two tones that are sent. */
    String TEXT = "[simulated speech 1] [simulated speech 2]";

    /** The component's scheme. */
    String scheme();

    /** Lets the provider answer in this shape, and gives the option with its address. */
    String play(Object variant);

    @ParameterizedTest
    @MethodSource("variants")
    default void whatOneRouteSubmitsAnotherOneEmits(Object variant) throws Exception {
        String baseUrl = play(variant);
        ComponentTestSupport support = (ComponentTestSupport) this;
        MemoryJobRepository repository = new MemoryJobRepository();
        List<String> emitted = new CopyOnWriteArrayList<>();
        support.context.getRegistry().bind("jobs", repository);
        RouteBuilder.addRoutes(support.context, routes -> routes.from(
                        scheme() + ":results?jobRepository=#jobs&delay=50&outputFormat=text&" + baseUrl)
                .process(exchange -> emitted.add(exchange.getMessage().getBody(String.class))));

        support.sent(
                scheme() + ":submit?jobRepository=#jobs&" + baseUrl,
                Recordings.wav(2),
                Map.of(TranscriptionConstants.JOB_KEY, "talk"));

        await().until(() -> emitted.size() == 1 && OpenRecords.of(repository).isEmpty());
        assertThat(emitted).containsExactly(TEXT);
    }
}
