/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.SensitiveUtils;
import org.xml.sax.SAXException;

/**
 * What a Kamelet must have to be good enough for a catalog: the rules of the validator of Camel's own one, with the name
 * of the provider ours, and a few that keep the Kamelets in step with the component.
 */
final class KameletRules {

    private static final String PROVIDER = "Camel Transcription";
    private static final int MOST_PROPERTIES = 10;
    private static final Set<String> KINDS = Set.of("source", "sink", "action");
    private static final String ICON = "data:image/svg+xml;base64,";
    private static final String CREDENTIALS = "urn:camel:group:credentials";
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with");
    private static final Set<String> ARTICLES = Set.of("The", "A", "An");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");
    private static final Pattern VERSION = Pattern.compile("(?s)<parent>.*?<version>([^<]+)</version>");

    private final ComponentModel catalog;
    private final String version;
    private final List<String> found = new ArrayList<>();

    /** The Kamelet that is checked. */
    private KameletFile kamelet;

    KameletRules(ComponentModel catalog, String version) {
        this.catalog = catalog;
        this.version = version;
    }

    /**
     * What is wrong with the Kamelets of the module whose tests run.
     *
     * @param  scheme the component's
     * @param  names  of the Kamelets that there must be, and no other
     * @return        one sentence for each violation
     */
    static List<String> violations(String scheme, List<String> names) {
        Matcher version = VERSION.matcher(ModuleFiles.read(Path.of("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("pom.xml has no parent with a version");
        }
        KameletRules rules = new KameletRules(ModuleFiles.catalog(scheme), version.group(1));
        List<KameletFile> kamelets = KameletFile.all();
        List<String> present = kamelets.stream().map(KameletFile::name).toList();
        if (!present.equals(names)) {
            rules.found.add("there are " + present + ", not " + names);
        }
        return rules.check(kamelets);
    }

    List<String> check(List<KameletFile> kamelets) {
        Set<String> texts = new HashSet<>();
        for (KameletFile each : kamelets) {
            kamelet = each;
            checkHead();
            checkAnnotations();
            checkDefinition();
            for (String text : List.of("title", "description")) {
                require(
                        texts.add(KameletFile.text(kamelet.definition(), text)),
                        "another Kamelet has the same " + text);
            }
            checkParameters();
            kamelet.properties().forEach((name, property) -> {
                checkTexts(name + ": ", KameletFile.map(property));
                checkValues(name.toString(), KameletFile.map(property));
            });
            checkEndpoints();
            checkDataTypes();
        }
        return found;
    }

    private void checkHead() {
        require("Kamelet".equals(kamelet.content().get("kind")), "kind is not Kamelet");
        require(
                "camel.apache.org/v1".equals(kamelet.content().get("apiVersion")),
                "apiVersion is not camel.apache.org/v1");
        require(
                kamelet.fileName().equals(kamelet.name() + KameletFile.SUFFIX),
                "the file is named " + kamelet.fileName());
        String type = kamelet.label("kamelet.type");
        require(KINDS.contains(type), "the label kamelet.type is \"" + type + "\"");
        require(kamelet.name().endsWith("-" + type), "the name does not end with -" + type);
        String title = KameletFile.text(kamelet.definition(), "title");
        require(
                !type.isEmpty() && title.endsWith(" " + type.substring(0, 1).toUpperCase() + type.substring(1)),
                "the title \"" + title + "\" does not end with its type");
    }

    private void checkAnnotations() {
        require(isSvg(kamelet.annotation("kamelet.icon")), "the icon is no SVG in a data URL");
        require(kamelet.annotation("provider").equals(PROVIDER), "the provider is not " + PROVIDER);
        require(
                kamelet.annotation("catalog.version").equals(version),
                "catalog.version is " + kamelet.annotation("catalog.version") + ", not " + version);
        for (String annotation : List.of("kamelet.support.level", "kamelet.group", "kamelet.namespace")) {
            require(!kamelet.annotation(annotation).isEmpty(), annotation + " is missing");
        }
    }

    private static boolean isSvg(String url) {
        if (!url.startsWith(ICON)) {
            return false;
        }
        try {
            byte[] svg = Base64.getDecoder().decode(url.substring(ICON.length()));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg))
                    .getDocumentElement()
                    .getTagName()
                    .equals("svg");
        } catch (IllegalArgumentException | SAXException | IOException | ParserConfigurationException malformed) {
            return false;
        }
    }

