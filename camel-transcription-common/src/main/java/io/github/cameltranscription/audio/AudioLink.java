/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.net.URI;

/**
 * A recording that the provider downloads.
 *
 * @param url absolute, http or https; {@link #toString()} leaves out the query, which may contain a signature
 */
public record AudioLink(URI url) implements JobInput {

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https address
     */
    public AudioLink {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("sourceUrl \"" + withoutQuery(url)
                    + "\" is not an absolute http or https address: give one that the provider can download from");
        }
    }

    @Override
    public String name() {
        String path = url.getPath();
        String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? url.getHost() : last;
    }

    @Override
    public String toString() {
        return withoutQuery(url);
    }

    private static String withoutQuery(URI url) {
        String authority = url.getRawAuthority();
        if (authority == null) {
            return url.getScheme() + ":...";
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return url.getScheme() + "://" + host + (url.getRawPath() == null ? "" : url.getRawPath());
    }
}
