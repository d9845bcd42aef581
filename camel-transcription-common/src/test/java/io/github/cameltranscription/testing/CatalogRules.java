/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What a component's catalog must have, so that editors, tooling and readers can go by it alone. */
public final class CatalogRules {

    /** The options that all components have. */
    public static final List<String> COMMON_OPTIONS = List.of(
            "baseUrl",
            "language",
            "outputFormat",
            "initialDelay",
            "pollMultiplier",
            "maxPollInterval",
            "jobTimeout",
            "maxInFlight",
            "maxConcurrentUploads",
            "maxConnections",
            "connectTimeout",
            "responseTimeout",
            "maxRetries",
            "jobRepository",
            "jobKey",
            "uncertainSubmission",
            "sslContextParameters",
            "proxyHost",
            "proxyPort",
            "proxyUsername",
            "proxyPassword",
            "parameters",
            "cueMaxLineLength",
            "cueMaxLines",
            "sourceUrl");

    /** The headers that all components have. */
    public static final List<String> COMMON_HEADERS = Stream.of(
                    "JobId",
                    "JobKey",
                    "Provider",
                    "Status",
                    "Progress",
                    "Language",
                    "Duration",
                    "SourceUrl",
                    "ErrorCategory",
                    "FileName")
            .map(name -> "CamelTranscription" + name)
            .toList();

    /** Camel's own options describe themselves. */
    private static final Set<String> INHERITED = Set.of(
            "autowiredEnabled",
            "bridgeErrorHandler",
            "exceptionHandler",
            "exchangePattern",
            "healthCheckConsumerEnabled",
            "healthCheckProducerEnabled",
            "lazyStartProducer");

    private final ComponentCatalog catalog;
    private final Violations violations = new Violations();

    CatalogRules(ComponentCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What is wrong with the catalog of the module whose tests run.
     *
     * @param  scheme     the component's
     * @param  operations all that the component has
     * @param  options    that the component must have, beside {@link #COMMON_OPTIONS}
     * @param  headers    that the component must have, beside {@link #COMMON_HEADERS}
     * @return            one sentence for each violation
     */
    public static List<String> violations(
            String scheme, TranscriptionOperation[] operations, List<String> options, List<String> headers) {
        CatalogRules rules = new CatalogRules(ComponentCatalog.of(scheme));
        rules.checkComponent(scheme, operations);
        rules.checkTexts();
        rules.checkOptions();
        rules.checkHeaders();
        rules.checkDefaults(new DefaultCamelContext().getComponent(scheme, true, false));
        rules.checkPresent(COMMON_OPTIONS, COMMON_HEADERS);
        rules.checkPresent(options, headers);
        return rules.found();
    }

    List<String> found() {
        return violations.found();
    }

    void checkComponent(String scheme, TranscriptionOperation[] operations) {
        Map<String, String> expected = Map.of(
                "syntax", scheme + ":operation",
                "remote", "true",
                "lenientProperties", "false",
                "consumerOnly", "false",
                "producerOnly", "false",
                "label", "ai,cloud");
        expected.forEach((field, value) -> violations.require(
                catalog.about(field).equals(value), field + " is " + catalog.about(field) + ", not " + value));
        CatalogOption operation = catalog.pathParameters().get(0);
        List<String> names =
                Stream.of(operations).map(TranscriptionOperation::getName).toList();
        violations.require(operation.required(), "operation is not required");
        violations.require(
                operation.values().equals(names), "operation has the enums " + operation.values() + ", not " + names);
        names.forEach(name -> violations.require(
                operation.description().contains(name + " ("), "operation: " + name + " (...) is not explained"));
    }

    void checkTexts() {
        violations.require(
                catalog.about("description").endsWith("."),
                "the component's description \"" + catalog.about("description") + "\" is no sentence");
        Stream.of(catalog.componentOptions(), catalog.pathParameters(), catalog.queryParameters(), catalog.headers())
                .flatMap(Collection::stream)
                .filter(option -> !INHERITED.contains(option.name()))
                .forEach(option -> violations.require(
                        option.description().matches("(?s)\\p{Lu}.*[.]"),
                        option.name() + ": the description is no sentence"));
    }

    void checkOptions() {
        Stream.of(catalog.componentOptions(), catalog.pathParameters(), catalog.queryParameters())
                .flatMap(Collection::stream)
                .filter(option -> !INHERITED.contains(option.name()))
                .forEach(option -> new OptionRules(option, violations).check());
        Set<String> component = names(catalog.componentOptions());
        catalog.queryParameters().stream()
                .map(CatalogOption::name)
                .filter(name -> !Set.of("exceptionHandler", "exchangePattern").contains(name))
                .forEach(
                        name -> violations.require(component.contains(name), name + " cannot be set on the component"));
    }

    void checkHeaders() {
        catalog.headers().forEach(header -> new HeaderRules(header, violations).check());
    }

    private void checkDefaults(Component component) {
        PropertyConfigurerGetter values = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        checkDefaults(name -> values.getOptionValue(component, name, false));
    }

    /** What the catalog says is what an endpoint without options does. */
    void checkDefaults(Function<String, Object> values) {
        DefaultRules rules = new DefaultRules(violations);
        catalog.componentOptions().forEach(option -> rules.checkCode(option, values.apply(option.name())));
        Map<String, CatalogOption> ofComponent =
                catalog.componentOptions().stream().collect(Collectors.toMap(CatalogOption::name, option -> option));
        catalog.queryParameters().stream()
                .filter(option -> ofComponent.containsKey(option.name()))
                .forEach(option -> rules.checkSame(ofComponent.get(option.name()), option));
    }

    void checkPresent(List<String> options, List<String> headers) {
        checkPresent("option", options, names(catalog.queryParameters()));
        checkPresent("header", headers, names(catalog.headers()));
    }

    private void checkPresent(String what, List<String> expected, Set<String> present) {
        expected.forEach(
                name -> violations.require(present.contains(name), "the " + what + " " + name + " is missing"));
    }

    private static Set<String> names(List<CatalogOption> options) {
        return options.stream().map(CatalogOption::name).collect(Collectors.toSet());
    }
}
