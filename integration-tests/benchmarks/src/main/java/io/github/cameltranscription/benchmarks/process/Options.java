/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options of the command line.
 *
 * @param values by name, such as {@code --jobs}
 */
public record Options(Map<String, String> values) {

    /** As it was given. */
    public String text(String name) {
        return values.get(name);
    }

    /** A whole number. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Whole numbers, separated by commas. */
    public List<Integer> numbers(String name) {
        return Stream.of(text(name).split(",")).map(Integer::valueOf).toList();
    }

    /** A duration, such as 200ms or 10s. */
    public Duration duration(String name) {
        String text = text(name);
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }

    /** The options of a measured JVM, whose heap is that of an option of ours. */
    public List<String> jvmOptions(String heap) {
        List<String> all = new ArrayList<>(List.of("-Xmx" + text(heap)));
        String further = text("--child-options").strip();
        if (!further.isEmpty()) {
            all.addAll(List.of(further.split(" +")));
        }
        return all;
    }
}
