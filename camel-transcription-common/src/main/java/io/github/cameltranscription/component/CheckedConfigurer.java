/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * The generated configurer of a component, which sets properties such as {@code camel.component.palatine.job-timeout}, with a
 * check of the values: Camel reads any invalid text as the duration 0 or as false.
 */
record CheckedConfigurer(PropertyConfigurer setter, PropertyConfigurerGetter getter)
        implements PropertyConfigurer, PropertyConfigurerGetter {

    /** What Camel reads as it is meant: units in lower case, from the longest to the shortest, and no space before them. */
    private static final Pattern DURATION = Pattern.compile(
            "-?\\d+|(?i:p[0-9dthms.]+)|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m(in)?)?(\\d+s(ecs?)?)?(\\d+ms)?\\s*");

    /** Numbers and durations have one type in Java. */
    private static final Pattern SIZE = Pattern.compile("(?i).*(size|buffer)");

    /** The same, with the check where the types are known. */
    static PropertyConfigurer of(PropertyConfigurer generated) {
        return generated instanceof PropertyConfigurerGetter getter
                ? new CheckedConfigurer(generated, getter)
                : generated;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        require(name, value, getter.getOptionType(name, ignoreCase));
        return setter.configure(context, target, name, value, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter.getAutowiredNames();
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter.getOptionValue(target, name, ignoreCase);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter.getCollectionValueType(target, name, ignoreCase);
    }

    /** Checks a value against the type of its option, if there is such an option. A reference is not checked. */
    static void require(String option, Object given, Class<?> type) {
        if (type == null || !(given instanceof String value) || value.startsWith("#")) {
            return;
        }
        String fix = null;
        if (type.isEnum()) {
            fix = isConstant(value, type) ? null : "is not one of " + constants(type);
        } else if (type == Boolean.class || type == boolean.class) {
            fix = value.matches("(?i)true|false") ? null : "is not a truth value: give true or false";
        } else if (type == Integer.class || type == int.class) {
            fix = isNumber(value, Integer::valueOf) ? null : "is not a whole number: give one such as 10";
        } else if ((type == Long.class || type == long.class)
                && SIZE.matcher(option).matches()) {
            fix = isNumber(value, Long::valueOf) ? null : "is not a whole number: give bytes, such as 1048576";
        } else if (type == Long.class || type == long.class) {
            fix = DURATION.matcher(value).matches()
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
        return Stream.of(type.getEnumConstants()).map(OptionRules::lowerCase).collect(Collectors.joining(", "));
    }
}
