/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Each option with each operation, on the component and on the endpoint, compared with the table of options. */
class OptionTableTest {

    /** Options that Camel adds to each endpoint. */
    private static final Set<String> CAMELS = Set.of(
            "bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer", "autowiredEnabled");

    /** Values other than the default, for options without a list of values in the catalog. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("allowPrivateLinks", "true"),
            Map.entry("baseUrl", "http://127.0.0.1:1/v1"),
            Map.entry("callbackUrl", "http://127.0.0.1:1/back"),
            Map.entry("codec", "linear32"),
            Map.entry("cueMaxLineLength", "30"),
            Map.entry("diarizationModel", "auto"),
            Map.entry("duration", "00:07"),
            Map.entry("fastInference", "false"),
            Map.entry("idempotentRepository", "#bean:callbacks"),
            Map.entry("jobKey", "${header.key}"),
            Map.entry("jobRepository", "#bean:jobs"),
            Map.entry("language", "en"),
            Map.entry("maxCost", "50"),
            Map.entry("maxHeaderSize", "4096"),
            Map.entry("maxSpeakers", "4"),
            Map.entry("minSpeakers", "4"),
            Map.entry("outputFormat", "json"),
            Map.entry("parameters", "#bean:own"),
            Map.entry("pollMultiplier", "2.5"),
            Map.entry("roles", "auto"),
            Map.entry("sourceUrl", "https://example.org/a.mp3"),
            Map.entry("speakers", "4"),
            Map.entry("sslContextParameters", "#bean:tls"));

    /** Other options that an option requires. */
    private static final Map<String, String> COMPANIONS = Map.ofEntries(
            Map.entry("jobKey", "jobRepository=#bean:jobs"),
            Map.entry("uncertainSubmission", "jobRepository=#bean:jobs"),
            Map.entry("proxyHost", "proxyPort=3128"),
            Map.entry("proxyPort", "proxyHost=proxy.example.org"),
            Map.entry("proxyUsername", "proxyHost=proxy.example.org&proxyPort=3128&proxyPassword=x"),
            Map.entry("proxyPassword", "proxyHost=proxy.example.org&proxyPort=3128&proxyUsername=x"),
            Map.entry("prompt", "task=user_prompt"),
            Map.entry("callbackId", "callbackUrl=http://127.0.0.1:1/back"),
            Map.entry("webhookSecret", "callbackUrl=http://127.0.0.1:1/back"),
            Map.entry("unknownDuration", "maxCost=50"));

    private record Option(String name, String type, String label, List<String> values, String defaultValue) {

        String value() {
            if (VALUES.containsKey(name)) {
                return VALUES.get(name);
            }
            String other = values.stream()
                    .filter(value -> !value.equals(defaultValue))
                    .findFirst()
                    .orElse(null);
            return switch (type) {
                case "duration" -> "200ms";
                case "integer", "number" -> other == null ? "7" : other;
                case "boolean" -> String.valueOf(!"true".equals(defaultValue));
                default -> other == null ? "some-text" : other;
            };
        }
    }

    private static List<Option> options(Provider provider) throws Exception {
        String json = "/META-INF/io/github/cameltranscription/" + provider.scheme() + "/" + provider.scheme() + ".json";
        JsonNode catalog = new ObjectMapper().readTree(OptionTableTest.class.getResource(json));
        return catalog.path("properties").properties().stream()
                .filter(field -> field.getValue().path("kind").asText().equals("parameter"))
                .filter(field -> !CAMELS.contains(field.getKey()))
                .map(field -> new Option(
                        field.getKey(),
                        field.getValue().path("type").asText(),
                        field.getValue().path("label").asText(),
                        field.getValue()
                                .path("enum")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList(),
                        field.getValue().path("defaultValue").asText(null)))
                .toList();
    }

