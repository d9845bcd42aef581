/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointHeaderModel;
import org.apache.camel.util.TimeUtils;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What a component's catalog must have, so that editors, tooling and readers need nothing else. */
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

    /** Options of all providers whose defaults are not the same at each. */
    private static final Set<String> DEPENDS_ON_PROVIDER = Set.of("baseUrl", "configuration");

    private static final Set<String> SIDES = Set.of("", "common", "producer", "consumer");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(api|public|secret|private)key|.*(secret|token|password|username|credentials?)");
    private static final Pattern PERIOD_OF_TIME =
            Pattern.compile(".*(Timeout|Delay|Interval|Lease)|delay|chunkDuration");
    private static final Pattern STATED_DEFAULT =
            Pattern.compile("(\\S+) \\(default\\)|\\bdefaults? (?:is|to|of) (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABBREVIATION_AS_WORD = Pattern.compile("\\b(Api|Url|Ssl|Id|Ai|Vad)\\b");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final ComponentModel catalog;
    private final List<String> found = new ArrayList<>();

    CatalogRules(ComponentModel catalog) {
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
        CatalogRules rules = new CatalogRules(ModuleFiles.catalog(scheme));
        Component component = new DefaultCamelContext().getComponent(scheme, true, false);
        PropertyConfigurerGetter values = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        rules.check(operations, name -> values.getOptionValue(component, name, false));
        rules.checkPresent(COMMON_OPTIONS, COMMON_HEADERS);
        rules.checkPresent(options, headers);
        return rules.found();
    }

    List<String> found() {
        return found;
    }

    /**
     * Checks all but the names.
     *
     * @param operations all that the component has
     * @param values     of the options of a component that nothing is set on
     */
    void check(TranscriptionOperation[] operations, Function<String, Object> values) {
        checkComponent(operations);
        Stream.of(catalog.getComponentOptions(), catalog.getEndpointOptions())
                .flatMap(Collection::stream)
                .filter(option -> !INHERITED.contains(option.getName()))
                .forEach(this::checkOption);
        catalog.getEndpointHeaders().forEach(this::checkHeader);
        checkDefaults(values);
    }

    private void checkComponent(TranscriptionOperation[] operations) {
        Map<String, Object> fields = Map.of(
                "syntax", catalog.getSyntax(),
                "remote", catalog.isRemote(),
                "lenientProperties", catalog.isLenientProperties(),
                "consumerOnly", catalog.isConsumerOnly(),
                "producerOnly", catalog.isProducerOnly(),
                "label", catalog.getLabel());
        Map<String, Object> expected = Map.of(
                "syntax", catalog.getScheme() + ":operation",
                "remote", true,
                "lenientProperties", false,
                "consumerOnly", false,
                "producerOnly", false,
                "label", "ai,cloud");
        expected.forEach((field, value) ->
                require(value.equals(fields.get(field)), field + " is " + fields.get(field) + ", not " + value));
        require(
                catalog.getDescription().endsWith("."),
                "the component's description \"" + catalog.getDescription() + "\" is no sentence");
        BaseOptionModel operation = catalog.getEndpointPathOptions().get(0);
        List<String> names =
                Stream.of(operations).map(TranscriptionOperation::getName).toList();
        require(operation.isRequired(), "operation is not required");
        require(valuesOf(operation).equals(names), "operation has the enums " + valuesOf(operation) + ", not " + names);
        names.forEach(name -> require(
                operation.getDescription().contains(name + " ("), "operation: " + name + " (...) is not explained"));
    }

    private void checkOption(BaseOptionModel option) {
        String name = option.getName();
        checkDescription(option);
        require(
                !ABBREVIATION_AS_WORD.matcher(option.getDisplayName()).find(),
                name + ": displayName \"" + option.getDisplayName() + "\" writes an abbreviation as a word");
        require(!option.getDisplayName().isBlank(), name + " has no displayName");
        require(
                name.equals("configuration")
                        || option.getKind().equals("path")
                        || !option.getLabel().isBlank(),
                name + " has no label");
        require(option.isSecret() == SECRET.matcher(name).matches(), name + ": secret is " + option.isSecret());
        require(
                !PERIOD_OF_TIME.matcher(name).matches() || option.getType().equals("duration"),
                name + " is a period of time, and its type is " + option.getType());
        List<String> values = valuesOf(option);
        require(
                option.getType().equals("enum") == !values.isEmpty(),
                name + " is of type " + option.getType() + " and has the enums " + values);
        List<String> constants = constants(option.getJavaType());
        require(
                constants.isEmpty() || canonical(values).equals(canonical(constants)),
                name + " has the enums " + values + ", and its type has " + constants);
        String defaultValue = defaultOf(option);
        require(
                defaultValue == null || values.isEmpty() || values.contains(defaultValue),
                name + ": the default " + defaultValue + " is not one of " + values);
        Matcher stated = STATED_DEFAULT.matcher(option.getDescription());
        while (stated.find()) {
            String value = (stated.group(1) == null ? stated.group(2) : stated.group(1)).replaceAll("[.,;]$", "");
            require(
                    value.equals(defaultValue),
                    name + ": the description says the default is " + value + ", and it is " + defaultValue);
        }
    }

    private void checkHeader(EndpointHeaderModel header) {
        String name = header.getName();
        checkDescription(header);
        require(!header.getJavaType().isBlank(), name + " has no javaType");
        require(SIDES.contains(header.getLabel()), name + " has the label " + header.getLabel());
        require(
                name.startsWith("Camel") && name.equals(constant(header.getConstantName())),
                name + " is not what " + header.getConstantName() + " says");
    }

    private void checkDescription(BaseOptionModel option) {
        require(
                option.getDescription().matches("(?s)\\p{Lu}.*[.]"),
                option.getName() + ": the description is no sentence");
    }

    /** What the catalog says is what an endpoint without options does. */
    private void checkDefaults(Function<String, Object> values) {
        catalog.getComponentOptions().forEach(option -> {
            Object actual = values.apply(option.getName());
            require(
                    DEPENDS_ON_PROVIDER.contains(option.getName()) || isDefault(option, actual),
                    option.getName() + ": the catalog's default is " + defaultOf(option) + ", and the code's is "
                            + actual);
        });
        Map<String, BaseOptionModel> ofComponent = catalog.getComponentOptions().stream()
                .collect(Collectors.toMap(BaseOptionModel::getName, option -> option));
        for (BaseOptionModel option : catalog.getEndpointParameterOptions()) {
            String name = option.getName();
            BaseOptionModel same = ofComponent.get(name);
            require(
                    same != null
                            || Set.of("exceptionHandler", "exchangePattern").contains(name),
                    name + " cannot be set on the component");
            require(
                    same == null || Objects.equals(defaultOf(same), defaultOf(option)),
                    name + ": the default is " + (same == null ? null : defaultOf(same)) + " on the component, and "
                            + defaultOf(option) + " on the endpoint");
        }
    }

    private static boolean isDefault(BaseOptionModel option, Object actual) {
        String expected = defaultOf(option);
        if (expected == null) {
            return actual == null || actual.equals(0) || actual.equals(0L) || actual.equals(Map.of());
        }
        if (actual == null) {
            // Where it is not set, the provider decides, or the recording: the description says so.
            return option.getDescription().contains("own default")
                    || option.getDescription().contains("not set");
        }
        if (actual instanceof Enum<?> constant) {
            return canonical(constant.name()).equals(canonical(expected));
        }
        if (option.getType().equals("duration")) {
            return actual.equals(TimeUtils.toMilliSeconds(expected));
        }
        if (actual instanceof Number && NUMBER.matcher(expected).matches()) {
            return new BigDecimal(actual.toString()).compareTo(new BigDecimal(expected)) == 0;
        }
        return expected.equals(String.valueOf(actual));
    }

    void checkPresent(List<String> options, List<String> headers) {
        checkPresent("option", options, catalog.getEndpointParameterOptions());
        checkPresent("header", headers, catalog.getEndpointHeaders());
    }

    private void checkPresent(String what, List<String> expected, List<? extends BaseOptionModel> present) {
        Set<String> names = present.stream().map(BaseOptionModel::getName).collect(Collectors.toSet());
        expected.forEach(name -> require(names.contains(name), "the " + what + " " + name + " is missing"));
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            found.add(otherwise);
        }
    }

    /** All that an option may be, or none if it is no enumeration. */
    static List<String> valuesOf(BaseOptionModel option) {
        return option.getEnums() == null ? List.of() : option.getEnums();
    }

    /** What an option is if it is not set, or {@code null}. */
    static String defaultOf(BaseOptionModel option) {
        return Objects.toString(option.getDefaultValue(), null);
    }

    /** The names of an enumeration's constants; none of another type. */
    private static List<String> constants(String javaType) {
        try {
            Object[] constants = Class.forName(javaType).getEnumConstants();
            return constants == null
                    ? List.of()
                    : Stream.of(constants)
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList();
        } catch (ClassNotFoundException primitiveOrGeneric) {
            return List.of();
        }
    }

    /** The value of a constant that is named as {@code package.Class#NAME}. */
    private static Object constant(String constantName) {
        try {
            String[] parts = String.valueOf(constantName).split("#");
            return Class.forName(parts[0]).getField(parts[1]).get(null);
        } catch (ReflectiveOperationException | ArrayIndexOutOfBoundsException none) {
            return null;
        }
    }

    private static Set<String> canonical(List<String> values) {
        return values.stream().map(CatalogRules::canonical).collect(Collectors.toSet());
    }

    /** Options take names of constants in any case, with dashes or underscores or without. */
    private static String canonical(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
