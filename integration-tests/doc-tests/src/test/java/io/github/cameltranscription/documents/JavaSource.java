/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java of a document as a class: a class is unchanged, test methods become members, routes the body of {@code configure()},
 * and statements the body of a method.
 *
 * @param kind      what it is
 * @param className of the class
 * @param text      of the class
 */
record JavaSource(Kind kind, String className, String text) {

    /** The kinds of blocks. */
    enum Kind {
        CLASS,
        TEST,
        ROUTES,
        STATEMENTS
    }

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared by all blocks, because it reads the jars of the class path. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private static final Pattern CLASS = Pattern.compile("(?m)^public (?:final )?class (\\w+)");
    private static final Pattern ROUTES = Pattern.compile("\\A(?:from|onException|errorHandler|rest|interceptFrom)\\(");
    private static final String FRAGMENT = "Fragment";

    /** The imports that a reader adds to a fragment. */
    private static final String IMPORTS = """
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.apache.camel.*;
            import org.apache.camel.builder.RouteBuilder;
            import org.apache.camel.impl.DefaultCamelContext;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;
            import io.github.cameltranscription.error.*;
            import io.github.cameltranscription.job.*;
            import io.github.cameltranscription.simulator.*;
            import io.github.cameltranscription.simulator.palatine.*;
            import io.github.cameltranscription.simulator.palatine.stream.*;
            import io.github.cameltranscription.testing.SimulatorExtension;
            import io.github.cameltranscription.transcript.*;
            import static java.util.concurrent.TimeUnit.SECONDS;
            import static org.awaitility.Awaitility.await;
            import static org.junit.jupiter.api.Assertions.*;
            """;

    static JavaSource of(String code) {
        Matcher whole = CLASS.matcher(code);
        if (whole.find()) {
            return new JavaSource(Kind.CLASS, whole.group(1), code);
        }
        if (code.startsWith("@Test") || code.startsWith("@RegisterExtension")) {
            return fragment(
                    Kind.TEST,
                    "public class Fragment {\n"
                            + code.replace("\nvoid ", "\npublic void ").replace("\nstatic ", "\npublic static ")
                            + "}\n");
        }
        if (ROUTES.matcher(code).find()) {
            return fragment(
                    Kind.ROUTES,
                    "public class Fragment extends RouteBuilder {\n@Override public void configure() throws Exception {\n"
                            + code + "}\n}\n");
        }
        // The parameters are variables of the simulator's page.
        return fragment(
                Kind.STATEMENTS,
                "public class Fragment {\nvoid fragment(PalatineSimulator palatine, String text) throws Exception {\n"
                        + code + "}\n}\n");
    }

    private static JavaSource fragment(Kind kind, String text) {
        return new JavaSource(kind, FRAGMENT, IMPORTS + text);
    }

    /**
     * Compiles it against the tests' class path.
     *
     * @param  folder         where the class goes
     * @throws AssertionError if it does not compile; the message is the compiler's
     */
    Class<?> compile(Path folder) throws IOException, ClassNotFoundException {
        Path file = Files.writeString(folder.resolve(className + ".java"), text);
        StringWriter errors = new StringWriter();
        boolean compiled = COMPILER.getTask(
                        errors,
                        FILES,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()),
                        null,
                        FILES.getJavaFileObjects(file))
                .call();
        if (!compiled) {
            throw new AssertionError(errors);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> loaded = loader.loadClass(className);
            for (Class<?> inner : loaded.getNestMembers()) {
                loader.loadClass(inner.getName());
            }
            return loaded;
        }
    }
}
