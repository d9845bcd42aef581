/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The documents whose code users copy. */
final class Documents {

    /** Of the repository; the working directory is another, because routes create folders. */
    static final Path ROOT =
            Path.of(System.getProperty("basedir"), "..", "..").toAbsolutePath().normalize();

    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");

    private Documents() {}

    /** Their paths from the root, sorted. */
    static List<Path> all() {
        return filesOf(ROOT).filter(Documents::isDocument).sorted().toList();
    }

    static String read(Path document) {
        try {
            return Files.readString(ROOT.resolve(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files of the repository without those of its build, as paths from the root. */
    static Stream<Path> filesOf(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(file -> StreamSupport.stream(file.spliterator(), false)
                            .noneMatch(name -> SKIPPED.contains(name.toString())))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isDocument(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.matches("README(\\.\\w+)?\\.md")
                || name.equals("SECURITY.md")
                || name.matches("docs/[^/]+\\.md")
                || name.matches("camel-\\w+/src/main/docs/[^/]+\\.adoc")
                || name.matches("examples/([^/]+/)?README\\.md")
                || name.equals("camel-transcription-testing/README.md");
    }
}
