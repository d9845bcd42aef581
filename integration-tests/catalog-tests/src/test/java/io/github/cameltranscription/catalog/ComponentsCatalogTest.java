/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentsCatalogTest {

    private static final ComponentsCatalog CATALOG = new ComponentsCatalog();

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".to(\"palatine:transcribe?language=ru&outputFormat=srt\")",
                ".to(\"palatine:submit?baseUrl=\" + url + \"&maxRetries=0\")",
                ".to(\"palatine:submit?maxRetries=0\"\n    + \"&jobTimeout=5m\")",
                ".to(provider + \":submit?maxRetries=0\")",
                ".toD(\"{{provider}}:await?jobTimeout={{patience}}\")",
                ".to(\"{{provider}}:transcribe?maxCost={{?max-cost}}&jobTimeout={{patience}}\")",
                ".toD(\"palatine:transcribe?language=${header.language}&outputFormat=srt\")",
                ".toF(\"aiesa:transcribe?maxCost=%s\", cost)",
                "from(\"palatine:results?outputFormat=TEXT&delay=5s\")",
                "from(\"webhook:shopot:webhook\")",
                "<to uri=\"palatine:{{operation}}?language=ru&amp;outputFormat=srt\"/>",
                "`palatine:transcribe?initialDelay=50ms&jobTimeout=1h30m`",
                "see `palatine:transcribe?jobRepository=file:./jobs&outputFormat=srt`.",
                "palatine:operation[?options]",
                "io.github.cameltranscription:camel-palatine:1.0.0-SNAPSHOT, palatine: a provider"
            })
    void aCorrectUriHasNoViolation(String text) {
        assertThat(endpointViolations(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    .to("palatine:transcribe?lnguage=ru")                  | lnguage Unknown option
                    .to("palatine:transcribe?language={{x}}&lnguage={{x}}") | lnguage Unknown option
                    .to("palatine:submit?baseUrl=" + url + "&lnguage=ru")  | lnguage Unknown option
                    .to(provider + ":submit?lnguage=ru")                   | lnguage Unknown option
                    .toD("{{provider}}:submit?apiKey=x")                   | aiesa:submit?apiKey=x: aiesa apiKey Unknown option
                    .to("{{provider}}:submit?maxKost={{?max-cost}}")       | maxKost Unknown option
                    .to("shopot:diarize")                                  | Invalid enum value: diarize
                    Send it to palatine:transkribe.                        | Invalid enum value: transkribe
                    .to("palatine:Transcribe")                             | palatine:Transcribe: no such operation
                    .to("palatine://transcribe?lnguage=ru")                | lnguage Unknown option
                    .to("aiesa:transcribe?outputFormat=word")              | Invalid enum value: word
                    .to("aiesa:transcribe?maxInFlight=many")               | Invalid integer value: many
                    .to("palatine:transcribe?delay=1s")                    | delay Option not applicable in producer only mode
                    from("palatine:results?language=ru")                   | language Option not applicable in consumer only mode
                    from("palatine:transcribe")                            | palatine:transcribe: no such operation on the side CONSUMER
                    <to uri="shopot:webhook"/>                             | shopot:webhook: no such operation on the side PRODUCER
                    `palatine:transcribe?jobTimeout=soon`                  | palatine:transcribe?jobTimeout=soon:
                    """)
    void aWrongUriHasAViolation(String text, String violation) {
        assertThat(endpointViolations(text)).anyMatch(found -> found.contains(violation));
    }

    @Test
    void parametersInYamlAreChecked() {
        String route = """
                - route:
                    from:
                      uri: palatine:results
                      parameters:
                        language: ru
                      steps:
                        - to:
                            uri: "palatine:{{operation}}"
                            parameters:
                              outputFormat: "{{?format}}"
                              lnguage: ru
                """;

        List<String> inFile = violations(YamlSearch.inFile(route));

        assertThat(inFile)
                .containsExactly(
                        "palatine:results?language=ru: palatine language Option not applicable in consumer only mode",
                        "palatine:{{operation}}?outputFormat={{?format}}&lnguage=ru: palatine lnguage Unknown option");
        assertThat(violations(YamlSearch.inDocument("text\n```yaml\n" + route + "```\n")))
                .isEqualTo(inFile);
        assertThat(violations(YamlSearch.inDocument("text\n[source,yaml]\n----\n" + route + "----\n")))
                .isEqualTo(inFile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.palatine.api-key = ${PALATINE_API_KEY:simulated}",
                "camel.component.palatine.api-key = {{env:PALATINE_API_KEY:simulated}}",
                "camel.component.palatine.job-repository = file:{{folder}}/jobs",
                "camel.component.shopot.webhookSecret=x",
                "the property `camel.component.aiesa.secret-key`.",
                "camel.component.palatine.*, camel.component.shopot.*",
                "settings.put(\"camel.component.palatine.fast-inference\", \"true\");",
                "CAMEL_COMPONENT_PALATINE_API_KEY"
            })
    void aCorrectPropertyHasNoViolation(String text) {
        assertThat(propertyViolations(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    camel.component.palatine.api-kee = x                            | api-kee Unknown option
                    `camel.component.shopot.secret-key`                             | secret-key Unknown option
                    settings.put("camel.component.aiesa.max-in-flight", "many");    | Invalid integer value: many
                    camel.component.palatine.output-format = word                   | Invalid enum value: word
                    CAMEL_COMPONENT_PALATINE_SECRET_KEY                             | secret-key Unknown option
                    """)
    void aWrongPropertyHasAViolation(String text, String violation) {
        assertThat(propertyViolations(text)).anyMatch(found -> found.contains(violation));
    }

    private static List<String> endpointViolations(String text) {
        return violations(new TextSearch(text).endpoints());
    }

    private static List<String> violations(List<EndpointUse> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> CATALOG.violations(endpoint).stream())
                .toList();
    }

    private static List<String> propertyViolations(String text) {
        return new TextSearch(text)
                .properties().stream()
                        .flatMap(property -> CATALOG.violations(property).stream())
                        .toList();
    }
}