    private static DefaultCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        context.getRegistry().bind("callbacks", MemoryIdempotentRepository.memoryIdempotentRepository());
        context.getRegistry().bind("tls", new SSLContextParameters());
        context.getRegistry().bind("own", Map.of("beam_size", "5", "status.verbose", "1"));
        context.start();
        return context;
    }

    @ParameterizedTest
    @EnumSource
    void theTableHasEachOptionOfTheCatalogAndNoOther(Provider provider) throws Exception {
        Set<String> known = new TreeSet<>(provider.optionTable().options());
        known.removeAll(Set.of(OptionTable.PARAMETERS, OptionTable.STATUS_PARAMETERS));

        assertThat(options(provider))
                .as(
                        "the options of %s and of its option table, in which each has a row with the operations that use it",
                        provider.scheme())
                .extracting(Option::name)
                .containsExactlyInAnyOrderElementsOf(known);
    }

    /** Camel's tools use the labels to show producers the options of producers. */
    @ParameterizedTest
    @EnumSource
    void theLabelsOfTheCatalogMatchTheSidesOfTheOperations(Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Option option : options(provider)) {
            List<TranscriptionOperation> users = provider.operations().stream()
                    .filter(operation ->
                            provider.optionTable().usersOf(option.name()).contains(operation.getName()))
                    .toList();
            if (option.label().contains("consumer")) {
                all.assertThat(users)
                        .as("%s, a consumer's", option.name())
                        .allMatch(TranscriptionOperation::isConsumer);
            }
            if (option.label().contains("producer")) {
                all.assertThat(users)
                        .as("%s, a producer's", option.name())
                        .allMatch(TranscriptionOperation::isProducer);
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void anEndpointAcceptsOnlyTheOptionsThatItsOperationUses(Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (DefaultCamelContext context = context()) {
            for (TranscriptionOperation operation : provider.operations()) {
                for (Option option : options(provider)) {
                    check(context, provider, operation, option.name(), option.value(), all);
                }
                check(context, provider, operation, "param.beam_size", "5", all);
                check(context, provider, operation, "param.status.verbose", "1", all);
            }
        }
        all.assertAll();
    }

    private static void check(
            DefaultCamelContext context,
            Provider provider,
            TranscriptionOperation operation,
            String option,
            String value,
            SoftAssertions all) {
        String row = option.startsWith("param.")
                ? option.startsWith(OptionTable.STATUS_PARAMETERS)
                        ? OptionTable.STATUS_PARAMETERS
                        : OptionTable.PARAMETERS
                : option;
        boolean used = provider.optionTable().isUsedBy(operation, row);
        String uri = provider.scheme() + ":" + operation.getName() + "?" + option + "=" + value;
        Throwable refused = catchThrowable(() -> context.getEndpoint(used ? uri + companion(operation, option) : uri));
        if (used) {
            all.assertThat(refused).as(uri).isNull();
        } else {
            all.assertThat(refused)
                    .as(uri)
                    .isNotNull()
                    .hasStackTraceContaining(option)
                    .hasStackTraceContaining("has no effect on " + provider.scheme() + ":" + operation.getName())
                    .hasStackTraceContaining("remove it");
            boolean secret = Set.of(
                            "apiKey",
                            "publicKey",
                            "secretKey",
                            "webhookSecret",
                            "proxyUsername",
                            "proxyPassword",
                            "sourceUrl")
                    .contains(option);
            if (refused != null && !secret) {
                all.assertThat(refused).as(uri).hasStackTraceContaining("\"" + value + "\"");
            }
        }
    }

    private static String companion(TranscriptionOperation operation, String option) {
        String name = operation.getName();
        String companion = COMPANIONS.get(option);
        if (option.startsWith("cueMax")) {
            companion = "outputFormat=srt";
        } else if (option.matches("speakers|m..Speakers") && !name.equals("diarize")) {
            companion = "diarizationModel=auto";
        } else if (option.equals("exportType")) {
            companion = "fileFormat=csv";
        } else if (option.startsWith("duration") && !name.equals("calculate")) {
            companion = "maxCost=50";
        } else if (option.equals("task")) {
            companion = "prompt=Tasks";
        } else if (option.matches("roles|emotions")) {
            companion = "diarizationModel=auto";
        } else if (option.matches("profanity(Mask|Positions)") && !name.equals("profanity")) {
            companion = "profanityFilter=soft";
        }
        return companion == null ? "" : "&" + companion;
    }

    /** Of another type, out of range, or unknown. */
    @ParameterizedTest
    @EnumSource
    void anErrorNamesTheOptionTheBadValueAndTheFix(Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (DefaultCamelContext context = context()) {
            for (Option option : options(provider)) {
                List<String> users = provider.optionTable().usersOf(option.name());
                boolean typed = !option.values().isEmpty()
                        || Set.of("duration", "integer", "number", "boolean").contains(option.type());
                if (!typed || users.isEmpty()) {
                    continue;
                }
                for (String bad :
                        option.type().matches("duration|integer|number") ? List.of("abc", "-7") : List.of("abc")) {
                    String uri = provider.scheme() + ":" + users.get(0) + "?" + option.name() + "=" + bad;
                    Throwable refused = catchThrowable(() -> context.getEndpoint(uri));
                    all.assertThat(String.valueOf(refused))
                            .as(uri)
                            .contains(option.name(), bad)
                            .matches(
                                    text -> text.matches("(?s).*(: | must ).+|.*not one of .+,.+"),
                                    "names valid values");
                }
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void aValueOfTheComponentReachesOnlyTheOperationsThatUseIt(Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Option option : options(provider)) {
            try (DefaultCamelContext context = context()) {
                var component = context.getComponent(provider.scheme());
                var getter = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
                Object before = getter.getOptionValue(component, option.name(), true);
                component
                        .getComponentPropertyConfigurer()
                        .configure(context, component, option.name(), option.value(), true);
                Object after = getter.getOptionValue(component, option.name(), true);
                all.assertThat(after).as("%s of the component", option).isNotEqualTo(before);
                for (TranscriptionOperation operation : provider.operations()) {
                    String uri = provider.scheme() + ":" + operation.getName();
                    boolean used = provider.optionTable().isUsedBy(operation, option.name());
                    all.assertThatCode(() -> {
                                String companion = used ? companion(operation, option.name()) : "";
                                Endpoint endpoint = context.getEndpoint(
                                        companion.isEmpty() ? uri : uri + "?" + companion.substring(1));
                                var endpointGetter =
                                        (PropertyConfigurerGetter) component.getEndpointPropertyConfigurer();
                                assertThat(endpointGetter.getOptionValue(endpoint, option.name(), true))
                                        .isEqualTo(used ? after : before);
                                if (!option.name().startsWith("proxy")) {
                                    context.getEndpoint(uri);
                                }
                            })
                            .as("%s with %s=%s on the component", uri, option.name(), option.value())
                            .doesNotThrowAnyException();
                }
            }
        }
        all.assertAll();
    }
}
