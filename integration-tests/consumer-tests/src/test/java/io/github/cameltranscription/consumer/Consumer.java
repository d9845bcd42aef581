/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user's project. The order of its dependencies matters: at the same depth, Maven uses the version that comes first.
 *
 * @param name         of its folder
 * @param bom          whether it imports Camel's BOM
 * @param dependencies {@code group:artifact:version}
 */
record Consumer(String name, boolean bom, List<String> dependencies) {

    static final List<String> COMPONENTS = List.of("camel-palatine", "camel-shopot", "camel-aiesa");
    private static final String ALL = String.join(" ", COMPONENTS);
    private static final String TEST_KIT = "camel-transcription-testing";

    /** Other dependencies of users, which bring Jackson, Vert.x, Netty and SLF4J too. */
    private static final String OTHERS = "camel-jackson camel-main camel-platform-http-vertx";

    private static final String TESTING = "camel-test-junit6 junit-jupiter";

    /** Each published jar alone. */
    static List<Consumer> jars() {
        return Stream.of("camel-palatine", "camel-shopot", "camel-aiesa", TEST_KIT, TEST_KIT + "-quarkus")
                .map(artifact -> of(artifact, false, artifact))
                .toList();
    }

    /** Each component alone, before and after other dependencies, and all together. */
    static List<Consumer> all() {
        List<Consumer> consumers = new ArrayList<>();
        for (boolean bom : new boolean[] {false, true}) {
            for (String component : COMPONENTS) {
                consumers.add(of(component + "-alone", bom, component, "camel-main"));
                consumers.add(of(component + "-first", bom, component, OTHERS));
                consumers.add(of(component + "-last", bom, OTHERS, component));
            }
            consumers.add(of("all-first", bom, ALL, OTHERS));
            consumers.add(of("all-last", bom, OTHERS, ALL));
            consumers.add(of("test-kit-first", bom, TEST_KIT, ALL, TESTING));
            consumers.add(of("test-kit-last", bom, TESTING, ALL, TEST_KIT));
        }
        return consumers;
    }

    private static Consumer of(String name, boolean bom, String... artifacts) {
        return new Consumer(
                name + (bom ? "-with-bom" : ""),
                bom,
                Stream.of(String.join(" ", artifacts).split(" "))
                        .map(Consumer::coordinates)
                        .toList());
    }

    private static String coordinates(String artifact) {
        if (artifact.equals("junit-jupiter")) {
            return "org.junit.jupiter:junit-jupiter:" + System.getProperty("consumer.junit.version");
        }
        return ALL.contains(artifact) || artifact.startsWith(TEST_KIT)
                ? "io.github.cameltranscription:" + artifact + ":" + StagedRepository.VERSION
                : "org.apache.camel:" + artifact + ":" + System.getProperty("consumer.camel.version");
    }

    /** Whether each artifact must have one version. With Camel's HTTP server, some have several in Camel itself. */
    private boolean isStrict() {
        return dependencies.stream().noneMatch(line -> line.contains("vertx"));
    }

    /** The schemes of its components. */
    List<String> schemes() {
        return COMPONENTS.stream()
                .filter(component -> dependencies.stream().anyMatch(line -> line.contains(":" + component + ":")))
                .map(component -> component.substring("camel-".length()))
                .toList();
    }

    String pom() {
        return Pom.project(
                name,
                bom ? "with-bom" : "without-bom",
                dependencies,
                isStrict() ? "<build><plugins>" + Pom.rule("dependencyConvergence") + "</plugins></build>" : "");
    }

    @Override
    public String toString() {
        return name;
    }
}
