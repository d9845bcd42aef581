/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.RoutesBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.documents.JavaSource.Kind;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.SimulatorExtension;

/** Routes start without changes, and run if they need only the simulator; test methods run. */
@Tag("server")
class RouteBlocksTest {

    @TempDir
    Path classes;

    static List<CodeBlock> routes() {
        return Stream.concat(CodeBlock.in("yaml").stream(), CodeBlock.in("xml").stream())
                .filter(block -> !PomBlocksTest.isPom(block))
                .toList();
    }

    /** Without the files of the test kit's page, which consumer-tests runs in a project outside of this repository. */
    static List<CodeBlock> java() {
        return CodeBlock.in("java").stream()
                .filter(block -> block.file() == null)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routesWork(CodeBlock block) throws Exception {
        try (DocumentedRoutes routes = new DocumentedRoutes()) {
            routes.add(block.language(), block.code());
            routes.assertThatTheyWork(canRun(block));
        }
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompilesAndItsRoutesAndTestsWork(CodeBlock block) throws Exception {
        JavaSource source = JavaSource.of(block.code());
        Class<?> compiled = source.compile(classes);
        if (RoutesBuilder.class.isAssignableFrom(compiled)) {
            try (DocumentedRoutes routes = new DocumentedRoutes()) {
                routes.add((RoutesBuilder) compiled.getConstructor().newInstance());
                routes.assertThatTheyWork(canRun(block));
            }
        } else if (source.kind() == Kind.TEST) {
            Files.write(DocumentedRoutes.WORK.resolve("talk.wav"), Recordings.wav(1));
            runTest(compiled);
        }
    }

    private static void runTest(Class<?> test) throws Exception {
        SimulatorExtension extension = test.getFields().length == 0
                ? new SimulatorExtension()
                : (SimulatorExtension) test.getFields()[0].get(null);
        // As JUnit does; the extension ignores its argument.
        extension.beforeEach(null);
        try {
            test.getMethods()[0].invoke(test.getConstructor().newInstance());
        } finally {
            extension.afterEach(null);
        }
    }

    /** The simulator calls a callback URL, which would leave this machine. */
    private static boolean canRun(CodeBlock block) {
        return !block.code().contains("callbackUrl") || !block.code().contains("https://");
    }
}
