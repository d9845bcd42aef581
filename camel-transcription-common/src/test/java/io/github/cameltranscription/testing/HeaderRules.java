/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.Set;

/** What one header of a catalog must be like. */
final class HeaderRules {

    private static final Set<String> SIDES = Set.of("", "common", "producer", "consumer");

    private final CatalogOption header;
    private final Violations violations;

    HeaderRules(CatalogOption header, Violations violations) {
        this.header = header;
        this.violations = violations;
    }

    void check() {
        String name = header.name();
        violations.require(!header.javaType().isBlank(), name + " has no javaType");
        violations.require(SIDES.contains(header.label()), name + " has the label " + header.label());
        violations.require(
                name.startsWith("Camel") && name.equals(value(header.constantName())),
                name + " is not what " + header.constantName() + " says");
    }

    /** The value of a constant that is named as {@code package.Class#NAME}. */
    private static Object value(String constantName) {
        try {
            String[] parts = String.valueOf(constantName).split("#");
            return Class.forName(parts[0]).getField(parts[1]).get(null);
        } catch (ReflectiveOperationException | ArrayIndexOutOfBoundsException none) {
            return null;
        }
    }
}
