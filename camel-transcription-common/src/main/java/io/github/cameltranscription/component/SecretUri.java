/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.regex.Pattern;

/**
 * Takes the values of secret options out of an endpoint's URI. Camel masks what it logs, but hands the URI itself to
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

    /** A link that the provider follows may be pre-signed, which makes it a credential. */
    static String mask(String uri) {
        return SECRET_OPTION.matcher(uri).replaceAll(MASK);
    }
}
