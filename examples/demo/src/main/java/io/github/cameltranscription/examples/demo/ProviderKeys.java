/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.demo;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** The environment variables with the keys of the providers. */
@Singleton
public class ProviderKeys {

    private final Config config;

    ProviderKeys(Config config) {
        this.config = config;
    }

    /** The variables of a provider, such as {@code PALATINE_API_KEY}. */
    public static List<String> variables(String provider) {
        String prefix = provider.toUpperCase(Locale.ROOT);
        return provider.equals("aiesa")
                ? List.of(prefix + "_PUBLIC_KEY", prefix + "_SECRET_KEY")
                : List.of(prefix + "_API_KEY");
    }

    /** The variables of a provider that are not set. */
    public List<String> missing(String provider) {
        return variables(provider).stream()
                .filter(name -> config.getOptionalValue(name, String.class).isEmpty())
                .toList();
    }
}
