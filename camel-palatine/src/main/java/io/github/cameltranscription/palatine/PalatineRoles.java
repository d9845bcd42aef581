/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The option {@code roles}, checked by the rules of the vendor's public documentation (call_analytics.mdx). */
final class PalatineRoles {

    private static final String AUTO = "auto";
    private static final int MOST_ROLES = 10;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PalatineRoles() {}

    /**
     * Checks the roles before anything is sent.
     *
     * @param  roles                    {@code auto}, a JSON list of names, a JSON object of descriptions by name, or
     *                                  {@code null}
     * @throws IllegalArgumentException naming what is wrong with them
     */
    static void check(String roles) {
        if (roles == null || roles.equals(AUTO)) {
            return;
        }
        JsonNode given = parsed(roles);
        if (given.isEmpty() || given.size() > MOST_ROLES) {
            throw wrong(roles, "names " + given.size() + " roles: give 1 to " + MOST_ROLES);
        }
        Set<String> names = new HashSet<>();
        if (given.isArray()) {
            given.forEach(name -> checkName(roles, name.isTextual() ? name.asText() : null, names));
        } else {
            given.properties().forEach(role -> {
                checkName(roles, role.getKey(), names);
                checkDescription(roles, role.getKey(), role.getValue());
            });
        }
    }

    private static JsonNode parsed(String roles) {
        try {
            JsonNode given = JSON.readTree(roles);
            if (given != null && given.isContainerNode()) {
                return given;
            }
        } catch (IOException notJson) {
            // Refused below, without the parser's message.
        }
        throw wrong(
                roles,
                "is neither auto nor JSON: give a list of names such as [\"Operator\",\"Client\"], or an object such as"
                        + " {\"Operator\":\"works in the call centre\"}; in a URI within RAW(...)");
    }

    private static void checkName(String roles, String name, Set<String> names) {
        if (name == null || name.isBlank() || length(name) > LONGEST_NAME) {
            throw wrong(roles, "has a name that is no text of 1 to " + LONGEST_NAME + " characters");
        }
        if (hasControlCharacters(name)) {
            throw wrong(roles, "has a name with a line break or another control character");
        }
        if (!names.add(name.strip().toLowerCase(Locale.ROOT))) {
            throw wrong(roles, "has the name \"" + name + "\" twice");
        }
    }

    private static void checkDescription(String roles, String name, JsonNode description) {
        if (!description.isTextual() || length(description.asText()) > LONGEST_DESCRIPTION) {
            throw wrong(
                    roles,
                    "has a description of \"" + name + "\" that is no text of up to " + LONGEST_DESCRIPTION
                            + " characters");
        }
        if (hasControlCharacters(description.asText())) {
            throw wrong(roles, "has a description of \"" + name + "\" with a line break or another control character");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean hasControlCharacters(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static IllegalArgumentException wrong(String roles, String what) {
        return new IllegalArgumentException("roles \"" + roles.replaceAll("\\p{Cntrl}", " ") + "\" " + what);
    }
}
