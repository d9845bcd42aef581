/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDBC URL with the settings that make commits durable; whether several processes may open the database; and messages
 * without its secrets.
 */
final class DatabaseUrl {

    private static final String H2 = "jdbc:h2:";
    private static final String SQLITE = "jdbc:sqlite:";

    private static final Pattern BEGINNING = Pattern.compile("jdbc:[a-zA-Z0-9+_-]+:");
    private static final Pattern JDBC = Pattern.compile(BEGINNING + ".+");
    private static final Pattern H2_OF_A_SERVER = Pattern.compile("jdbc:h2:(tcp|ssl):.*");
    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(file:|(?=[.~/\\\\]|[A-Za-z]:[/\\\\]))");
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[;?&](?:password|pwd|passwd)=([^;&]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("([^/:]+)@");
    private static final Pattern AUTO_SERVER = setting("AUTO_SERVER", "TRUE");

    private static final int H2_ALREADY_OPEN = 90020;
    private static final int SQLITE_BUSY = 5;

    private final String url;

    /** @throws IllegalArgumentException if it is no JDBC URL */
    DatabaseUrl(String url) {
        this.url = url;
        if (!JDBC.matcher(url).matches()) {
            throw new IllegalArgumentException("url " + this + " must be a JDBC URL, such as"
                    + " jdbc:h2:file:./jobs/jobs or jdbc:postgresql://host/database");
        }
    }

    /** The database's short name in the URL, such as {@code postgresql}. */
    String database() {
        return url.split(":", 3)[1];
    }

    /** Whether only one process can have the database open; another's lease would otherwise be taken for a dead one's. */
    boolean belongsToOneProcess() {
        return isSqlite() || isLocalH2() && !AUTO_SERVER.matcher(url).find();
    }

    boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /** The URL to connect with. What the user has set stays. */
    String completed() {
        String completed = url;
        if (isLocalH2() && !isInMemory()) {
            // H2 writes commits half a second later by default, and loses them if the process is killed before.
            completed = withSetting(completed, "WRITE_DELAY", "0");
            // Its trace file would fill a full disk again as soon as there is room.
            completed = withSetting(completed, "TRACE_LEVEL_FILE", "0");
            if (belongsToOneProcess()) {
                // At a SIGTERM H2 would close at once, while Camel still completes exchanges; close() is what closes.
                completed = withSetting(completed, "DB_CLOSE_ON_EXIT", "FALSE");
                // With a plain file channel one interrupted thread closes the database for all others.
                completed = H2_FILE.matcher(completed).replaceFirst("jdbc:h2:async:");
            }
        }
        return completed;
    }

    /** Properties to connect with, for drivers that take settings so; those in the URL win. */
    Map<String, String> properties() {
        return switch (database()) {
            case "sqlite" -> Map.of("locking_mode", "EXCLUSIVE", "journal_mode", "WAL", "synchronous", "FULL");
            // In seconds: an unreachable database would block its threads for ever.
            case "postgresql" -> Map.of("connectTimeout", "10", "socketTimeout", "10", "tcpKeepAlive", "true");
            default -> Map.of();
        };
    }

    /** What to do about a failure to open the database, beginning with {@code "; "}; empty if we do not know. */
    String advice(Exception failure) {
        boolean taken = failure instanceof SQLException known
                && (isLocalH2() && known.getErrorCode() == H2_ALREADY_OPEN
                        || isSqlite() && known.getErrorCode() == SQLITE_BUSY);
        return taken
                ? "; another process has it open, or a repository of this process that was not closed: stop or close"
                        + " that one, give each process a database of its own, or use PostgreSQL for many processes"
                : "";
    }

    /** Without parameters and credentials, for messages. */
    @Override
    public String toString() {
        Matcher beginning = BEGINNING.matcher(url);
        if (url.indexOf('@') >= 0) {
            return (beginning.lookingAt() ? beginning.group() : "") + "...";
        }
        return url.split("[;?]", 2)[0];
    }

    /**
     * A database's message without the secrets.
     *
     * @param password set beside the URL, or {@code null}
     * @param message  {@code null} stays {@code null}
     */
    String masked(String password, String message) {
        Stream<String> inUrl = Stream.of(PASSWORD_IN_URL, CREDENTIALS_IN_URL)
                .flatMap(secret -> secret.matcher(url).results())
                .map(found -> found.group(1));
        return message == null
                ? null
                : Stream.concat(Stream.ofNullable(password).filter(given -> !given.isEmpty()), inUrl)
                        .reduce(message, (text, secret) -> text.replace(secret, "***"));
    }

    /** The failure if nothing in it tells a secret, else {@code null}. */
    Throwable withoutSecrets(String password, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!Objects.equals(cause.getMessage(), masked(password, cause.getMessage()))) {
                return null;
            }
        }
        return failure;
    }

    private boolean isLocalH2() {
        return url.startsWith(H2) && !H2_OF_A_SERVER.matcher(url).matches();
    }

    private boolean isInMemory() {
        return url.startsWith(H2 + "mem:");
    }

    private static String withSetting(String url, String name, String value) {
        return setting(name, "").matcher(url).find() ? url : url + ";" + name + "=" + value;
    }

    private static Pattern setting(String name, String value) {
        return Pattern.compile(";" + name + "=" + value, Pattern.CASE_INSENSITIVE);
    }
}
