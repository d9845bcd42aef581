/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Parts of POMs name existing artifacts in the versions of this build. */
class PomBlocksTest {

    private static final String OURS = "io.github.cameltranscription";
    private static final Pattern POM = Pattern.compile("(?s)\\A\\s*(?:<\\?xml[^>]*>\\s*)?<(?:project|dependenc).*");

    /** Versions in a whole POM that are properties of the parent. */
    private static final Map<String, String> VERSIONS = Map.of(
            "camel-bom", "camel.version",
            "quarkus-bom", "quarkus.platform.version",
            "quarkus-camel-bom", "quarkus.platform.version",
            "quarkus-maven-plugin", "quarkus.platform.version",
            "exec-maven-plugin", "exec-maven-plugin.version",
            "slf4j-simple", "slf4j.version");

    private static final String PARENT = Documents.read(Path.of("pom.xml"));

    static boolean isPom(CodeBlock block) {
        return POM.matcher(block.code()).matches();
    }

    static List<CodeBlock> poms() {
        return CodeBlock.in("xml").stream().filter(PomBlocksTest::isPom).toList();
    }

    @ParameterizedTest
    @MethodSource("poms")
    void artifactsAndVersionsAreThoseOfTheBuild(CodeBlock block) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(block.code())))
                .getDocumentElement();

        for (Element artifact : artifacts(root)) {
            String name = text(artifact, "artifactId");
            String version = text(artifact, "version");
            assertThat(name).isNotNull();
            assertThat(text(artifact, "groupId")).isNotNull();
            if (text(artifact, "groupId").equals(OURS)) {
                assertThat(artifactsOfTheReactor()).contains(name);
                assertThat(version).isEqualTo(versionOfTheBuild());
            } else if (version != null) {
                assertThat(VERSIONS).containsKey(name);
                assertThat(resolved(root, version)).isEqualTo(parentProperty(VERSIONS.get(name)));
            }
        }
    }

    private static List<Element> artifacts(Element root) {
        if (root.getTagName().equals("dependency")) {
            return List.of(root);
        }
        return Stream.of("dependency", "plugin")
                .map(root::getElementsByTagName)
                .flatMap(PomBlocksTest::elements)
                .toList();
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(index -> (Element) nodes.item(index));
    }

    private static String text(Element parent, String child) {
        return elements(parent.getElementsByTagName(child))
                .map(Element::getTextContent)
                .findFirst()
                .orElse(null);
    }

    private static String resolved(Element root, String version) {
        return version.startsWith("${") ? text(root, version.substring(2, version.length() - 1)) : version;
    }

    private static String parentProperty(String name) {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(PARENT);
        assertThat(property.find()).isTrue();
        return property.group(1);
    }

    private static String versionOfTheBuild() {
        Matcher version = Pattern.compile("</artifactId>\\s*<version>([^<]+)<").matcher(PARENT);
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    static Set<String> artifactsOfTheReactor() {
        return Documents.filesOf(Documents.ROOT)
                .filter(file -> file.endsWith("pom.xml"))
                .map(Documents::read)
                .map(pom -> pom.replaceAll("(?s)<parent>.*?</parent>", ""))
                .map(pom -> pom.replaceAll("(?s)\\A.*?<artifactId>([^<]+)<.*\\z", "$1"))
                .collect(Collectors.toSet());
    }
}
