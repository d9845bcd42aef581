/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointHeaderModel;

import io.github.cameltranscription.component.OptionTable;

/**
 * The page of a component, in AsciiDoc. What stands between {@code // component options: START} and {@code END}, and
 * likewise for {@code endpoint options} and {@code endpoint headers}, is made of the catalog; all else is written by
 * hand.
 */
final class ComponentPage {

    private static final String HEAD = """
            [width="100%",cols="2,5,^1,2",options="header"]
            |===
            | Name | Description | Default | Type
            """;

    private final ComponentModel catalog;
    private final OptionTable table;

    /**
     * @param table says which operations use which options
     */
    ComponentPage(ComponentModel catalog, OptionTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** The text of the page with the tables of the catalog. */
    String withTables(String text) {
        String componentOptions = withTable(text, "component options", table(catalog.getComponentOptions()));
        String endpointOptions = ".Path parameters\n" + table(catalog.getEndpointPathOptions())
                + "\n.Query parameters\n"
                + catalog.getEndpointParameterOptions().stream()
                        .map(option -> row(option, users(option)))
                        .collect(Collectors.joining("", HEAD, "|===\n"));
        return withTable(
                withTable(componentOptions, "endpoint options", endpointOptions),
                "endpoint headers",
                table(catalog.getEndpointHeaders()));
    }

    private static String withTable(String text, String what, String table) {
        return ModuleFiles.withTable(text, "// " + what + ": START\n", table, "// " + what + ": END\n");
    }

    private static String table(List<? extends BaseOptionModel> options) {
        return options.stream().map(option -> row(option, "")).collect(Collectors.joining("", HEAD, "|===\n"));
    }

    /** On an endpoint of another operation the option is refused. */
    private String users(BaseOptionModel option) {
        List<String> users = table.usersOf(option.getName());
        return users.isEmpty() ? "" : " For: " + String.join(", ", users) + ".";
    }

    private static String row(BaseOptionModel option, String users) {
        String defaultValue = CatalogRules.defaultOf(option);
        return "| *" + option.getName() + "* (" + option.getGroup() + ") | " + description(option) + users + " |"
                + (defaultValue == null ? "" : " " + literal(defaultValue)) + " | " + type(option) + "\n";
    }

    private static String description(BaseOptionModel option) {
        StringBuilder description = new StringBuilder();
        if (option.isRequired()) {
            description.append("*Required.* ");
        }
        description.append(plain(option.getDescription()));
        List<String> values = CatalogRules.valuesOf(option);
        if (!values.isEmpty()) {
            description
                    .append(" One of: ")
                    .append(values.stream().map(ComponentPage::literal).collect(Collectors.joining(", ")))
                    .append('.');
        }
        if (option instanceof EndpointHeaderModel header) {
            String constant = header.getConstantName();
            description
                    .append(" Constant: ")
                    .append(literal(
                            constant.substring(constant.lastIndexOf('.') + 1).replace('#', '.')))
                    .append('.');
        }
        return description.toString();
    }

    private static String type(BaseOptionModel option) {
        String type = option.getType();
        return type == null || type.equals("object") || type.equals("enum")
                ? option.getShortJavaType().replaceAll("<.*", "")
                : type;
    }

    /** A vertical bar ends a cell, a brace begins an attribute. */
    private static String plain(String text) {
        return text.replace("|", "\\|").replace("{", "\\{");
    }

    private static String literal(String text) {
        return "`" + plain(text) + "`";
    }
}
