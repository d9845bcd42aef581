/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/** The artifacts that this build has packaged, in the layout of a local Maven repository. Nothing is installed. */
final class StagedRepository {

    static final Path ROOT =
            Path.of(System.getProperty("basedir"), "..", "..").toAbsolutePath().normalize();

    static final String VERSION = "1.0.0-SNAPSHOT";

    /** By their folders. */
    private static final Map<String, String> JARS = Map.of(
            "camel-transcription-common", "camel-transcription-common",
            "camel-palatine", "camel-palatine",
            "camel-shopot", "camel-shopot",
            "camel-aiesa", "camel-aiesa",
            "camel-transcription-testing", "camel-transcription-testing",
            "camel-transcription-testing/quarkus", "camel-transcription-testing-quarkus");

    private StagedRepository() {}

    /** Copies the artifacts into this folder. */
    static void stage(Path folder) throws IOException {
        Files.copy(ROOT.resolve("pom.xml"), target(folder, "camel-transcription-parent", "pom"), REPLACE_EXISTING);
        for (Map.Entry<String, String> jar : JARS.entrySet()) {
            Path module = ROOT.resolve(jar.getKey());
            Files.copy(module.resolve("pom.xml"), target(folder, jar.getValue(), "pom"), REPLACE_EXISTING);
            Files.copy(
                    module.resolve("target").resolve(jar.getValue() + "-" + VERSION + ".jar"),
                    target(folder, jar.getValue(), "jar"),
                    REPLACE_EXISTING);
        }
    }

    private static Path target(Path folder, String artifact, String type) throws IOException {
        Path version =
                folder.resolve("io/github/cameltranscription").resolve(artifact).resolve(VERSION);
        Files.createDirectories(version);
        return version.resolve(artifact + "-" + VERSION + "." + type);
    }
}
