/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares what a module's build generates with what was there before, which is what was committed. */
public final class GeneratedSources {

    private static final Path COMMITTED = Path.of("target", "generated-as-committed");
    private static final Path GENERATED = Path.of("src", "generated");

    private GeneratedSources() {}

    /** The files as they were before this build, by path. */
    public static Map<Path, String> committed() {
        return read(COMMITTED);
    }

    /** The files as this build made them, by path. */
    public static Map<Path, String> generated() {
        return read(GENERATED);
    }

    private static Map<Path, String> read(Path folder) {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return contents;
    }
}
