/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.apache.camel.Converter;

import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.transcript.TextReply;

/** The classes of a module that Camel or Jackson get at by reflection, found in what the module is compiled to. */
final class ReflectiveClasses {

    private static final String OURS = "io.github.cameltranscription.";
    private static final String JACKSON = "com.fasterxml.jackson.";
    private static final Pattern READ = Pattern.compile("readValue\\([^;]*?\\b(\\w+)\\.class\\)");
    private static final Pattern SERVICE = Pattern.compile("(?m)^(?:class=)?(" + Pattern.quote(OURS) + "[\\w.$]+)$");

    private final Path classes;
    private final Path sources;
    private final Set<String> created = new TreeSet<>();
    private final Set<String> described = new TreeSet<>();

    ReflectiveClasses(Path classes, Path sources) {
        this.classes = classes;
        this.sources = sources;
        ModuleFiles.below(classes.resolve("META-INF/services"), "").forEach(this::addServices);
        List<Class<?>> all = ModuleFiles.below(classes, ".class").stream()
                .map(this::load)
                .filter(type -> !type.getSimpleName().isEmpty())
                .<Class<?>>map(type -> type)
                .toList();
        all.forEach(this::addConverted);
        all.stream().filter(ReflectiveClasses::isAnnotatedForJackson).forEach(this::addDescribed);
        all.stream()
                .filter(type -> TextReply.class.isAssignableFrom(type) && type.isRecord())
                .forEach(this::addDescribed);
        all.stream().filter(ReflectiveClasses::isJobRepository).forEach(this::addDescribed);
        Set<String> read = readFromJson();
        all.stream().filter(type -> read.contains(type.getSimpleName())).forEach(this::addDescribed);
    }

    /** Those that are created by their constructor without parameters: services of Camel, serializers of Jackson. */
    Set<String> created() {
        return created;
    }

    /** Those whose parts are looked at: what is written as JSON or read from it, what that consists of, and beans. */
    Set<String> described() {
        return described;
    }

    private void addServices(Path file) {
        Matcher service = SERVICE.matcher(ModuleFiles.read(file));
        while (service.find()) {
            created.add(service.group(1));
        }
    }

    /** What a type converter begins with is a message's body, so an expression may ask it for its parts as well. */
    private void addConverted(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Converter.class) && method.getParameterTypes()[0].isRecord()) {
                addDescribed(method.getParameterTypes()[0]);
            }
        }
    }

    private static boolean isAnnotatedForJackson(Class<?> type) {
        Stream<AnnotatedElement> parts = Stream.of(
                        Stream.of(type),
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredConstructors()))
                .flatMap(elements -> elements.map(AnnotatedElement.class::cast));
        return parts.flatMap(part -> Arrays.stream(part.getAnnotations()))
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getName().startsWith(JACKSON));
    }

    /** Users name them in properties, as {@code #class:...}, and set their options there, those of a base class too. */
    private static boolean isJobRepository(Class<?> type) {
        return JobRepository.class.isAssignableFrom(type)
                && Modifier.isPublic(type.getModifiers())
                && !type.isInterface();
    }

    private void addDescribed(Class<?> type) {
        if (!isOfThisModule(type) || !described.add(type.getName())) {
            return;
        }
        Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredFields()))
                .map(part -> part.getAnnotation(JsonSerialize.class))
                .filter(Objects::nonNull)
                .forEach(writer -> created.add(writer.using().getName()));
        JsonDeserialize reader = type.getAnnotation(JsonDeserialize.class);
        if (reader != null) {
            created.add(reader.using().getName());
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                addDescribed(component.getGenericType());
            }
        }
    }

    private void addDescribed(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::addDescribed);
        } else if (type instanceof Class<?> known) {
            addDescribed(known);
        }
    }

    private boolean isOfThisModule(Class<?> type) {
        return Files.exists(classes.resolve(type.getName().replace('.', '/') + ".class"));
    }

    private Set<String> readFromJson() {
        Set<String> names = new TreeSet<>();
        for (Path source : ModuleFiles.below(sources, ".java")) {
            Matcher reading = READ.matcher(ModuleFiles.read(source));
            while (reading.find()) {
                names.add(reading.group(1));
            }
        }
        return names;
    }

    private Class<?> load(Path file) {
        String path = classes.relativize(file).toString();
        try {
            return Class.forName(
                    path.substring(0, path.length() - ".class".length())
                            .replace(file.getFileSystem().getSeparator(), "."),
                    false,
                    getClass().getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
