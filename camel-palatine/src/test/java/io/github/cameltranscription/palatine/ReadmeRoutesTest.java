/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes of both READMEs, taken from there, turn a recording into subtitles. */
class ReadmeRoutesTest extends PalatineTestSupport {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "README.md,java",
        "README.md,yaml",
        "README.md,xml",
        "README.ru.md,java",
        "README.ru.md,yaml",
        "README.ru.md,xml"
    })
    void theRouteWorksAsItStands(String readme, String language) throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("in"));
        Files.write(inbox.resolve("call.wav"), Recordings.wav(2));
        String route = block(Files.readString(Path.of("..", readme)), language)
                .replace("file:in", "file:" + inbox + "?initialDelay=0")
                .replace("file:out", "file:" + folder.resolve("out"));

        if (language.equals("java")) {
            context.addRoutes(compiled(route));
        } else {
            Resource resource = ResourceHelper.fromString("route." + language, route);
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        }

        Path subtitles = folder.resolve("out").resolve("call.srt");
        Awaitility.await()
                .until(() ->
                        Files.exists(subtitles) && Files.readString(subtitles).endsWith("\n"));
        assertThat(subtitles).content().contains("00:00:00,000 --> ").contains("simulated speech 2");
    }

    private static String block(String page, String language) {
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private RoutesBuilder compiled(String source) throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(folder.resolve("Subtitles.java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), file.toString());
        assertThat(result).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return (RoutesBuilder)
                    loader.loadClass("Subtitles").getConstructor().newInstance();
        }
    }
}
