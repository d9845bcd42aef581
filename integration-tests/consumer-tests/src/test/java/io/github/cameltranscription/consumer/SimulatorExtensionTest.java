/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;
import io.github.cameltranscription.testing.SimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The extension with each way to create a Camel context; CamelTestSupport and Quarkus are in {@link ConsumerProjectsTest}. */
class SimulatorExtensionTest {

    private static final byte[] CALL = SpokenAudio.of("Добрый день.", 16_000).wav();

    @RegisterExtension
    static final SimulatorExtension simulator = new SimulatorExtension().script("Добрый день.");

    private static String transcribe(CamelContext camel, String uri) {
        camel.start();
        return camel.createProducerTemplate()
                .requestBodyAndHeader(uri + "?outputFormat=text", CALL, "CamelFileName", "call.wav", String.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"palatine:transcribe", "shopot:transcribe", "aiesa:transcribe", "palatine:stream"})
    void aPlainContextNeedsNoConfiguration(String uri) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            assertThat(transcribe(camel, uri)).isEqualTo("Добрый день.");
        }
    }

    /** With the address and key of the real account, a recording would be sent there and paid for. */
    @Test
    void theConfigurationOfTheComponentIsOverridden() throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.component.palatine.base-url", "http://127.0.0.1:1/api/v1");
        main.addInitialProperty("camel.component.palatine.api-key", "of-the-user");
        main.addInitialProperty("camel.component.palatine.initial-delay", "30ms");
        main.start();
        try {
            CamelContext camel = main.getCamelContext();
            PalatineComponent palatine = camel.getComponent("palatine", PalatineComponent.class);

            assertThat(transcribe(camel, "palatine:transcribe")).isEqualTo("Добрый день.");
            assertThat(palatine.getConfiguration().getInitialDelay()).isEqualTo(30);
        } finally {
            main.stop();
        }
    }

    @Test
    void aComponentOfAnotherNameIsSimulatedToo() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("second-account", new PalatineComponent());

            assertThat(transcribe(camel, "second-account:transcribe")).isEqualTo("Добрый день.");
        }
    }

    @Test
    void aContextOfAnotherThreadIsGivenToTheExtension() throws Exception {
        try (DefaultCamelContext camel =
                CompletableFuture.supplyAsync(DefaultCamelContext::new).get()) {
            simulator.simulate(camel);

            assertThat(transcribe(camel, "palatine:transcribe")).isEqualTo("Добрый день.");
        }
    }

    @Test
    void aCallOutsideOfATestIsAnErrorThatNamesTheAnnotation() {
        assertThatThrownBy(() -> new SimulatorExtension().palatine())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    /** In a field of the test, there is a simulator for each test; it has precedence over that of the outer class. */
    @Nested
    class OfEachTest {

        @RegisterExtension
        final SimulatorExtension own =
                new SimulatorExtension(settings -> settings.palatineApiKey("another")).script("call.wav", "Другой.");

        @RepeatedTest(2)
        void eachTestHasItsOwnSimulator() throws Exception {
            try (DefaultCamelContext camel = new DefaultCamelContext()) {
                assertThat(transcribe(camel, "palatine:transcribe")).isEqualTo("Другой.");
                own.palatine().requests().assertSubmitted(1);
            }
        }
    }

    /** Variants may be named for each provider, mixed by a seed, and changed by a test. */
    @Nested
    class OfVariants {

        @RegisterExtension
        final SimulatorExtension own = new SimulatorExtension(settings -> settings.palatineVariant(PalatineVariant.NODE)
                        .shopotVariant(ShopotVariant.PUBLIC)
                        .aiesaVariant(AiesaVariant.V2))
                .script("call.wav", "Другой.");

        @RegisterExtension
        final SimulatorExtension mixed =
                new SimulatorExtension(settings -> settings.mixedVariants(3)).script("call.wav", "Смесь.");

        @ParameterizedTest
        @ValueSource(strings = {"palatine", "shopot", "aiesa"})
        void theVariantsOfTheExtensionAnswer(String provider) throws Exception {
            try (DefaultCamelContext camel = new DefaultCamelContext();
                    DefaultCamelContext other = new DefaultCamelContext()) {
                mixed.simulate(other);
                own.simulate(camel);

                assertThat(transcribe(camel, provider + ":transcribe")).isEqualTo("Другой.");
                assertThat(own.aiesa().baseUrl()).endsWith("/api/v2");
                assertThat(transcribe(other, provider + ":transcribe")).isEqualTo("Смесь.");
                own.palatine().variant(PalatineVariant.OLDEST);
                own.shopot().variant(ShopotVariant.OLD);
                own.aiesa().variant(AiesaVariant.V1);
                assertThat(transcribe(camel, provider + ":transcribe")).isEqualTo("Другой.");
            }
        }
    }
}
