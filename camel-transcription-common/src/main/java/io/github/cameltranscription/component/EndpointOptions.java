/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * The options of one endpoint: those of its URI must be of use to its operation, and those of the component that are of no
 * use to it are as if they had not been set.
 */
final class EndpointOptions {

    private static final Pattern DURATION = Pattern.compile("(?i)-?\\d+|p[0-9dthms.]+"
            + "|(\\d+\\s*(days?|d|hours?|h|minutes?|min|m|seconds?|secs?|s|milliseconds?|millis|ms)\\s*)+");

    private final TranscriptionEndpoint<?> endpoint;
    private final Map<String, Object> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param endpoint   has the component's options
     * @param parameters of the URI
     */
    EndpointOptions(TranscriptionEndpoint<?> endpoint, Map<String, Object> parameters) {
        this.endpoint = endpoint;
        this.given.putAll(parameters);
    }

    /**
     * Checks the options of the URI against the table.
     *
     * @throws IllegalArgumentException naming the option, its value and the fix
     */
    void refuseUnused() {
        for (String option : endpoint.optionTable().unusedBy(endpoint.operation())) {
            for (Map.Entry<String, Object> parameter : given.entrySet()) {
                if (isOf(option, parameter.getKey())) {
                    throw refused(option, parameter.getKey(), parameter.getValue());
                }
            }
        }
    }

    private static boolean isOf(String option, String parameter) {
        return switch (option) {
            case OptionTable.PARAMETERS ->
                parameter.startsWith(OptionTable.PARAMETERS) && !parameter.startsWith(OptionTable.STATUS_PARAMETERS);
            case OptionTable.STATUS_PARAMETERS -> parameter.startsWith(OptionTable.STATUS_PARAMETERS);
            default -> parameter.equalsIgnoreCase(option);
        };
    }

    private IllegalArgumentException refused(String option, String parameter, Object value) {
        List<String> users = endpoint.optionTable().usersOf(option);
        return new IllegalArgumentException(parameter + SecretUri.quoted(parameter, value) + " has no effect on "
                + endpoint.providerName() + ":" + endpoint.getOperation()
                + (users.isEmpty()
                        ? " or any other operation of the component: remove it"
                        : ", it is for " + String.join(", ", users)
                                + ": remove it here; set on the component, it reaches these operations alone"));
    }

    /** What the component says and the operation does not use becomes what it is where nothing is set. */
    void forgetUnused() {
        endpoint.optionTable().unusedBy(endpoint.operation()).forEach(this::forget);
    }

    private void forget(String option) {
        if (option.startsWith(OptionTable.PARAMETERS)) {
            return;
        }
        Component component = endpoint.getComponent();
        PropertyConfigurer configurer = component.getEndpointPropertyConfigurer();
        PropertyConfigurerGetter defaults = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        Component untouched = endpoint.getCamelContext().getInjector().newInstance(component.getClass(), false);
        Object value = defaults.getOptionValue(untouched, option, true);
        configurer.configure(
                endpoint.getCamelContext(), endpoint, option, value == null ? null : value.toString(), true);
    }

    /**
     * Checks the values of the URI against the types of their options: Camel takes a text for the number 0.
     *
     * @throws IllegalArgumentException naming the option, its value and the fix
     */
    void requireTypes() {
        if (endpoint.getComponent().getEndpointPropertyConfigurer() instanceof PropertyConfigurerGetter types) {
            given.forEach((option, value) -> {
                Class<?> type = types.getOptionType(option, true);
                if (type != null && value instanceof String text && !text.startsWith("#")) {
                    requireType(option, text, type);
                }
            });
        }
    }

    private static void requireType(String option, String value, Class<?> type) {
        String fix = null;
        if (type.isEnum()) {
            fix = isConstant(value, type) ? null : "is not one of " + constants(type);
        } else if (type == Boolean.class || type == boolean.class) {
            fix = value.matches("(?i)true|false") ? null : "is not a truth value: give true or false";
        } else if (type == Integer.class || type == int.class) {
            fix = isNumber(value, Integer::valueOf) ? null : "is not a whole number: give one such as 10";
        } else if (type == Long.class || type == long.class) {
            fix = isNumber(value, Long::valueOf) || DURATION.matcher(value).matches()
                    ? null
                    : "is neither a whole number nor a duration: give one such as 10 or 2s";
        } else if (type == Double.class || type == double.class) {
            fix = isNumber(value, Double::valueOf) ? null : "is not a number: give one such as 1.5";
        }
        if (fix != null) {
            throw new IllegalArgumentException(option + SecretUri.quoted(option, value) + " " + fix);
        }
    }

    private static boolean isNumber(String value, Function<String, Number> reader) {
        try {
            reader.apply(value.strip());
            return true;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** In any case, with dashes or underscores or without, as Camel takes them. */
    private static boolean isConstant(String value, Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .anyMatch(constant -> canonical(((Enum<?>) constant).name()).equals(canonical(value)));
    }

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static String constants(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * Checks the options together. One of the component that cannot be used with the others gives way.
     *
     * @throws IllegalArgumentException naming the option, its value and the fix
     */
    void validate() {
        Set<String> forgotten = new TreeSet<>();
        while (true) {
            try {
                endpoint.getConfiguration().validate();
                endpoint.validate();
                return;
            } catch (UnusableOptionException unusable) {
                Set<String> ofComponent = new TreeSet<>(unusable.options());
                ofComponent.removeAll(given.keySet());
                if (ofComponent.isEmpty() || !forgotten.addAll(ofComponent)) {
                    throw unusable;
                }
                ofComponent.forEach(this::forget);
            }
        }
    }
}
