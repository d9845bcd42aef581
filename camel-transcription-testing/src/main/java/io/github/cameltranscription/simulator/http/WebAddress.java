/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.net.URI;
import java.net.URISyntaxException;

/** Web addresses in requests. */
public final class WebAddress {

    private WebAddress() {}

    /** Whether it is an absolute http or https address. */
    public static boolean isWeb(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The last part of an address's path, which serves as the name of the linked file; may be empty. */
    public static String fileName(String address) {
        String path = URI.create(address).getPath();
        return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    }
}
