/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published POMs give a user one consistent set of jars, at any place in a POM, with or without a BOM, and every
 * operation works with exactly these jars.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
class ConsumerProjectsTest {

    private static final byte[] RECORDING =
            SpokenAudio.of("Добрый день. Сегодня ясно.", 16_000).wav();

    private ConsumerProjects projects;
    private ProviderSimulator simulator;

    /** The outcomes of the operations by their jars: most projects have the same jars, in another order. */
    private final Map<Set<Path>, Map<String, String>> outcomes = new HashMap<>();

    @BeforeAll
    void build(@TempDir Path outside) throws Exception {
        assertThat(outside.toAbsolutePath().startsWith(StagedRepository.ROOT)).isFalse();
        simulator = ProviderSimulator.builder()
                .streamLatency(Duration.ZERO)
                .streamRealTimeFactor(0)
                .start();
        projects = new ConsumerProjects(outside);
        for (Consumer consumer :
                Stream.concat(Consumer.all().stream(), Consumer.jars().stream()).toList()) {
            projects.write(consumer.name(), Map.of("pom.xml", consumer.pom()));
        }
        projects.write("first-test", FirstTest.plain());
        projects.write("first-quarkus-test", FirstTest.quarkus());
        projects.build();
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.consumer.Consumer#all")
    void everyOperationWorksInAConsistentTree(Consumer consumer) throws Exception {
        List<Path> classPath = projects.classPath(consumer);

        Map<String, String> outcome = run(consumer, classPath);

        assertThat(outcome).isNotEmpty().allSatisfy((operation, failure) -> assertThat(failure)
                .as("%s of %s with %s", operation, consumer, classPath)
                .isEmpty());
    }

    /** In the table of docs/getting-started.md. */
    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.consumer.Consumer#jars")
    void theDependenciesOfAJarAreDocumented(Consumer jar) throws Exception {
        assertThat(Files.readString(StagedRepository.ROOT.resolve("docs/getting-started.md")))
                .contains("| `%s` | %s |".formatted(jar, ConsumerProjects.broughtBy(projects.classPath(jar))));
    }

    /** With only the files of the test kit's page. */
    @ParameterizedTest
    @ValueSource(strings = {"first-test", "first-quarkus-test"})
    void theFirstTestOfAUserPasses(String project) {
        assertThat(projects.passed(project)).as(projects.log()).isTrue();
        assertThat(projects.log()).containsPattern("Tests run: 1, Failures: 0, .*SubtitlesTest");
    }

    private Map<String, String> run(Consumer consumer, List<Path> classPath) throws Exception {
        Set<Path> jars = new HashSet<>(classPath);
        if (!outcomes.containsKey(jars)) {
            outcomes.put(jars, runWith(classPath, consumer.schemes()));
        }
        return outcomes.get(jars);
    }

    /** With {@link Operations} and the jars of the project, and nothing else of this test's class path. */
    @SuppressWarnings("unchecked")
    private Map<String, String> runWith(List<Path> classPath, List<String> schemes) throws Exception {
        URL[] urls = new URL[classPath.size() + 1];
        for (int i = 0; i < classPath.size(); i++) {
            urls[i] = classPath.get(i).toUri().toURL();
        }
        urls[classPath.size()] =
                Operations.class.getProtectionDomain().getCodeSource().getLocation();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            return (Map<String, String>) loader.loadClass(Operations.class.getName())
                    .getMethod("run", List.class, Map.class, byte[].class)
                    .invoke(null, schemes, options(), RECORDING);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Map<String, Map<String, String>> options() {
        return Map.of(
                "palatine", simulator.palatine().componentOptions(),
                "shopot", simulator.shopot().componentOptions(),
                "aiesa", simulator.aiesa().componentOptions());
    }
}
