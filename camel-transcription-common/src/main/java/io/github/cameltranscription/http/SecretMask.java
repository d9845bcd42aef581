/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes secrets from texts of others: a provider or proxy may echo a request. */
public final class SecretMask {

    private static final String MASK = "xxxxxx";

    private final List<String> secrets;
    private final List<Pattern> shapes;

    /**
     * @param secrets the secrets; {@code null} and empty ones are ignored
     */
    public SecretMask(String... secrets) {
        this(List.of(), secrets);
    }

    /**
     * @param shapes the patterns of secrets that change with each request
     * @param secrets the permanent secrets; {@code null} and empty ones are ignored
     */
    public SecretMask(List<Pattern> shapes, String... secrets) {
        this.shapes = List.copyOf(shapes);
        this.secrets = Stream.of(secrets)
                .filter(secret -> secret != null && !secret.isEmpty())
                // Longer secrets first: one may begin with another.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without the secrets. */
    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        for (Pattern shape : shapes) {
            masked = shape.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }

    /** Leaves out the secrets. */
    @Override
    public String toString() {
        return "SecretMask[" + secrets.size() + "]";
    }
}
