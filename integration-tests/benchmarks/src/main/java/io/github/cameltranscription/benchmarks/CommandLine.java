/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.cameltranscription.benchmarks.process.Options;

/**
 * The command line.
 *
 * @param commands what is measured
 * @param strict   whether a missed target gives exit code 1
 * @param options  over their defaults
 */
record CommandLine(List<String> commands, boolean strict, Options options) {

    /** Names each option with its default, which is read from here. */
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

    private static final Pattern DEFAULT = Pattern.compile("(--[a-z-]+) (\\w\\S*)");

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static CommandLine parse(String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        boolean all = command.equals("all");
        if (!all && !BenchmarksMain.BENCHMARKS.containsKey(command)) {
            throw new IllegalArgumentException("a command is missing");
        }
        Map<String, String> options = new TreeMap<>(Map.of("--child-options", ""));
        DEFAULT.matcher(USAGE).results().forEach(option -> options.put(option.group(1), option.group(2)));
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
        return new CommandLine(
                all ? List.copyOf(BenchmarksMain.BENCHMARKS.keySet()) : List.of(command), strict, new Options(options));
    }
}
