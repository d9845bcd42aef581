/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Checks who sends a request, and from which page. The host of the request must be an IP address, {@code localhost} or a
 * configured name, so that a name which an attacker points at this machine (DNS rebinding) is refused. A request that changes
 * something must come from this page. If the server listens on other addresses than loopback, a password is required.
 */
final class RequestGuard implements Processor {

    /** A header of the page. A page of another origin cannot send it: the browser asks this server first (CORS). */
    static final String HEADER = "X-Jobs-Page";

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]/@\\s]+)(?::\\d{1,5})?");
    private static final Pattern ADDRESS_OF_REQUEST = Pattern.compile("https?://([^/?#]*)");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9A-Fa-f:.]+]|\\d{1,3}(\\.\\d{1,3}){3}");

    private final byte[] password;
    private final Set<String> names;

    /**
     * Creates a guard.
     *
     * @param  password    empty for none
     * @param  bindAddress the address on which the server listens
     * @param  names       further host names of the page
     * @throws IllegalArgumentException if a required password is missing
     */
    RequestGuard(String password, String bindAddress, String... names) {
        if (password.isBlank() && !isLoopback(bindAddress)) {
            throw new IllegalArgumentException("The jobs page listens on " + bindAddress
                    + ", which others can reach, and has no password: set jobs-page.password (or JOBS_PAGE_PASSWORD),"
                    + " or listen on 127.0.0.1");
        }
        this.password = password.isBlank() ? null : digest(password);
        this.names = Arrays.stream(names)
                .filter(name -> !name.isBlank())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static boolean isLoopback(String bindAddress) {
        try {
            return InetAddress.getByName(bindAddress).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public void process(Exchange exchange) throws RefusedException {
        Message request = exchange.getMessage();
        String host = host(request);
        if (!isAllowed(host)) {
            throw new RefusedException(421, "This name is not one of the page's: see jobs-page.host-names.");
        }
        if (password != null && !isPassword(single(request, "Authorization"))) {
            throw new RefusedException(401, "A password is needed.");
        }
        if (!"GET".equals(request.getHeader(Exchange.HTTP_METHOD))) {
            // Camel copies query parameters to headers, so there must be none.
            String query = request.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
            String site = single(request, "Sec-Fetch-Site");
            String origin = single(request, "Origin");
            if (query != null && !query.isEmpty()
                    || single(request, HEADER) == null
                    || site != null && !site.equals("same-origin")
                    || origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
                throw new RefusedException(403, "Only the page itself may do this.");
            }
        }
    }

    /** The host of the address: HTTP/2 has no header {@code Host}, and a query parameter may have that name. */
    private static String host(Message request) {
        Matcher address = ADDRESS_OF_REQUEST.matcher(request.getHeader(Exchange.HTTP_URL, "", String.class));
        return address.lookingAt() ? address.group(1) : null;
    }

    private boolean isAllowed(String host) {
        var matcher = HOST.matcher(host == null ? "" : host);
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || ADDRESS.matcher(name).matches() || names.contains(name);
    }

    /** The header, or {@code null}; refuses one that occurs twice, or in the query too. */
    private static String single(Message request, String name) throws RefusedException {
        Object value = request.getHeader(name);
        if (value != null && !(value instanceof String)) {
            throw new RefusedException(400, "The header " + name + " occurs more than once.");
        }
        return (String) value;
    }

    /** Ignores the name of the user; compares in constant time. */
    private boolean isPassword(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            String credentials = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            String given = credentials.substring(credentials.indexOf(':') + 1);
            return MessageDigest.isEqual(digest(given), password);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
