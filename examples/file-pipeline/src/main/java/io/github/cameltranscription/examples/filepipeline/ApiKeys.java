/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the provider knows its customer by: environment variables that may or may not be set. */
@Singleton
public class ApiKeys {

    private final List<String> variables;
    private final List<String> missing;

    ApiKeys(@ConfigProperty(name = "provider") String provider, Config config) {
        String prefix = provider.toUpperCase(Locale.ROOT);
        this.variables = provider.equals("aiesa")
                ? List.of(prefix + "_PUBLIC_KEY", prefix + "_SECRET_KEY")
                : List.of(prefix + "_API_KEY");
        this.missing = variables.stream()
                .filter(name -> config.getOptionalValue(name, String.class).isEmpty())
                .toList();
    }

    /** Whether the provider can be asked. */
    public boolean areComplete() {
        return missing.isEmpty();
    }

    /** The names of the variables, such as {@code PALATINE_API_KEY}. */
    public String names() {
        return String.join(" and ", variables);
    }

    /** The names of those that are not set. */
    public String namesOfMissing() {
        return String.join(" and ", missing);
    }
}
