/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one option of a catalog must be like. */
final class OptionRules {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(api|public|secret|private)key|.*(secret|token|password|username|credentials?)");
    private static final Pattern PERIOD_OF_TIME =
            Pattern.compile(".*(Timeout|Delay|Interval|Lease)|delay|chunkDuration");
    private static final Pattern STATED_DEFAULT =
            Pattern.compile("(\\S+) \\(default\\)|\\bdefaults? (?:is|to|of) (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABBREVIATION_AS_WORD = Pattern.compile("\\b(Api|Url|Ssl|Id|Ai|Vad)\\b");

    private final CatalogOption option;
    private final Violations violations;

    OptionRules(CatalogOption option, Violations violations) {
        this.option = option;
        this.violations = violations;
    }

    void check() {
        String name = option.name();
        violations.require(
                !ABBREVIATION_AS_WORD.matcher(option.displayName()).find(),
                name + ": displayName \"" + option.displayName() + "\" writes an abbreviation as a word");
        violations.require(!option.displayName().isBlank(), name + " has no displayName");
        violations.require(
                !option.label().isBlank()
                        || name.equals("configuration")
                        || option.kind().equals("path"),
                name + " has no label");
        violations.require(option.secret() == SECRET.matcher(name).matches(), name + ": secret is " + option.secret());
        violations.require(
                !PERIOD_OF_TIME.matcher(name).matches() || option.type().equals("duration"),
                name + " is a period of time, and its type is " + option.type());
        violations.require(
                option.type().equals("enum") == !option.values().isEmpty(),
                name + " is of type " + option.type() + " and has the enums " + option.values());
        constants(option.javaType())
                .ifPresent(constants -> violations.require(
                        canonical(option.values()).equals(canonical(constants)),
                        name + " has the enums " + option.values() + ", and its type has " + constants));
        violations.require(
                option.defaultValue() == null
                        || option.values().isEmpty()
                        || option.values().contains(option.defaultValue()),
                name + ": the default " + option.defaultValue() + " is not one of " + option.values());
        Matcher stated = STATED_DEFAULT.matcher(option.description());
        while (stated.find()) {
            String value = (stated.group(1) == null ? stated.group(2) : stated.group(1)).replaceAll("[.,;]$", "");
            violations.require(
                    value.equals(option.defaultValue()),
                    name + ": the description says the default is " + value + ", and it is " + option.defaultValue());
        }
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

    private static Set<String> canonical(List<String> values) {
        return values.stream().map(OptionRules::canonical).collect(Collectors.toSet());
    }

    /** Options take names of constants in any case, with dashes or underscores or without. */
    static String canonical(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
