/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds endpoints and properties in any text: Java, XML, prose, shell scripts. */
final class TextSearch {

    private static final String UNKNOWN = EndpointUse.PLACEHOLDER;

    /** Concatenated literals in Java. */
    private static final Pattern LITERALS = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final String EXPRESSION = "[\\w.]+(?:\\(\\w*\\))?";
    private static final Pattern EXPRESSION_BETWEEN = Pattern.compile("\"\\s*\\+\\s*" + EXPRESSION + "\\s*\\+\\s*\"");
    private static final Pattern EXPRESSION_BEFORE = Pattern.compile("(?<![\\w.)\"])" + EXPRESSION + "\\s*\\+\\s*\"");
    private static final Pattern EXPRESSION_AFTER = Pattern.compile("\"\\s*\\+\\s*" + EXPRESSION);

    private static final String PLACEHOLDER = "\\{\\{[^}]*}}|\\$\\{[^}]*}";

    /** Not {@code palatine:operation[?options]}, which is how the documents explain URIs. */
    private static final Pattern ENDPOINT =
            Pattern.compile("(?<![\\w./@-])(palatine|shopot|aiesa|\\{\\{[\\w.?-]+}}):(?://)?"
                    + "(" + PLACEHOLDER + "|[A-Za-z][\\w-]*+(?!\\[|/|\\.\\w))"
                    + "(?:\\?((?:" + PLACEHOLDER + "|[^\\s\"'`<>|\\]\\\\])*))?");

    private static final Pattern CONSUMER = Pattern.compile(
            "(?:\\b(?:from|fromF|pollEnrich|interceptFrom)\\(\\s*\"|<(?:from|pollEnrich)\\s+uri\\s*=\\s*\""
                    + "|\\b(?:from|pollEnrich):\\s*\"?)$");
    private static final Pattern PRODUCER = Pattern.compile(
            "(?:\\b(?:to|toD|toF|enrich|wireTap|recipientList)\\(\\s*\"|<(?:to|toD|enrich|wireTap)\\s+uri\\s*=\\s*\""
                    + "|\\b(?:to|toD|enrich|wireTap):\\s*\"?)$");
    private static final int LOOK_BACK = 40;

    private static final Pattern PROPERTY = Pattern.compile("camel\\.component\\.(?:palatine|shopot|aiesa)\\."
            + "([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])(?:[ \\t]*=[ \\t]*([^\\s`\"']+)|\"\\s*,\\s*\"([^\"]*)\")?");
    private static final Pattern VARIABLE = Pattern.compile("CAMEL_COMPONENT_(PALATINE|SHOPOT|AIESA)_([A-Z_]*[A-Z])");

    private final String text;

    TextSearch(String text) {
        this.text = text;
    }

    List<EndpointUse> endpoints() {
        List<EndpointUse> found = new ArrayList<>();
        String joined = joined();
        Matcher endpoint = ENDPOINT.matcher(joined);
        while (endpoint.find()) {
            String before = joined.substring(Math.max(0, endpoint.start() - LOOK_BACK), endpoint.start());
            String query = endpoint.group(3) == null ? "" : endpoint.group(3);
            found.add(new EndpointUse(
                    endpoint.group(1),
                    endpoint.group(2),
                    query.replace("&amp;", "&")
                            .replaceAll("%[sd]", Matcher.quoteReplacement(UNKNOWN))
                            .replaceAll("[.,;:)]+$", ""),
                    side(before)));
        }
        return found;
    }

    List<PropertyUse> properties() {
        List<PropertyUse> found = new ArrayList<>();
        Matcher property = PROPERTY.matcher(text);
        while (property.find()) {
            String name = property.group().substring(0, property.end(1) - property.start());
            found.add(new PropertyUse(name, property.group(2) == null ? property.group(3) : property.group(2)));
        }
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            String scheme = variable.group(1).toLowerCase(Locale.ROOT);
            String option = variable.group(2).toLowerCase(Locale.ROOT).replace('_', '-');
            found.add(new PropertyUse("camel.component." + scheme + "." + option, null));
        }
        return found;
    }

    private String joined() {
        String unknown = Matcher.quoteReplacement(UNKNOWN);
        String literals = LITERALS.matcher(text).replaceAll("");
        String between = EXPRESSION_BETWEEN.matcher(literals).replaceAll(unknown);
        String before = EXPRESSION_BEFORE.matcher(between).replaceAll("\"" + unknown);
        return EXPRESSION_AFTER.matcher(before).replaceAll(unknown + "\"");
    }

    private static Side side(String before) {
        if (CONSUMER.matcher(before).find()) {
            return Side.CONSUMER;
        }
        return PRODUCER.matcher(before).find() ? Side.PRODUCER : Side.UNKNOWN;
    }
}
