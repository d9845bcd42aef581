/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.stream.Collectors;

import io.github.cameltranscription.component.OptionTable;

/** The tables of a component's page in AsciiDoc, made of its catalog. */
final class OptionTables {

    private static final String TABLE = "[width=\"100%\",cols=\"2,5,^1,2\",options=\"header\"]\n|===\n";
    private static final String HEAD = TABLE + "| Name | Description | Default | Type\n";

    private final ComponentCatalog catalog;
    private final OptionTable table;

    OptionTables(ComponentCatalog catalog, OptionTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** What can be set for all endpoints of a component. */
    String componentOptions() {
        return table(catalog.componentOptions());
    }

    /** What a URI is made of. */
    String endpointOptions() {
        return ".Path parameters\n" + table(catalog.pathParameters()) + "\n.Query parameters\n"
                + catalog.queryParameters().stream()
                        .map(option -> row(option, users(option)))
                        .collect(Collectors.joining("", HEAD, "|===\n"));
    }

    /** What a message can bring, or has when it leaves. */
    String headers() {
        return table(catalog.headers());
    }

    private static String table(List<CatalogOption> options) {
        return options.stream().map(OptionTables::row).collect(Collectors.joining("", HEAD, "|===\n"));
    }

    /** On an endpoint of another operation the option is refused. */
    private String users(CatalogOption option) {
        List<String> users = table.usersOf(option.name());
        return users.isEmpty() ? "" : " For: " + String.join(", ", users) + ".";
    }

    private static String row(CatalogOption option) {
        return row(option, "");
    }

    private static String row(CatalogOption option, String users) {
        return "| *" + option.name() + "* (" + option.group() + ") | " + description(option) + users + " |"
                + (option.defaultValue() == null ? "" : " " + literal(option.defaultValue())) + " | " + type(option)
                + "\n";
    }

    private static String description(CatalogOption option) {
        StringBuilder description = new StringBuilder();
        if (option.required()) {
            description.append("*Required.* ");
        }
        description.append(plain(option.description()));
        if (!option.values().isEmpty()) {
            description
                    .append(" One of: ")
                    .append(option.values().stream().map(OptionTables::literal).collect(Collectors.joining(", ")))
                    .append('.');
        }
        if (option.constantName() != null) {
            String constant = option.constantName();
            description
                    .append(" Constant: ")
                    .append(literal(
                            constant.substring(constant.lastIndexOf('.') + 1).replace('#', '.')))
                    .append('.');
        }
        return description.toString();
    }

    private static String type(CatalogOption option) {
        if (option.type() == null
                || option.type().equals("object")
                || option.type().equals("enum")) {
            return option.shortJavaType();
        }
        return option.type();
    }

    /** A vertical bar ends a cell, a brace begins an attribute. */
    private static String plain(String text) {
        return text.replace("|", "\\|").replace("{", "\\{");
    }

    private static String literal(String text) {
        return "`" + plain(text) + "`";
    }
}
