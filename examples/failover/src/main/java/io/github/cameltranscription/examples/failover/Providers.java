/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who is asked, and in which order: the providers whose keys are there, or, if there are no keys at all, a simulator of
 * each. Never some real and some simulated: a simulator's words must not pass for those of a recording.
 */
@Singleton
public class Providers {

    private final List<String> listed;
    private final List<String> withKeys;
    private final Set<String> down;

    Providers(
            @ConfigProperty(name = "providers") List<String> listed,
            @ConfigProperty(name = "down", defaultValue = "none") Set<String> down,
            Config config) {
        this.listed = listed;
        this.withKeys = listed.stream()
                .filter(provider -> keys(provider).allMatch(key -> config.getOptionalValue(key, String.class)
                        .isPresent()))
                .toList();
        this.down = down;
    }

    private static Stream<String> keys(String provider) {
        String prefix = provider.toUpperCase(Locale.ROOT);
        return provider.equals("aiesa")
                ? Stream.of(prefix + "_PUBLIC_KEY", prefix + "_SECRET_KEY")
                : Stream.of(prefix + "_API_KEY");
    }

    /** The names of those that are asked. */
    public List<String> inOrder() {
        return areSimulated() ? listed : withKeys;
    }

    /** Whether there are no keys. */
    public boolean areSimulated() {
        return withKeys.isEmpty();
    }

    /** Whether a simulated provider is to be out of reach. */
    public boolean isDown(String provider) {
        return areSimulated() && down.contains(provider);
    }
}
