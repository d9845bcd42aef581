/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

import io.github.cameltranscription.aiesa.AiesaComponent;
import io.github.cameltranscription.aiesa.AiesaOperation;
import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.palatine.PalatineOperation;
import io.github.cameltranscription.shopot.ShopotComponent;
import io.github.cameltranscription.shopot.ShopotOperation;

/** Camel's catalog with our components, which validates URIs and properties. */
final class ComponentsCatalog {

    private static final Map<String, TranscriptionOperation[]> OPERATIONS = Map.of(
            "palatine", PalatineOperation.values(),
            "shopot", ShopotOperation.values(),
            "aiesa", AiesaOperation.values());

    private static final Map<String, OptionTable> TABLES = Map.of(
            "palatine", PalatineComponent.optionTable(),
            "shopot", ShopotComponent.optionTable(),
            "aiesa", AiesaComponent.optionTable());

    private static final Pattern OPTIONAL = Pattern.compile("[^&=]+=\\{\\{\\?[^}]*}}&?");

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    ComponentsCatalog() {
        add("palatine", PalatineComponent.class);
        add("shopot", ShopotComponent.class);
        add("aiesa", AiesaComponent.class);
    }

    private void add(String scheme, Class<?> component) {
        String json = scheme + ".json";
        try (InputStream content = component.getResourceAsStream(
                "/META-INF/" + component.getPackageName().replace('.', '/') + "/" + json)) {
            catalog.addComponent(
                    scheme, component.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The errors of an endpoint. If its component is a placeholder, the endpoint must be valid for every component, except for
     * optional options ({@code {{?name}}}), which only one component must have.
     */
    List<String> violations(EndpointUse endpoint) {
        if (!EndpointUse.isPlaceholder(endpoint.scheme())) {
            return violation(endpoint).stream().toList();
        }
        if (!EndpointUse.isPlaceholder(endpoint.operation()) && !isOfAny(endpoint.operation())) {
            return List.of();
        }
        List<String> whole = violationsOfEach(endpoint, endpoint.query());
        return whole.size() == OPERATIONS.size()
                ? whole
                : violationsOfEach(endpoint, OPTIONAL.matcher(endpoint.query()).replaceAll(""));
    }

    private List<String> violationsOfEach(EndpointUse endpoint, String query) {
        return OPERATIONS.keySet().stream()
                .sorted()
                .map(scheme -> new EndpointUse(scheme, endpoint.operation(), query, endpoint.side()))
                .flatMap(candidate -> violation(candidate).stream())
                .toList();
    }

    private static boolean isOfAny(String operation) {
        return OPERATIONS.values().stream().flatMap(Stream::of).anyMatch(known -> known.getName()
                .equals(operation));
    }

    private Optional<String> violation(EndpointUse endpoint) {
        String uri = inTermsOfCatalog(endpoint.uri())
                .replaceAll("\\$\\{[^}]*}", EndpointUse.PLACEHOLDER.replace("{", "\\{"));
        EndpointValidationResult result = catalog.validateEndpointProperties(
                uri, false, endpoint.side() == Side.CONSUMER, endpoint.side() == Side.PRODUCER);
        if (!result.isSuccess()) {
            return Optional.of(endpoint.uri() + ": " + oneLine(result.summaryErrorMessage(false)));
        }
        return wrongOperation(endpoint).or(() -> uselessOption(endpoint));
    }

    /** The catalog accepts every option with every operation. */
    private static Optional<String> uselessOption(EndpointUse endpoint) {
        return Stream.of(OPERATIONS.get(endpoint.scheme()))
                .filter(operation -> operation.getName().equals(endpoint.operation()))
                .flatMap(operation -> Stream.of(endpoint.query().split("&"))
                        .map(parameter -> parameter.split("=")[0])
                        .filter(option -> !TABLES.get(endpoint.scheme()).isUsedBy(operation, option)))
                .findFirst()
                .map(option -> endpoint.uri() + ": " + option + " has no effect on the operation");
    }

    /** The catalog does not know milliseconds (500ms), which Camel does, nor an option that is a bean or a folder. */
    private static String inTermsOfCatalog(String uriOrProperty) {
        return uriOrProperty
                .replaceAll("=(\\d+)ms\\b", "=$1")
                .replaceAll("jobRepository=file:[^&]*", "jobRepository=#jobs");
    }

    /** The catalog accepts operations in any case and on any side. */
    private static Optional<String> wrongOperation(EndpointUse endpoint) {
        if (EndpointUse.isPlaceholder(endpoint.operation())) {
            return Optional.empty();
        }
        Side side = endpoint.side();
        return Stream.of(OPERATIONS.get(endpoint.scheme()))
                        .filter(operation -> operation.getName().equals(endpoint.operation()))
                        .anyMatch(operation -> (side != Side.CONSUMER || operation.isConsumer())
                                && (side != Side.PRODUCER || operation.isProducer()))
                ? Optional.empty()
                : Optional.of(endpoint.uri() + ": no such operation on the side " + side);
    }

    /** The errors of a property. */
    List<String> violations(PropertyUse property) {
        String value =
                property.value() == null || property.value().isEmpty() ? EndpointUse.PLACEHOLDER : property.value();
        ConfigurationPropertiesValidationResult result =
                catalog.validateConfigurationProperty(inTermsOfCatalog(property.key() + "=" + value));
        return result.isSuccess()
                ? List.of()
                : List.of(property.key() + "=" + value + ": " + oneLine(result.summaryErrorMessage(false)));
    }

    private static String oneLine(String summary) {
        return summary == null ? "not valid" : summary.replaceAll("\\s+", " ").strip();
    }
}
