/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.subtitle.CueLayout;

/**
 * Rules for the values of an endpoint's options, checked in order when it is created. A failed rule is an {@link
 * IllegalArgumentException} that names the option, its value and the fix. A value of {@code null} is not set.
 */
public final class OptionRules<C> {

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** The rules of the options that all components have. */
    static final OptionRules<TranscriptionConfiguration> COMMON = new OptionRules<TranscriptionConfiguration>()
            .check(options -> JobService.engineSettings(options, ""))
            .check(JobService::httpSettings)
            .check(Reply::layout)
            .atLeastOne("maxInFlight", "", TranscriptionConfiguration::getMaxInFlight)
            .require(
                    options -> options.getMaxRequestsPerSecond() == null || options.getMaxRequestsPerSecond() > 0,
                    options -> "maxRequestsPerSecond " + options.getMaxRequestsPerSecond()
                            + " must be more than 0: leave it out for no limit")
            .require(
                    options -> options.getDelay() > 0,
                    options -> "delay " + options.getDelay() + " must be longer than 0")
            .require(
                    options -> options.getMaxMessagesPerPoll() >= 0,
                    options -> "maxMessagesPerPoll " + options.getMaxMessagesPerPoll()
                            + " must not be negative: 0 is no limit")
            .require(
                    options -> options.getJobLease() >= 100,
                    options -> "jobLease " + options.getJobLease()
                            + " ms is too short: a process that is alive has to renew it in time; give at least 100ms")
            .atLeastOne("maxAttempts", "", TranscriptionConfiguration::getMaxAttempts)
            .require(
                    options -> options.getJobKey() == null || options.getJobRepository() != null,
                    options -> "jobKey \"" + options.getJobKey()
                            + "\" is a key in the jobRepository, and there is none: add jobRepository, or remove it",
                    "jobKey")
            .require(
                    options -> options.getOutputFormat() == OutputFormat.SRT
                            || options.getOutputFormat() == OutputFormat.VTT
                            || Reply.layout(options).equals(CueLayout.DEFAULT),
                    options -> "cueMaxLineLength " + options.getCueMaxLineLength() + " and cueMaxLines "
                            + options.getCueMaxLines() + " lay out subtitles, and outputFormat is "
                            + lowerCase(options.getOutputFormat())
                            + ": add outputFormat=srt or vtt, or remove them",
                    "cueMaxLineLength",
                    "cueMaxLines");

    private final List<BiConsumer<C, TranscriptionOperation>> rules = new ArrayList<>();
    private Set<TranscriptionOperation> operations = Set.of();

    /** Limits the next rules to these operations. */
    public OptionRules<C> on(TranscriptionOperation... some) {
        operations = Set.of(some);
        return this;
    }

    /** Adds a check that throws the exception itself. */
    public OptionRules<C> check(BiConsumer<C, TranscriptionOperation> check) {
        Set<TranscriptionOperation> some = operations;
        rules.add((options, operation) -> {
            if (some.isEmpty() || some.contains(operation)) {
                check.accept(options, operation);
            }
        });
        return this;
    }

    public OptionRules<C> check(Consumer<C> check) {
        return check((options, operation) -> check.accept(options));
    }

    /**
     * Adds a rule.
     *
     * @param condition what must hold
     * @param otherwise the option, its value and the fix where it does not
     * @param unusable  the options that have no effect then; none if a value is wrong in itself
     */
    public OptionRules<C> require(Predicate<C> condition, Function<C, String> otherwise, String... unusable) {
        return check(options -> {
            if (!condition.test(options)) {
                String message = otherwise.apply(options);
                throw unusable.length == 0
                        ? new IllegalArgumentException(message)
                        : new UnusableOptionException(message, unusable);
            }
        });
    }

    /** @param unit what the option counts, with a blank before it, or empty */
    public OptionRules<C> atLeastOne(String option, String unit, Function<C, Number> value) {
        return require(
                options -> value.apply(options) == null || value.apply(options).longValue() >= 1,
                options -> option + " " + value.apply(options) + " must be at least 1" + unit);
    }

    /** @param unusable as of {@link #require} */
    public <V> OptionRules<C> oneOf(String option, Set<V> allowed, Function<C, V> value, String... unusable) {
        return require(
                options -> value.apply(options) == null || allowed.contains(value.apply(options)),
                options -> notOneOf(option, value.apply(options), allowed),
                unusable);
    }

    public void check(C options, TranscriptionOperation operation) {
        rules.forEach(rule -> rule.accept(options, operation));
    }

    /** The value, checked. */
    public static String requireOneOf(String option, String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw new IllegalArgumentException(notOneOf(option, value, allowed));
        }
        return value;
    }

    private static String notOneOf(String option, Object value, Set<?> allowed) {
        return option + " \"" + value + "\" is not one of "
                + new TreeSet<>(allowed).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The language, checked: ISO 639-1, in lower case. */
    static String requireLanguage(String value) {
        if (value != null && !LANGUAGES.contains(value)) {
            throw new IllegalArgumentException("language \"" + value
                    + "\" is not an ISO 639-1 code: give two lower-case letters such as ru or en");
        }
        return value;
    }

    /** As a URI has it; {@code null} for {@code null}. */
    public static String lowerCase(Object value) {
        return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
    }
}
