/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The credentials of a database. Keeps them out of messages. */
final class DatabaseLogin {

    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[;?&](?:password|pwd|passwd)=([^;&]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("([^/:]+)@");

    private final String username;
    private final String password;
    private final Set<String> secrets = new LinkedHashSet<>();

    /** All may be {@code null}. */
    DatabaseLogin(DatabaseUrl url, String username, String password) {
        this.username = username;
        this.password = password;
        if (password != null && !password.isEmpty()) {
            secrets.add(password);
        }
        if (url != null) {
            collect(PASSWORD_IN_URL.matcher(url.completed()));
            collect(CREDENTIALS_IN_URL.matcher(url.completed()));
        }
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    /** A database's message without the secrets; {@code null} stays {@code null}. */
    String masked(String message) {
        String masked = message;
        if (masked != null) {
            for (String secret : secrets) {
                masked = masked.replace(secret, "***");
            }
        }
        return masked;
    }

    /** The failure if nothing in it tells a secret, else {@code null}. */
    Throwable withoutPassword(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().equals(masked(cause.getMessage()))) {
                return null;
            }
        }
        return failure;
    }

    private void collect(Matcher matcher) {
        while (matcher.find()) {
            secrets.add(matcher.group(1));
        }
    }
}
