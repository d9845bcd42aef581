/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

/**
 * An endpoint that was found.
 *
 * @param scheme    the component, or a property placeholder
 * @param operation the path, or a property placeholder
 * @param query     the options, without question mark; what is only known when it runs is a property placeholder
 * @param side      where it is used
 */
record EndpointUse(String scheme, String operation, String query, Side side) {

    /** What stands for a value that is only known when it runs. */
    static final String PLACEHOLDER = "{{unknown}}";

    static boolean isPlaceholder(String text) {
        return text.startsWith("{{") || text.startsWith("${");
    }

    /** As Camel would get it. */
    String uri() {
        return scheme + ":" + operation + (query.isEmpty() ? "" : "?" + query);
    }
}