    private void checkDefinition() {
        require(!KameletFile.text(kamelet.definition(), "description").isBlank(), "has no description");
        require("object".equals(kamelet.definition().get("type")), "the definition's type is not object");
        require(!kamelet.template().isEmpty(), "has no template");
        require(kamelet.properties().size() <= MOST_PROPERTIES, "has more than " + MOST_PROPERTIES + " properties");
        Set<Object> required = new HashSet<>();
        for (Object name : kamelet.required()) {
            require(required.add(name), name + " is required twice");
            require(kamelet.properties().containsKey(name), name + " is required and not declared");
        }
    }

    private void checkParameters() {
        Set<String> used = kamelet.used();
        kamelet.properties().keySet().forEach(name -> require(used.contains(name), name + " is declared and not used"));
        used.forEach(name -> require(kamelet.properties().containsKey(name), name + " is used and not declared"));
    }

    private void checkTexts(String name, Map<?, ?> property) {
        String title = KameletFile.text(property, "title");
        List<String> words = List.of(title.split(" "));
        require(!title.isBlank(), name + "has no title");
        require(!ARTICLES.contains(words.get(0)), name + "the title begins with " + words.get(0));
        require(
                words.stream().allMatch(word -> SMALL_WORDS.contains(word) || word.matches("\\P{Ll}.*|")),
                name + "the title \"" + title + "\" has a word that begins with a small letter");
        require(
                KameletFile.text(property, "description").matches("(?s)[\\p{Lu}\\d].*[.]"),
                name + "the description is no sentence");
        require(TYPES.contains(KameletFile.text(property, "type")), name + "the type is none that is usual");
    }

    private void checkValues(String name, Map<?, ?> property) {
        boolean password = "password".equals(property.get("format"));
        require(
                !password || KameletFile.list(property.get("x-descriptors")).contains(CREDENTIALS),
                name + ": has the format password and not the descriptor " + CREDENTIALS);
        require(
                !password || SensitiveUtils.containsSensitive(name),
                name + ": is secret, and Camel would log it: it masks only names that it knows");
        require(
                password || property.containsKey("example") || property.containsKey("default"),
                name + ": has neither an example nor a default");
        List<?> allowed = KameletFile.list(property.get("enum"));
        Stream.of("example", "default").filter(property::containsKey).forEach(kind -> {
            Object value = property.get(kind);
            require(isOf(KameletFile.text(property, "type"), value), name + ": " + kind + " is of another type");
            require(allowed.isEmpty() || allowed.contains(value), name + ": " + kind + " is not in enum");
        });
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "integer" -> value instanceof Integer;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> value instanceof String;
        };
    }

    private void checkEndpoints() {
        require(kamelet.dependencies().contains("camel:core"), "the dependency camel:core is missing");
        kamelet.endpoints().forEach((uri, parameters) -> {
            String scheme = uri.split("[:?]")[0];
            boolean ours = scheme.equals(catalog.getScheme());
            String dependency = ours
                    ? "mvn:io.github.cameltranscription:" + catalog.getArtifactId() + ":" + version
                    : "camel:" + scheme;
            require(kamelet.dependencies().contains(dependency), "the dependency " + dependency + " is missing");
            if (ours) {
                parameters.forEach((option, value) -> checkOption(option.toString(), KameletFile.parameterOf(value)));
            }
        });
    }

    /** A property that becomes an option is secret, and has choices, as the option does. */
    private void checkOption(String option, String name) {
        Map<?, ?> property = KameletFile.map(kamelet.properties().get(name));
        catalog.getEndpointParameterOptions().stream()
                .filter(known -> known.getName().equals(option))
                .forEach(known -> {
                    require(
                            known.isSecret() == "password".equals(property.get("format")),
                            name + ": the option " + option + " is " + (known.isSecret() ? "" : "not ") + "secret");
                    Set<String> choices = new TreeSet<>(CatalogRules.valuesOf(known));
                    choices.remove("transcript");
                    Set<String> allowed = KameletFile.list(property.get("enum")).stream()
                            .map(Object::toString)
                            .collect(Collectors.toCollection(TreeSet::new));
                    require(
                            choices.isEmpty() || choices.equals(allowed),
                            name + ": allows " + allowed + ", and the option " + choices);
                });
    }

    /** What a Kamelet replies with must travel, so its media type is known. */
    private void checkDataTypes() {
        Map<?, ?> types = kamelet.typesOf("out");
        require(!types.isEmpty(), "dataTypes say nothing of what comes out");
        types.forEach((name, type) -> require(
                !KameletFile.text(KameletFile.map(type), "mediaType").isEmpty(),
                "the data type " + name + " has no mediaType"));
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            found.add(kamelet.name() + ": " + otherwise);
        }
    }
}
