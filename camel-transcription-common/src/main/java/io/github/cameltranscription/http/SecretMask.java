/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secrets out of texts that others wrote: a provider or proxy may echo what it was sent. */
public final class SecretMask {

    private static final String MASK = "xxxxxx";

    private final List<String> secrets;
    private final List<Pattern> shapes;

    /**
     * @param secrets the secrets; {@code null} and empty ones are passed over
     */
    public SecretMask(String... secrets) {
        this(List.of(), secrets);
    }

    /**
     * @param shapes  what secrets look like that are made anew for each request
     * @param secrets the lasting secrets; {@code null} and empty ones are passed over
     */
    public SecretMask(List<Pattern> shapes, String... secrets) {
        this.shapes = List.copyOf(shapes);
        this.secrets = Stream.of(secrets)
                .filter(secret -> secret != null && !secret.isEmpty())
                // A secret that begins with another one is not to be masked by half.
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

    /** Tells nothing. */
    @Override
    public String toString() {
        return "SecretMask[" + secrets.size() + "]";
    }
}
