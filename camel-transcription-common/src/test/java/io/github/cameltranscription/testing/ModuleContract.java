/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for each published module that has generated sources and metadata for native images. */
public abstract class ModuleContract {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final String DESCRIBED = "\", \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true,"
            + " \"allDeclaredFields\": true, \"allRecordComponents\": true }";
    private static final String CREATED = "\", \"methods\": [{ \"name\": \"<init>\", \"parameterTypes\": [] }] }";

    private final Path metadata;
    private final List<String> created;
    private final List<String> described;

    /**
     * @param module    its artifact
     * @param created   some classes of which Camel creates instances
     * @param described some classes that Jackson or JMX reads
     */
    protected ModuleContract(String module, List<String> created, List<String> described) {
        metadata =
                Path.of("src", "main", "resources", "META-INF", "native-image", "io.github.cameltranscription", module);
        this.created = created;
        this.described = described;
    }

    /** The build has copied the files before it made them anew. */
    @Test
    @Tag("generated")
    void committedSourcesAreThoseThatTheBuildMakes() {
        assertThat(textsBelow(Path.of("target", "generated-as-committed")))
                .as("src/generated was not current; this build has made it anew: commit it")
                .isEqualTo(textsBelow(Path.of("src", "generated")))
                .isNotEmpty();
    }

    private static Map<Path, String> textsBelow(Path folder) {
        return ModuleFiles.below(folder, "").stream().collect(Collectors.toMap(folder::relativize, ModuleFiles::read));
    }

    /** No native image is built here: that its metadata is complete is all that can be tested. */
    @Test
    void classesUsedByReflectionAreInTheNativeMetadata() {
        ReflectiveClasses classes = new ReflectiveClasses(CLASSES, Path.of("src", "main", "java"));
        String entries = Stream.concat(
                        classes.described().stream().map(name -> name + DESCRIBED),
                        classes.created().stream()
                                .filter(name -> !classes.described().contains(name))
                                .map(name -> name + CREATED))
                .map(entry -> "{ \"name\": \"" + entry)
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));

        ModuleFiles.assertCurrent(metadata.resolve("reflect-config.json"), text -> entries);
        assertThat(classes.created()).containsAll(created);
        assertThat(classes.described()).containsAll(described);
    }

    @Test
    void resourcesAreInTheNativeMetadata() {
        List<String> resources = ModuleFiles.below(CLASSES, "").stream()
                .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                .toList();
        String entries = Stream.of("META-INF/services/org/apache/camel/.*", "kamelets/.*\\.kamelet\\.yaml")
                .filter(pattern ->
                        resources.stream().anyMatch(Pattern.compile(pattern).asMatchPredicate()))
                .map(pattern -> "{ \"pattern\": \"" + pattern.replace("\\", "\\\\") + "\" }")
                .collect(Collectors.joining(
                        ",\n      ", "{\n  \"resources\": {\n    \"includes\": [\n      ", "\n    ]\n  }\n}\n"));

        ModuleFiles.assertCurrent(metadata.resolve("resource-config.json"), text -> entries);
    }
}
