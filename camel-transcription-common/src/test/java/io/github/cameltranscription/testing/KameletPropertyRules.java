/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.util.SensitiveUtils;

/** What the properties of a Kamelet must have. */
final class KameletPropertyRules {

    private static final String CREDENTIALS = "urn:camel:group:credentials";
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with");
    private static final Set<String> ARTICLES = Set.of("The", "A", "An");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

    private final KameletFile kamelet;
    private final ComponentCatalog catalog;
    private final Violations violations;

    KameletPropertyRules(KameletFile kamelet, ComponentCatalog catalog, Violations violations) {
        this.kamelet = kamelet;
        this.catalog = catalog;
        this.violations = violations;
    }

    void check() {
        kamelet.properties().forEach((name, property) -> {
            checkTexts(name.toString(), KameletFile.map(property));
            checkValues(name.toString(), KameletFile.map(property));
        });
        new TemplateWalk(kamelet.template()).endpoints().forEach((uri, parameters) -> {
            if (uri.startsWith(catalog.about("scheme") + ":")) {
                parameters.forEach((option, value) -> checkOption(option.toString(), KameletFile.parameterOf(value)));
            }
        });
    }

    private void checkTexts(String name, Map<?, ?> property) {
        String title = KameletFile.text(property, "title");
        List<String> words = List.of(title.split(" "));
        require(!title.isBlank(), name, "has no title");
        require(!ARTICLES.contains(words.get(0)), name, "the title begins with " + words.get(0));
        require(
                words.stream().allMatch(word -> SMALL_WORDS.contains(word) || word.matches("\\P{Ll}.*|")),
                name,
                "the title \"" + title + "\" has a word that begins with a small letter");
        require(
                KameletFile.text(property, "description").matches("(?s)[\\p{Lu}\\d].*[.]"),
                name,
                "the description is no sentence");
        require(TYPES.contains(KameletFile.text(property, "type")), name, "the type is none that is usual");
    }

    private void checkValues(String name, Map<?, ?> property) {
        boolean password = "password".equals(property.get("format"));
        require(
                !password || KameletFile.list(property.get("x-descriptors")).contains(CREDENTIALS),
                name,
                "has the format password and not the descriptor " + CREDENTIALS);
        require(
                !password || SensitiveUtils.containsSensitive(name),
                name,
                "is secret, and Camel would log it: it masks only names that it knows");
        require(
                password || property.containsKey("example") || property.containsKey("default"),
                name,
                "has neither an example nor a default");
        List<?> allowed = KameletFile.list(property.get("enum"));
        Stream.of("example", "default").filter(property::containsKey).forEach(kind -> {
            Object value = property.get(kind);
            require(isOf(KameletFile.text(property, "type"), value), name, kind + " is of another type");
            require(allowed.isEmpty() || allowed.contains(value), name, kind + " is not in enum");
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

    /** A property that becomes an option is secret, and has choices, as the option does. */
    private void checkOption(String option, String name) {
        Map<?, ?> property = KameletFile.map(kamelet.properties().get(name));
        catalog.queryParameters().stream()
                .filter(known -> known.name().equals(option))
                .forEach(known -> {
                    require(
                            known.secret() == "password".equals(property.get("format")),
                            name,
                            "the option " + option + " is " + (known.secret() ? "" : "not ") + "secret");
                    Set<String> choices = known.values().stream()
                            .filter(choice -> !choice.equals("transcript"))
                            .collect(Collectors.toCollection(TreeSet::new));
                    Set<String> allowed = KameletFile.list(property.get("enum")).stream()
                            .map(Object::toString)
                            .collect(Collectors.toCollection(TreeSet::new));
                    require(
                            choices.isEmpty() || choices.equals(allowed),
                            name,
                            "allows " + allowed + ", and the option " + choices);
                });
    }

    private void require(boolean condition, String property, String otherwise) {
        violations.require(condition, kamelet.name() + ": " + property + ": " + otherwise);
    }
}
