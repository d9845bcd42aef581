/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What GraalVM must be told of a module to build a native image of it: classes that are used by reflection, and resources.
 * The files are made of the code; the system property {@code native.metadata=write} writes them anew.
 */
public final class NativeMetadata {

    /** What to do when the metadata is not current. */
    public static final String REMEDY = "the metadata is not that of the code; write it anew: ./mvnw -Pwrite test";

    private static final Path CLASSES = Path.of("target", "classes");
    private static final List<String> RESOURCES =
            List.of("META-INF/services/org/apache/camel/.*", "kamelets/.*\\.kamelet\\.yaml");

    private final Path folder;
    private final ReflectiveClasses classes = new ReflectiveClasses(CLASSES, Path.of("src", "main", "java"));

    private NativeMetadata(String artifact) {
        folder = Path.of(
                "src", "main", "resources", "META-INF", "native-image", "io.github.cameltranscription", artifact);
    }

    /**
     * That of the module whose tests run. With the system property {@code native.metadata=write} it has just been written
     * anew.
     *
     * @param artifact the module's artifactId
     */
    public static NativeMetadata of(String artifact) {
        NativeMetadata metadata = new NativeMetadata(artifact);
        if ("write".equals(System.getProperty("native.metadata"))) {
            metadata.write();
        }
        return metadata;
    }

    /** The classes that are created, by name. */
    public Set<String> created() {
        return classes.created();
    }

    /** The classes that are looked at part by part, by name. */
    public Set<String> described() {
        return classes.described();
    }

    /** {@code reflect-config.json} as it lies there. */
    public String reflection() {
        return read("reflect-config.json");
    }

    /** {@code reflect-config.json} as the code has it. */
    public String currentReflection() {
        List<String> entries = new ArrayList<>();
        classes.described()
                .forEach(
                        name -> entries.add(
                                "{ \"name\": \"" + name + "\", \"allDeclaredConstructors\": true,"
                                        + " \"allDeclaredMethods\": true, \"allDeclaredFields\": true, \"allRecordComponents\": true }"));
        classes.created().stream()
                .filter(Predicate.not(classes.described()::contains))
                .forEach(name -> entries.add("{ \"name\": \"" + name
                        + "\", \"methods\": [{ \"name\": \"<init>\", \"parameterTypes\": [] }] }"));
        return "[\n  " + String.join(",\n  ", entries) + "\n]\n";
    }

    /** {@code resource-config.json} as it lies there. */
    public String resources() {
        return read("resource-config.json");
    }

    /** {@code resource-config.json} as the module's resources have it. */
    public String currentResources() {
        List<String> entries = RESOURCES.stream()
                .filter(NativeMetadata::isThere)
                .map(pattern -> "{ \"pattern\": \"" + pattern.replace("\\", "\\\\") + "\" }")
                .toList();
        return "{\n  \"resources\": {\n    \"includes\": [\n      " + String.join(",\n      ", entries)
                + "\n    ]\n  }\n}\n";
    }

    private static boolean isThere(String pattern) {
        Pattern path = Pattern.compile(pattern);
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .anyMatch(file -> path.matcher(file).matches());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("reflect-config.json"), currentReflection());
            Files.writeString(folder.resolve("resource-config.json"), currentResources());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
