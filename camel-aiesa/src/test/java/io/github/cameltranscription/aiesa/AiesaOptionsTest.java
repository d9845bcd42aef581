/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.Set;

import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong with an endpoint is said when its route starts. What options do is in the tests of what they are for. */
class AiesaOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    private AiesaConfiguration component() {
        return context.getComponent("aiesa", AiesaComponent.class).getConfiguration();
    }

    @BeforeEach
    void start() {
        component().setPublicKey("public");
        component().setSecretKey("secret");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Camel resolves the endpoint, and starts what a route would start. */
    private void start(String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        boolean consumed = uri.matches("\\w+:(results|webhook)\\b.*");
        context.addService(consumed ? endpoint.createConsumer(exchange -> {}) : endpoint.createProducer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aiesa:transcibe | Unknown operation \"transcibe\" | transcribe, submit, await, status",
                "aiesa:transcribe?language=russian | language \"russian\" | ISO 639-1",
                "aiesa:transcribe?priority=urgent | priority \"urgent\" | lightning, queue",
                "aiesa:transcribe?enableDiarization=perhaps | enableDiarization | perhaps",
                "aiesa:transcribe?resultType=docx | resultType | docx",
                "aiesa:transcribe?resultType=pdf&outputFormat=srt | resultType pdf | outputFormat srt",
                "aiesa:await?resultType=text&outputFormat=text | resultType text | remove one of them",
                "aiesa:download?resultType=links | resultType links is no file | json, text or pdf",
                "aiesa:transcribe?maxCost=0 | maxCost 0.0 | greater than 0",
                "aiesa:transcribe?maxCost=-1.5 | maxCost -1.5 | remove it for no limit",
                "aiesa:transcribe?maxCost=NaN | maxCost NaN | greater than 0",
                "aiesa:transcribe?maxCost=cheap | maxCost | cheap",
                "aiesa:transcribe?unknownDuration=ask | unknownDuration | ask",
                "aiesa:calculate?durationFormat=iso | durationFormat \"iso\" | mm:ss, hh:mm:ss, hh:mm, seconds",
                "aiesa:calculate?duration=%20 | duration \" \" | such as 00:05",
                "aiesa:transcribe?baseUrl=ftp://host | baseUrl \"ftp://host\" | https://host/api/v1",
                "aiesa:transcribe?publicKey=%20 | publicKey is missing | camel.component.aiesa.public-key",
                "aiesa:transcribe?secretKey=%20 | secretKey is missing | camel.component.aiesa.secret-key",
                "aiesa:transcribe?nonsense=1 | nonsense | Unknown parameters"
            })
    void aBadOptionIsNamedWithItsValueAndTheFix(String uri, String problem, String fix) {
        assertThatThrownBy(() -> start(uri)).hasStackTraceContaining(problem).hasStackTraceContaining(fix);
    }

    @Test
    void aMissingKeyIsNamedWithItsProperty() {
        component().setSecretKey(null);
        assertThatThrownBy(() -> start("aiesa:transcribe"))
                .hasStackTraceContaining("secretKey is missing")
                .hasStackTraceContaining("camel.component.aiesa.secret-key");

        component().setPublicKey(null);
        assertThatThrownBy(() -> start("aiesa:models"))
                .hasStackTraceContaining("publicKey is missing")
                .hasStackTraceContaining("camel.component.aiesa.public-key");
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        AiesaConfiguration defaults = new AiesaConfiguration();

        assertThat(defaults)
                .returns("https://api.transcription.aiesa.ru/api/v1", AiesaConfiguration::getBaseUrl)
                .returns("queue", AiesaConfiguration::getPriority)
                .returns(null, AiesaConfiguration::getEnableDiarization)
                .returns(null, AiesaConfiguration::getAiPrompt)
                .returns(null, AiesaConfiguration::getDuration)
                .returns("mm:ss", AiesaConfiguration::getDurationFormat)
                .returns(AiesaResultType.JSON, AiesaConfiguration::getResultType)
                .returns(null, AiesaConfiguration::getMaxCost)
                .returns(UnknownDuration.REFUSE, AiesaConfiguration::getUnknownDuration);
    }

    @Test
    void everyOperationHasAnEndpoint() {
        assertThat(Set.of("transcribe", "submit", "await", "status", "download", "calculate", "models"))
                .allSatisfy(operation -> assertThat(
                                context.getEndpoint("aiesa:" + operation).createProducer())
                        .isNotNull());
        assertThatThrownBy(() -> context.getEndpoint("aiesa:transcribe").createConsumer(exchange -> {}))
                .hasMessageContaining("aiesa:transcribe cannot be consumed from");
    }

    @Test
    void everyOptionOfTheComponentIsOneOfTheEndpointToo() {
        component().setAiPrompt("of the component");
        component().getParameters().put("a", "1");

        AiesaEndpoint endpoint =
                context.getEndpoint("aiesa:transcribe?param.b=2&priority=lightning&maxCost=1.5", AiesaEndpoint.class);

        assertThat(endpoint.getConfiguration().getAiPrompt()).isEqualTo("of the component");
        assertThat(endpoint.getConfiguration().getPriority()).isEqualTo("lightning");
        assertThat(endpoint.getConfiguration().getMaxCost()).isEqualTo(1.5);
        assertThat(endpoint.getConfiguration().getParameters())
                .containsEntry("a", "1")
                .containsEntry("b", "2");
        assertThat(component().getParameters()).doesNotContainKey("b");
        assertThat(component().getPriority()).isEqualTo("queue");
    }
}
