/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The live objects on a child's heap, by class: the JVM's own class histogram, which collects all garbage and counts in the
 * same safepoint, so nothing is allocated in between. The child sends the text and keeps nothing of it.
 *
 * @param bytes   of all live objects
 * @param classes bytes and instances by class name
 */
public record LiveHeap(long bytes, Map<String, Count> classes) {

    private static final int COUNTS = 3;
    private static final Count NONE = new Count(0, 0);

    /** Objects of one class. */
    public record Count(long instances, long bytes) {}

    /** In the child: the histogram of now. */
    public static Answer histogram() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return Answer.done().withNotes(histogram.lines().toList());
    }

    /** In the parent: the smallest of a few counts, because requests under way are no part of what is held. */
    public static LiveHeap of(ChildProcess child) throws IOException {
        LiveHeap smallest = parse(child.ask("heap").notes());
        for (int counts = 1; counts < COUNTS; counts++) {
            LiveHeap next = parse(child.ask("heap").notes());
            smallest = next.bytes < smallest.bytes ? next : smallest;
        }
        return smallest;
    }

    /** The bytes of all objects of a class. */
    public long bytesOf(String className) {
        return classes.getOrDefault(className, NONE).bytes;
    }

    private static LiveHeap parse(List<String> histogram) {
        Map<String, Count> classes = new HashMap<>();
        long total = 0;
        for (String line : histogram) {
            String[] words = line.strip().split("\\s+");
            if (words[0].equals("Total")) {
                total = Long.parseLong(words[2]);
            } else if (words[0].matches("\\d+:")) {
                classes.merge(
                        // The same lambda has another address in each JVM.
                        words[3].replaceFirst("/0x.*", ""),
                        new Count(Long.parseLong(words[1]), Long.parseLong(words[2])),
                        (one, other) -> new Count(one.instances + other.instances, one.bytes + other.bytes));
            }
        }
        return new LiveHeap(total, classes);
    }

    /** The classes that grew most since an earlier count, per held thing, for the reader. */
    public List<String> growthSince(LiveHeap earlier, int things, int lines) {
        record Growth(String className, double bytes, double instances) {}
        List<Growth> growths = new ArrayList<>();
        classes.forEach((name, count) -> {
            Count before = earlier.classes.getOrDefault(name, NONE);
            growths.add(new Growth(
                    name,
                    (double) (count.bytes - before.bytes) / things,
                    (double) (count.instances - before.instances) / things));
        });
        growths.sort((one, other) -> Double.compare(other.bytes, one.bytes));
        return growths.stream()
                .limit(lines)
                .map(growth -> String.format(
                        Locale.ROOT, "%8.1f bytes %7.3f x %s", growth.bytes, growth.instances, growth.className))
                .toList();
    }
}
