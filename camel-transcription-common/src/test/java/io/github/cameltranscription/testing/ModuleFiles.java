/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Text files of the module whose tests run, those that are made of the code and committed among them. */
public final class ModuleFiles {

    private ModuleFiles() {}

    /**
     * Fails unless a file is what the code makes of it. With the system property {@code component.pages=write} it is
     * written anew first.
     *
     * @param file    modules that are built side by side may share it
     * @param current the file as it should be, by the file as it is
     */
    public static void assertCurrent(Path file, UnaryOperator<String> current) {
        String text = "write".equals(System.getProperty("component.pages")) ? write(file, current) : read(file);
        assertThat(text)
                .as("%s is not current; write it anew: ./mvnw -Pwrite test", file)
                .isEqualTo(current.apply(text));
    }

    private static String write(Path file, UnaryOperator<String> current) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                String text = current.apply(read(file));
                Files.writeString(file, text);
                return text;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * A text with another table between two lines, in place of all that is there.
     *
     * @param start a whole line
     * @param end   a whole line
     */
    static String withTable(String text, String start, String table, String end) {
        int from = text.indexOf(start);
        int to = text.indexOf(end);
        if (from < 0 || to < from || from != text.lastIndexOf(start) || to != text.lastIndexOf(end)) {
            throw new IllegalArgumentException(
                    "The page needs one line \"" + start.strip() + "\" and after it one \"" + end.strip() + "\"");
        }
        return text.substring(0, from + start.length()) + table + text.substring(to);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files below a folder whose names end so, in the order of their paths. */
    static List<Path> below(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What Camel's tooling knows about a component: the JSON that the build has generated. */
    static ComponentModel catalog(String scheme) {
        Path folder =
                Path.of("src", "generated", "resources", "META-INF", "io", "github", "cameltranscription", scheme);
        return JsonMapper.generateComponentModel(read(folder.resolve(scheme + ".json")));
    }
}
