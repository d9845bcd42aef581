/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files that users read and copy: documents anywhere, examples, Kamelets. */
final class ProjectFiles {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Set<String> DOCUMENTS = Set.of("md", "adoc");
    private static final Set<String> EXAMPLES =
            Set.of("java", "kt", "xml", "yaml", "yml", "properties", "sh", "run", "json", "html");
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".mvn", "node_modules", "generated");

    private ProjectFiles() {}

    /** Their paths from the root, sorted. */
    static List<Path> all() {
        return all(ProjectFiles::isForUsers);
    }

    /** The Java sources of all modules, tests included, as paths from the root. */
    static List<Path> sources() {
        return all(file -> file.toString().endsWith(".java") && !isSkipped(file));
    }

    private static List<Path> all(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> names(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(Path::toString)
                .toList();
    }

    private static boolean isSkipped(Path file) {
        return names(file).stream().anyMatch(SKIPPED::contains);
    }

    private static boolean isForUsers(Path file) {
        List<String> names = names(file);
        if (isSkipped(file)) {
            return false;
        }
        String kind = extension(file);
        return DOCUMENTS.contains(kind)
                || names.contains("kamelets")
                || names.get(0).equals("examples") && EXAMPLES.contains(kind);
    }

    /** The part of the name after the last dot, or the whole name. */
    static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
