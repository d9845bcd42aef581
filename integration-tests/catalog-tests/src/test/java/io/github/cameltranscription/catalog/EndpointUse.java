/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

/**
 * An endpoint in a file.
 *
 * @param scheme    the component, or a property placeholder
 * @param operation the path, or a property placeholder
 * @param query     the options, without question mark; an unknown value is a property placeholder
 * @param side      how it is used
 */
record EndpointUse(String scheme, String operation, String query, Side side) {

    /** A value that is known only at run time. */
    static final String PLACEHOLDER = "{{unknown}}";

    static boolean isPlaceholder(String text) {
        return text.startsWith("{{") || text.startsWith("${");
    }

    /** The URI for Camel. */
    String uri() {
        return scheme + ":" + operation + (query.isEmpty() ? "" : "?" + query);
    }
}
