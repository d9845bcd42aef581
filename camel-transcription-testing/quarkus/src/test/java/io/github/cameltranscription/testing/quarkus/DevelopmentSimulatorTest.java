/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing.quarkus;

import java.util.List;

import io.quarkus.runtime.LaunchMode;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.aiesa.AiesaComponent;
import io.github.cameltranscription.palatine.PalatineComponent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What it decides by; that Quarkus finds it is tested in quarkus-kamelets. */
class DevelopmentSimulatorTest {

    private final CamelContext context = new DefaultCamelContext();
    private DevelopmentSimulator development;

    @AfterEach
    void stop() {
        context.stop();
        development.stop();
    }

    private void start(LaunchMode mode, String profile, boolean enabled) {
        development = new DevelopmentSimulator(mode, List.of(profile), enabled, null);
        development.start(context);
    }

    @ParameterizedTest
    @EnumSource(
            value = LaunchMode.class,
            names = {"DEVELOPMENT", "TEST"})
    void withoutKeysTheComponentsOnTheClassPathArePointedAtTheSimulator(LaunchMode mode) {
        start(mode, mode.getDefaultProfile(), true);

        String palatine = development.simulator().palatine().baseUrl();
        assertThat(context.getComponent("palatine", PalatineComponent.class).getConfiguration())
                .satisfies(configuration -> {
                    assertThat(configuration.getBaseUrl()).isEqualTo(palatine);
                    assertThat(configuration.getApiKey()).isEqualTo("test-key");
                });
        assertThat(context.getComponent("aiesa", AiesaComponent.class)
                        .getConfiguration()
                        .getSecretKey())
                .isEqualTo("test-secret-key");
        assertThat(context.hasComponent("shopot")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, prod, true", "NORMAL, staging, true", "TEST, prod, true", "DEVELOPMENT, dev, false"})
    void elsewhereAMissingKeyIsAnErrorAsAlways(LaunchMode mode, String profile, boolean enabled) {
        start(mode, profile, enabled);

        assertNoSimulator();
        assertThatThrownBy(() -> started("palatine:transcribe")).hasStackTraceContaining("apiKey is missing");
    }

    @Test
    void inDevModeAComponentWithAKeyIsLeftAlone() {
        PalatineComponent palatine = context.getComponent("palatine", PalatineComponent.class);
        palatine.getConfiguration().setApiKey("of-the-user");

        start(LaunchMode.DEVELOPMENT, "dev", true);

        assertThat(palatine.getConfiguration().getApiKey()).isEqualTo("of-the-user");
        assertThat(palatine.getConfiguration().getBaseUrl()).startsWith("https://");
        assertThat(development.simulator()).isNotNull();
    }

    /** The key is the real one: a test must not spend its money. */
    @Test
    void inTestModeAComponentWithAKeyIsSimulatedToo() {
        PalatineComponent palatine = context.getComponent("palatine", PalatineComponent.class);
        palatine.getConfiguration().setApiKey("of-the-user");

        start(LaunchMode.TEST, "test", true);

        assertThat(palatine.getConfiguration().getApiKey()).isEqualTo("test-key");
        assertThat(palatine.getConfiguration().getBaseUrl())
                .isEqualTo(development.simulator().palatine().baseUrl());
    }

    @Test
    void aConfiguredAddressIsUsed() {
        AiesaComponent aiesa = context.getComponent("aiesa", AiesaComponent.class);
        aiesa.getConfiguration().setBaseUrl("http://127.0.0.1:1/api/v1");

        start(LaunchMode.TEST, "test", true);

        assertThat(aiesa.getConfiguration().getBaseUrl()).isEqualTo("http://127.0.0.1:1/api/v1");
        assertThat(aiesa.getConfiguration().getSecretKey()).isNull();
    }

    /** Half of a pair of keys is a mistake that must be said. */
    @Test
    void oneOfTwoKeysIsNotNone() {
        context.getComponent("palatine", PalatineComponent.class)
                .getConfiguration()
                .setApiKey("of-the-user");
        context.getComponent("aiesa", AiesaComponent.class).getConfiguration().setPublicKey("of-the-user");

        start(LaunchMode.DEVELOPMENT, "dev", true);

        assertNoSimulator();
        assertThatThrownBy(() -> started("aiesa:transcribe")).hasStackTraceContaining("secretKey is missing");
    }

    /** Keys are asked for when a producer starts: an endpoint that is mocked needs none. */
    private void started(String uri) throws Exception {
        ServiceHelper.startService(context.getEndpoint(uri).createProducer());
    }

    private void assertNoSimulator() {
        assertThatThrownBy(development::simulator).isInstanceOf(IllegalStateException.class);
    }
}
