/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Kamelet must have to be good enough for a catalog: the rules of the validator of Camel's own one, with the name
 * of the provider ours, and a few that keep the Kamelets in step with the component.
 */
public final class KameletRules {

    static final String PROVIDER = "Camel Transcription";

    private static final int MOST_PROPERTIES = 10;
    private static final Set<String> TYPES = Set.of("source", "sink", "action");

    private final ComponentCatalog catalog;
    private final String version;
    private final Violations violations = new Violations();

    KameletRules(ComponentCatalog catalog, String version) {
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
    public static List<String> violations(String scheme, String... names) {
        KameletRules rules = new KameletRules(ComponentCatalog.of(scheme), ModuleVersion.current());
        List<KameletFile> kamelets = KameletFile.all();
        List<String> present = kamelets.stream().map(KameletFile::name).toList();
        rules.violations.require(present.equals(List.of(names)), "there are " + present + ", not " + List.of(names));
        rules.check(kamelets);
        return rules.found();
    }

    List<String> found() {
        return violations.found();
    }

    void check(List<KameletFile> kamelets) {
        Set<String> texts = new HashSet<>();
        for (KameletFile kamelet : kamelets) {
            checkHead(kamelet);
            checkAnnotations(kamelet);
            checkDefinition(kamelet);
            for (String text : List.of("title", "description")) {
                require(
                        texts.add(KameletFile.text(kamelet.definition(), text)),
                        kamelet,
                        "another Kamelet has the same " + text);
            }
            checkParameters(kamelet);
            new KameletPropertyRules(kamelet, catalog, violations).check();
            checkDependencies(kamelet);
            checkDataTypes(kamelet);
        }
    }

    private void checkHead(KameletFile kamelet) {
        require("Kamelet".equals(kamelet.content().get("kind")), kamelet, "kind is not Kamelet");
        require(
                "camel.apache.org/v1".equals(kamelet.content().get("apiVersion")),
                kamelet,
                "apiVersion is not camel.apache.org/v1");
        require(
                kamelet.fileName().equals(kamelet.name() + KameletFile.SUFFIX),
                kamelet,
                "the file is named " + kamelet.fileName());
        String type = kamelet.label("kamelet.type");
        require(TYPES.contains(type), kamelet, "the label kamelet.type is \"" + type + "\"");
        require(kamelet.name().endsWith("-" + type), kamelet, "the name does not end with -" + type);
        String title = KameletFile.text(kamelet.definition(), "title");
        require(
                !type.isEmpty() && title.endsWith(" " + type.substring(0, 1).toUpperCase() + type.substring(1)),
                kamelet,
                "the title \"" + title + "\" does not end with its type");
    }

    private void checkAnnotations(KameletFile kamelet) {
        require(KameletIcon.isSvg(kamelet.annotation("kamelet.icon")), kamelet, "the icon is no SVG in a data URL");
        require(kamelet.annotation("provider").equals(PROVIDER), kamelet, "the provider is not " + PROVIDER);
        require(
                kamelet.annotation("catalog.version").equals(version),
                kamelet,
                "catalog.version is " + kamelet.annotation("catalog.version") + ", not " + version);
        for (String annotation : List.of("kamelet.support.level", "kamelet.group", "kamelet.namespace")) {
            require(!kamelet.annotation(annotation).isEmpty(), kamelet, annotation + " is missing");
        }
    }

    private void checkDefinition(KameletFile kamelet) {
        require(!KameletFile.text(kamelet.definition(), "description").isBlank(), kamelet, "has no description");
        require("object".equals(kamelet.definition().get("type")), kamelet, "the definition's type is not object");
        require(!kamelet.template().isEmpty(), kamelet, "has no template");
        require(
                kamelet.properties().size() <= MOST_PROPERTIES,
                kamelet,
                "has more than " + MOST_PROPERTIES + " properties");
        Set<Object> required = new HashSet<>();
        for (Object name : kamelet.required()) {
            require(required.add(name), kamelet, name + " is required twice");
            require(kamelet.properties().containsKey(name), kamelet, name + " is required and not declared");
        }
    }

    private void checkParameters(KameletFile kamelet) {
        Set<String> used = kamelet.used();
        kamelet.properties()
                .keySet()
                .forEach(name -> require(used.contains(name), kamelet, name + " is declared and not used"));
        used.forEach(
                name -> require(kamelet.properties().containsKey(name), kamelet, name + " is used and not declared"));
    }

    private void checkDependencies(KameletFile kamelet) {
        require(kamelet.dependencies().contains("camel:core"), kamelet, "the dependency camel:core is missing");
        for (String uri : new TemplateWalk(kamelet.template()).endpoints().keySet()) {
            String scheme = uri.split("[:?]")[0];
            String dependency = scheme.equals(catalog.about("scheme"))
                    ? "mvn:io.github.cameltranscription:" + catalog.about("artifactId") + ":" + version
                    : "camel:" + scheme;
            require(
                    kamelet.dependencies().contains(dependency),
                    kamelet,
                    "the dependency " + dependency + " is missing");
        }
    }

    /** What a Kamelet replies with must travel, so its media type is known. */
    private void checkDataTypes(KameletFile kamelet) {
        Map<?, ?> types = kamelet.typesOf("out");
        require(!types.isEmpty(), kamelet, "dataTypes say nothing of what comes out");
        types.forEach((name, type) -> require(
                !KameletFile.text(KameletFile.map(type), "mediaType").isEmpty(),
                kamelet,
                "the data type " + name + " has no mediaType"));
    }

    private void require(boolean condition, KameletFile kamelet, String otherwise) {
        violations.require(condition, kamelet.name() + ": " + otherwise);
    }
}
