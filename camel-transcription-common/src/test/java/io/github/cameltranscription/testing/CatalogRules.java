/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.TimeUtils;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What a component's catalog must have, so that editors, tooling and readers can go by it alone. */
public final class CatalogRules {

    /** The options that all components have (DESIGN.md, URI contract). */
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

    /** The headers that all components have (DESIGN.md, URI contract). */
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
            "autowiredEnabled", "bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer");

    /** Options of all providers whose defaults are not the same at each. */
    private static final Set<String> DEFAULT_DEPENDS = Set.of("baseUrl", "configuration");

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(api|public|secret|private)key|.*(secret|token|password|username|credentials?)");
    private static final Pattern PERIOD_OF_TIME =
            Pattern.compile(".*(Timeout|Delay|Interval|Lease|Limit)|delay|chunkDuration");
    private static final Pattern STATED_DEFAULT =
            Pattern.compile("(\\S+) \\(default\\)|\\bdefaults? (?:is|to|of) (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SIDES = Set.of("", "common", "producer", "consumer");

    private final List<String> violations = new ArrayList<>();
    private final ComponentCatalog catalog;

    private CatalogRules(ComponentCatalog catalog) {
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
        rules.checkPresent("option", names(rules.catalog.queryParameters()), COMMON_OPTIONS, options);
        rules.checkPresent("header", names(rules.catalog.headers()), COMMON_HEADERS, headers);
        return List.copyOf(rules.violations);
    }

    /**
     * What is wrong with a catalog, as far as that can be seen without a component.
     *
     * @param json as the build generates it
     */
    static List<String> violations(String json) {
        CatalogRules rules = new CatalogRules(new ComponentCatalog(json));
        rules.checkTexts();
        rules.checkOptions();
        rules.checkHeaders();
        return List.copyOf(rules.violations);
    }

    private void checkComponent(String scheme, TranscriptionOperation[] operations) {
        Map<String, String> expected = Map.of(
                "syntax", scheme + ":operation",
                "remote", "true",
                "lenientProperties", "false",
                "consumerOnly", "false",
                "producerOnly", "false",
                "label", "ai,cloud");
        expected.forEach((field, value) ->
                require(catalog.about(field).equals(value), field + " is " + catalog.about(field) + ", not " + value));
        CatalogOption operation = catalog.pathParameters().get(0);
        List<String> names =
                Stream.of(operations).map(TranscriptionOperation::getName).toList();
        require(
                operation.required() && operation.values().equals(names),
                "operation is not required, or its enums " + operation.values() + " are not " + names);
        names.forEach(name -> require(
                operation.description().contains(name + " ("), "operation: " + name + " (...) is not explained"));
    }

    private void checkTexts() {
        require(
                catalog.about("description").endsWith("."),
                "the component's description \"" + catalog.about("description") + "\" is no sentence");
        all().forEach(option -> {
            require(
                    option.description().matches("(?s)\\p{Lu}.*[.]"),
                    option.name() + ": the description is no sentence");
        });
    }

    private void checkOptions() {
        Stream.of(catalog.componentOptions(), catalog.pathParameters(), catalog.queryParameters())
                .flatMap(Collection::stream)
                .filter(option -> !INHERITED.contains(option.name()))
                .forEach(this::checkOption);
        Set<String> component = names(catalog.componentOptions());
        catalog.queryParameters().stream()
                .filter(option ->
                        !INHERITED.contains(option.name()) && !option.name().equals("parameters"))
                .forEach(option ->
                        require(component.contains(option.name()), option.name() + " cannot be set on the component"));
    }

    private void checkOption(CatalogOption option) {
        String name = option.name();
        require(
                !option.displayName().matches(".*\\b(Api|Url|Ssl|Id|Ai|Vad)\\b.*"),
                name + ": displayName \"" + option.displayName() + "\" writes an abbreviation as a word");
        require(!option.displayName().isBlank(), name + " has no displayName");
        require(
                !option.label().isBlank()
                        || name.equals("configuration")
                        || option.kind().equals("path"),
                name + " has no label");
        require(option.secret() == SECRET.matcher(name).matches(), name + ": secret is " + option.secret());
        require(
                !PERIOD_OF_TIME.matcher(name).matches()
                        || option.type().equals("duration")
                        || option.type().equals("string"),
                name + " is a period of time, and its type is " + option.type());
        require(
                option.type().equals("enum") == !option.values().isEmpty(),
                name + " is of type " + option.type() + " and has the enums " + option.values());
        constants(option.javaType())
                .ifPresent(constants -> require(
                        canonical(option.values()).equals(canonical(constants)),
                        name + " has the enums " + option.values() + ", and its type has " + constants));
        require(
                option.defaultValue() == null
                        || option.values().isEmpty()
                        || option.values().contains(option.defaultValue()),
                name + ": the default " + option.defaultValue() + " is not one of " + option.values());
        Matcher stated = STATED_DEFAULT.matcher(option.description());
        while (stated.find()) {
            String value = (stated.group(1) == null ? stated.group(2) : stated.group(1)).replaceAll("[.,;]$", "");
            require(
                    value.equals(option.defaultValue()),
                    name + ": the description says the default is " + value + ", and it is " + option.defaultValue());
        }
    }

    private void checkHeaders() {
        for (CatalogOption header : catalog.headers()) {
            String name = header.name();
            require(!header.javaType().isBlank(), name + " has no javaType");
            require(SIDES.contains(header.label()), name + " has the label " + header.label());
            require(
                    name.startsWith("Camel") && name.equals(value(header.constantName())),
                    name + " is not what " + header.constantName() + " says");
        }
    }

    /** What the catalog says is what an endpoint without options does. */
    private void checkDefaults(Component component) {
        PropertyConfigurerGetter values = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        Map<String, String> endpointDefaults = catalog.queryParameters().stream()
                .filter(option -> option.defaultValue() != null)
                .collect(Collectors.toMap(CatalogOption::name, CatalogOption::defaultValue));
        for (CatalogOption option : catalog.componentOptions()) {
            if (DEFAULT_DEPENDS.contains(option.name())) {
                continue;
            }
            Object actual = values.getOptionValue(component, option.name(), false);
            require(
                    isDefault(option, actual),
                    option.name() + ": the catalog's default is " + option.defaultValue() + ", and the code's is "
                            + actual);
            if (!INHERITED.contains(option.name())
                    && names(catalog.queryParameters()).contains(option.name())) {
                require(
                        String.valueOf(option.defaultValue())
                                .equals(String.valueOf(endpointDefaults.get(option.name()))),
                        option.name() + " has one default on the component and another one on the endpoint");
            }
        }
    }

    private static boolean isDefault(CatalogOption option, Object actual) {
        String expected = option.defaultValue();
        if (expected == null) {
            return actual == null || actual.equals(0) || actual.equals(0L) || actual.equals(Map.of());
        }
        if (actual == null) {
            // Camel's tooling has no third state of a Boolean, where nothing is sent and the provider decides.
            return option.type().equals("boolean") && option.description().contains("own default");
        }
        if (actual instanceof Enum<?> constant) {
            return canonical(List.of(constant.name())).equals(canonical(List.of(expected)));
        }
        if (option.type().equals("duration")) {
            return actual.equals(TimeUtils.toMilliSeconds(expected));
        }
        if (actual instanceof Number) {
            return new BigDecimal(actual.toString()).compareTo(new BigDecimal(expected)) == 0;
        }
        return expected.equals(String.valueOf(actual));
    }

    private void checkPresent(String what, Set<String> present, List<String> common, List<String> own) {
        Stream.concat(common.stream(), own.stream())
                .forEach(name -> require(present.contains(name), "the " + what + " " + name + " is missing"));
    }

    private Stream<CatalogOption> all() {
        return Stream.of(
                        catalog.componentOptions(),
                        catalog.pathParameters(),
                        catalog.queryParameters(),
                        catalog.headers())
                .flatMap(Collection::stream);
    }

    private static Set<String> names(List<CatalogOption> options) {
        return options.stream().map(CatalogOption::name).collect(Collectors.toSet());
    }

    private static Set<String> canonical(List<String> values) {
        return values.stream()
                .map(value -> value.toLowerCase(Locale.ROOT).replaceAll("[-_]", ""))
                .collect(Collectors.toSet());
    }

    private static Optional<List<String>> constants(String javaType) {
        try {
            Object[] constants = Class.forName(javaType).getEnumConstants();
            return Optional.ofNullable(constants).map(all -> Stream.of(all)
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList());
        } catch (ClassNotFoundException primitiveOrGeneric) {
            return Optional.empty();
        }
    }

    /** The value of a constant that is named as {@code package.Class#NAME}. */
    private static Object value(String constantName) {
        try {
            String[] parts = String.valueOf(constantName).split("#");
            return Class.forName(parts[0]).getField(parts[1]).get(null);
        } catch (ReflectiveOperationException | ArrayIndexOutOfBoundsException none) {
            return null;
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            violations.add(otherwise);
        }
    }
}
