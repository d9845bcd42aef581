/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.cameltranscription.benchmarks.jobs.BusyBenchmark;
import io.github.cameltranscription.benchmarks.jobs.ConsoleBenchmark;
import io.github.cameltranscription.benchmarks.jobs.DurableBenchmark;
import io.github.cameltranscription.benchmarks.jobs.JobsComparison;
import io.github.cameltranscription.benchmarks.jobs.OutageBenchmark;
import io.github.cameltranscription.benchmarks.streams.StreamsComparison;
import io.github.cameltranscription.benchmarks.uploads.UploadsComparison;

/** What was asked for: a command, and options over their defaults. */
final class CommandLine {

    static final String USAGE = """
            usage: (jobs | uploads | streams | outage | busy | durable | console | all) [options]
              --rounds 5              how often both sides are measured
              --strict                exit code 1 if a target is missed
              --child-options "..."   further options of the measured JVMs, such as a flight recording
            jobs:
              --jobs 10000  --interval 2s  --connections 200  --operation await | transcribe
              --answer-delay 0ms  --warm-up 10s  --window 10s  --heap 512m
            uploads:
              --at-once 8  --megabytes 200  --upload-heap 64m
            streams:
              --sessions 100  --held-sessions 1000  --warm-up 10s  --window 10s  --heap 512m
            outage (measured once, without another side):
              --seconds 60  --jobs 10000  --interval 2s  --connections 200  --warm-up 10s  --window 10s  --heap 512m
            busy (measured once, without another side):
              --recordings 500  --submissions-per-second 10  --heap 512m
            durable (measured once, without another side; each with each):
              --durable-jobs 1000,10000,50000  --nodes 1,2,4  --statement-millis 0,2,10  --heap 512m
            console:
              --jobs 10000  --heap 512m
            """;

    private final String command;
    private final boolean strict;
    private final Map<String, String> options;

    private CommandLine(String command, boolean strict, Map<String, String> options) {
        this.command = command;
        this.strict = strict;
        this.options = options;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static CommandLine parse(String... arguments) {
        if (arguments.length == 0
                || !List.of("jobs", "uploads", "streams", "outage", "busy", "durable", "console", "all")
                        .contains(arguments[0])) {
            throw new IllegalArgumentException("a command is missing");
        }
        Map<String, String> options = defaults();
        boolean strict = false;
        for (int position = 1; position < arguments.length; position++) {
            String name = arguments[position];
            if (name.equals("--strict")) {
                strict = true;
            } else if (options.containsKey(name) && position + 1 < arguments.length) {
                options.put(name, arguments[++position]);
            } else {
                throw new IllegalArgumentException("unknown option, or one without a value: " + name);
            }
        }
        return new CommandLine(arguments[0], strict, options);
    }

    private static Map<String, String> defaults() {
        Map<String, String> options = new TreeMap<>();
        options.put("--rounds", "5");
        options.put("--child-options", "");
        options.put("--jobs", "10000");
        options.put("--interval", "2s");
        options.put("--connections", "200");
        options.put("--operation", "await");
        options.put("--answer-delay", "0ms");
        options.put("--warm-up", "10s");
        options.put("--window", "10s");
        options.put("--heap", "512m");
        options.put("--at-once", "8");
        options.put("--megabytes", "200");
        options.put("--upload-heap", "64m");
        options.put("--sessions", "100");
        options.put("--held-sessions", "1000");
        options.put("--seconds", "60");
        options.put("--recordings", "500");
        options.put("--submissions-per-second", "10");
        options.put("--durable-jobs", "1000,10000,50000");
        options.put("--nodes", "1,2,4");
        options.put("--statement-millis", "0,2,10");
        return options;
    }

    boolean isAskedFor(String scenario) {
        return command.equals(scenario) || command.equals("all");
    }

    boolean isStrict() {
        return strict;
    }

    JobsComparison.Settings jobs() {
        return new JobsComparison.Settings(
                options.get("--operation"),
                number("--jobs"),
                duration("--interval"),
                number("--connections"),
                duration("--answer-delay"),
                number("--rounds"),
                duration("--warm-up"),
                duration("--window"),
                jvmOptions("--heap"));
    }

    UploadsComparison.Settings uploads() {
        return new UploadsComparison.Settings(
                number("--at-once"),
                1_000_000L * number("--megabytes"),
                number("--rounds"),
                jvmOptions("--upload-heap"));
    }

    StreamsComparison.Settings streams() {
        return new StreamsComparison.Settings(
                number("--sessions"),
                number("--held-sessions"),
                number("--rounds"),
                duration("--warm-up"),
                duration("--window"),
                jvmOptions("--heap"));
    }

    OutageBenchmark.Settings outage() {
        return new OutageBenchmark.Settings(
                number("--jobs"),
                duration("--interval"),
                number("--connections"),
                duration("--warm-up"),
                duration("--window"),
                Duration.ofSeconds(number("--seconds")),
                jvmOptions("--heap"));
    }

    BusyBenchmark.Settings busy() {
        return new BusyBenchmark.Settings(
                number("--recordings"), number("--submissions-per-second"), jvmOptions("--heap"));
    }

    DurableBenchmark.Settings durable() {
        return new DurableBenchmark.Settings(
                numbers("--durable-jobs"), numbers("--nodes"), numbers("--statement-millis"), jvmOptions("--heap"));
    }

    ConsoleBenchmark.Settings console() {
        return new ConsoleBenchmark.Settings(number("--jobs"), number("--rounds"), jvmOptions("--heap"));
    }

    private List<Integer> numbers(String name) {
        return Stream.of(options.get(name).split(",")).map(Integer::valueOf).toList();
    }

    private List<String> jvmOptions(String heap) {
        List<String> all = new ArrayList<>(List.of("-Xmx" + options.get(heap)));
        String further = options.get("--child-options").strip();
        if (!further.isEmpty()) {
            all.addAll(List.of(further.split(" +")));
        }
        return all;
    }

    private int number(String name) {
        return Integer.parseInt(options.get(name));
    }

    private Duration duration(String name) {
        String text = options.get(name);
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse("PT" + text);
    }
}
