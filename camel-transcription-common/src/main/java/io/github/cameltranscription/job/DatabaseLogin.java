/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The credentials of a database. Keeps them out of messages. */
final class DatabaseLogin {

    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[;?&](?:password|pwd|passwd)=([^;&]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("([^/:]+)@");

    private final String username;
    private final String password;
    private final List<String> secrets;

    /** All may be {@code null}. */
    DatabaseLogin(DatabaseUrl url, String username, String password) {
        this.username = username;
        this.password = password;
        String text = url == null ? "" : url.completed();
        Stream<String> inUrl = Stream.of(PASSWORD_IN_URL, CREDENTIALS_IN_URL)
                .flatMap(secret -> secret.matcher(text).results())
                .map(found -> found.group(1));
        this.secrets = Stream.concat(Stream.ofNullable(password).filter(given -> !given.isEmpty()), inUrl)
                .toList();
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    /** A database's message without the secrets; {@code null} stays {@code null}. */
    String masked(String message) {
        return message == null ? null : secrets.stream().reduce(message, (text, secret) -> text.replace(secret, "***"));
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
}
