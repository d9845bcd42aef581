/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.regex.Pattern;

/**
 * Removes the values of secret options from an endpoint's URI. Camel masks URIs in logs, but passes the URI itself to
 * exchange properties, events and callers of the endpoint.
 */
final class SecretUri {

    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(?i)([?&](?:apiKey|publicKey|secretKey|webhookSecret|proxyUsername|proxyPassword|sourceUrl)=)(RAW\\(.*?\\)|RAW\\{.*?}|[^&]*)");
    private static final String MASK = "$1xxxxxx";

    private SecretUri() {}

    /** A value for a message, quoted; nothing of a secret one. */
    static String quoted(String option, Object value) {
        return mask("?" + option + "=x").endsWith("=x") ? " \"" + value + "\"" : "";
    }

    /** A link may be pre-signed and is then a credential. */
    static String mask(String uri) {
        return SECRET_OPTION.matcher(uri).replaceAll(MASK);
    }
}
