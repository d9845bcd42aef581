/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An option or a header, as a component's catalog has it.
 *
 * @param name         as in a URI, or the header's
 * @param kind         {@code property}, {@code path}, {@code parameter} or {@code header}
 * @param displayName  as editors show it; empty for headers
 * @param group        what it is listed under
 * @param label        which side it is for
 * @param required     whether a URI must have it
 * @param type         such as {@code duration}; {@code null} for headers
 * @param javaType     of the field
 * @param values       all that it may be, or none if it is no enumeration
 * @param secret       whether it must be masked
 * @param defaultValue what it is if it is not set, or {@code null}
 * @param description  what it does
 * @param constantName class and name of a header's constant, or {@code null}
 */
record CatalogOption(
        String name,
        String kind,
        String displayName,
        String group,
        String label,
        boolean required,
        String type,
        String javaType,
        List<String> values,
        boolean secret,
        String defaultValue,
        String description,
        String constantName) {

    static CatalogOption of(String name, JsonNode json) {
        List<String> values = new ArrayList<>();
        json.path("enum").forEach(value -> values.add(value.asText()));
        return new CatalogOption(
                name,
                json.path("kind").asText(),
                json.path("displayName").asText(),
                json.path("group").asText(),
                json.path("label").asText(),
                json.path("required").asBoolean(),
                json.path("type").asText(null),
                json.path("javaType").asText(),
                values,
                json.path("secret").asBoolean(),
                json.path("defaultValue").asText(null),
                json.path("description").asText(),
                json.path("constantName").asText(null));
    }

    /** Without packages and type parameters. */
    String shortJavaType() {
        String raw = javaType.replaceAll("<.*", "");
        return raw.substring(raw.lastIndexOf('.') + 1);
    }
}
