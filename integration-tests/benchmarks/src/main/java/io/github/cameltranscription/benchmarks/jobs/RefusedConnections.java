/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Failed attempts to connect, as Linux counts them, because a server that does not listen cannot count them. */
final class RefusedConnections {

    private static final Path COUNTERS = Path.of("/proc/self/net/snmp");

    private long last;

    static boolean areCounted() {
        return Files.isReadable(COUNTERS);
    }

    /** How many there were since the last call, those of other programs on the machine included. */
    int more() {
        long now = count();
        int more = (int) (now - last);
        last = now;
        return more;
    }

    private static long count() {
        try {
            List<List<String>> lines = Files.readAllLines(COUNTERS).stream()
                    .filter(line -> line.startsWith("Tcp:"))
                    .map(line -> Arrays.asList(line.split(" ")))
                    .toList();
            return Long.parseLong(lines.get(1).get(lines.get(0).indexOf("AttemptFails")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
