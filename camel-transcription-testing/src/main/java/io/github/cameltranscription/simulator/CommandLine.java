/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;

import static java.util.Map.entry;

/** Options of the program. */
final class CommandLine {

    static final String USAGE = """
            Usage: java -jar camel-transcription-testing-runner.jar [options]

            A stand-in for the speech-to-text clouds Palatine Speech, Shopot and AIESA, for tests and demonstrations.
            It recognises nothing: texts come from script files, or are plainly artificial.

              --host ADDRESS           address to listen on (127.0.0.1)
              --port NUMBER            port to listen on (0: any free one)
              --api-key KEY            the key that clients must send (test-key)
              --aiesa-public-key KEY   the public key that clients of AIESA must send (test-public-key)
              --aiesa-secret-key KEY   the secret key that clients of AIESA must sign with (test-secret-key)
              --processing-time TIME   how long a job takes, for example 500ms, 2s, 1m or PT1M30S (2s)
              --scripts FOLDER         folder of texts: talk.txt is what talk.wav says
              --palatine-variant NAME  shape of Palatine's answers: documented, newest, oldest or node (documented)
              --shopot-variant NAME    shape of Shopot's answers: documented, old, new or public (documented)
              --aiesa-variant NAME     version of AIESA's API: v1 or v2 (v1)
              --variant-seed NUMBER    each answer in another of its provider's shapes, by this seed
              --stream-script FILE     UTF-8 text that is heard in streams, a word for each loud block of 300 ms
              --help                   this text
            """;

    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

    private final ProviderSimulatorBuilder builder = ProviderSimulator.builder().processingTime(Duration.ofSeconds(2));
    private final Map<String, Consumer<String>> options = Map.ofEntries(
            entry("--host", builder::host),
            entry("--port", value -> builder.port(port(value))),
            entry("--api-key", value -> builder.palatineApiKey(value).shopotApiKey(value)),
            entry("--aiesa-public-key", builder::aiesaPublicKey),
            entry("--aiesa-secret-key", builder::aiesaSecretKey),
            entry("--processing-time", value -> builder.processingTime(duration(value))),
            entry("--scripts", value -> builder.scripts(Path.of(value))),
            entry(
                    "--palatine-variant",
                    value -> builder.palatineVariant(named(PalatineVariant.class, "--palatine-variant", value))),
            entry(
                    "--shopot-variant",
                    value -> builder.shopotVariant(named(ShopotVariant.class, "--shopot-variant", value))),
            entry(
                    "--aiesa-variant",
                    value -> builder.aiesaVariant(named(AiesaVariant.class, "--aiesa-variant", value))),
            entry("--variant-seed", value -> builder.mixedVariants(seed(value))),
            entry("--stream-script", value -> builder.streamScript(text(value))));
    private boolean help;

    /** Throws {@link IllegalArgumentException} with a message for the user. */
    static CommandLine parse(List<String> arguments) {
        CommandLine commandLine = new CommandLine();
        Iterator<String> remaining = arguments.iterator();
        while (remaining.hasNext()) {
            commandLine.accept(remaining.next(), remaining);
        }
        return commandLine;
    }

    private void accept(String argument, Iterator<String> remaining) {
        int equals = argument.indexOf('=');
        String option = equals < 0 ? argument : argument.substring(0, equals);
        if (option.equals("--help") || option.equals("-h")) {
            help = true;
            return;
        }
        if (!options.containsKey(option)) {
            throw new IllegalArgumentException("Unknown option " + option);
        }
        if (equals < 0 && !remaining.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        options.get(option).accept(equals < 0 ? remaining.next() : argument.substring(equals + 1));
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("Not a readable UTF-8 text: " + file, e);
        }
    }

    static <V extends Enum<V>> V named(Class<V> type, String option, String value) {
        for (V variant : type.getEnumConstants()) {
            if (variant.name().equalsIgnoreCase(value)) {
                return variant;
            }
        }
        throw new IllegalArgumentException(option + " " + value + " is not one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    static long seed(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a seed: " + value, e);
        }
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("Not a port: " + value);
        }
        return Integer.parseInt(value);
    }

    private static Duration duration(String value) {
        Matcher matcher = SIMPLE_DURATION.matcher(value);
        try {
            if (!matcher.matches()) {
                return Duration.parse(value);
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Not a duration: " + value, e);
        }
    }

    boolean help() {
        return help;
    }

    ProviderSimulatorBuilder builder() {
        return builder;
    }
}
