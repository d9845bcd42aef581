/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.Verdict;

/**
 * The meaning of a provider's answers: the first row that matches an answer gives its verdict and category. The
 * provider's own rows come before the rows that apply to all.
 *
 * <p>An answer is a provider's own if it is a JSON object with one of the members in which the provider puts its
 * errors. Anything else may come from a gateway, which does not know the job.
 */
public final class VerdictTable {

    /** What was asked. */
    public enum Phase {
        /** A request that costs money. */
        SUBMISSION,
        /** A status request, and the fetch of a result. */
        POLL,
        /** The release of a job. */
        RELEASE,
        /** A request without a job. */
        QUESTION
    }

    /**
     * One row.
     *
     * @param phase the kind of request
     * @param from the lowest HTTP status, or {@link #NO_ANSWER} or {@link #NOT_CONNECTED}
     * @param to the highest HTTP status
     * @param body the required kind of answer
     * @param words texts in lower case: it must contain all the words of one of them; empty for any
     * @param verdict the meaning for the job; {@code null} without a job
     * @param category the meaning for the route
     */
    public record Row(
            Phase phase, int from, int to, Body body, List<String> words, Verdict verdict, ErrorCategory category) {

        /** Whether an answer matches. */
        boolean fits(Phase asked, int status, boolean retryAfter, boolean own, String message) {
            return phase == asked
                    && status >= from
                    && status <= to
                    && switch (body) {
                        case ANY -> true;
                        case OWN -> own;
                        case RETRY_AFTER -> retryAfter;
                    }
                    && (words.isEmpty() || hasWords(message));
        }

        private boolean hasWords(String message) {
            String text = message.toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(each -> Stream.of(each.split(" ")).allMatch(text::contains));
        }
    }

    /** The kind of an answer, in addition to its status. */
    public enum Body {
        /** Anything. */
        ANY,
        /** The provider's own, not a gateway's. */
        OWN,
        /** Anything with a Retry-After header. */
        RETRY_AFTER
    }

    /** As a status: the request was sent, and no answer came. */
    public static final int NO_ANSWER = 0;

    /** As a status: no connection, no name, no TLS; nothing was sent. */
    public static final int NOT_CONNECTED = -1;

    private static final JsonFactory JSON = new JsonFactory();

    private final String provider;
    private final Set<String> errorMembers;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param provider the provider's name
     * @param errorMembers the members of the provider's JSON that contain the error
     * @param own the provider's own rows; they come before the common rows, except those of 408 and 499
     */
    public VerdictTable(String provider, Set<String> errorMembers, Row... own) {
        this.provider = provider;
        this.errorMembers = Set.copyOf(errorMembers);
        // Both may come from a gateway after the provider has accepted the job, whatever the text says.
        all(Phase.SUBMISSION, 408, Verdict.UNCERTAIN, ErrorCategory.UNCERTAIN_SUBMISSION);
        all(Phase.SUBMISSION, 499, Verdict.UNCERTAIN, ErrorCategory.UNCERTAIN_SUBMISSION);
        rows.addAll(List.of(own));
        addCommonRows();
    }

    /** A row about one status. */
    public static Row row(Phase phase, int status, Body body, String words, Verdict verdict, ErrorCategory category) {
        return row(phase, status, status, body, words, verdict, category);
    }

    /**
     * A row.
     *
     * @param words texts in lower case, separated by {@code |}: the answer must contain all the words of one of them;
     *     empty for any
     */
    public static Row row(
            Phase phase, int from, int to, Body body, String words, Verdict verdict, ErrorCategory category) {
        return new Row(
                phase, from, to, body, words.isEmpty() ? List.of() : List.of(words.split("\\|")), verdict, category);
    }

    private void addCommonRows() {
        Phase phase = Phase.SUBMISSION;
        all(phase, NOT_CONNECTED, Verdict.REJECTED, ErrorCategory.PROVIDER_UNAVAILABLE);
        all(phase, NO_ANSWER, Verdict.UNCERTAIN, ErrorCategory.UNCERTAIN_SUBMISSION);
        all(phase, 200, 299, Verdict.UNCERTAIN, ErrorCategory.UNCERTAIN_SUBMISSION);
        all(phase, 300, 399, Verdict.REJECTED, ErrorCategory.INVALID_REQUEST);
        byStatus(phase, Verdict.REJECTED);
        all(phase, 400, 499, Verdict.REJECTED, ErrorCategory.INVALID_REQUEST);
        rows.add(row(phase, 503, Body.RETRY_AFTER, "", Verdict.REJECTED, ErrorCategory.RATE_LIMITED));
        all(phase, 100, 999, Verdict.UNCERTAIN, ErrorCategory.UNCERTAIN_SUBMISSION);

        for (Phase asked : List.of(Phase.POLL, Phase.RELEASE)) {
            Verdict again = asked == Phase.POLL ? Verdict.PENDING : Verdict.AGAIN;
            Verdict gone = asked == Phase.POLL ? Verdict.GONE : Verdict.RELEASED;
            Verdict denied = asked == Phase.POLL ? Verdict.DENIED : Verdict.AGAIN;
            rows.add(row(asked, 404, Body.OWN, "", gone, ErrorCategory.JOB_NOT_FOUND));
            rows.add(row(asked, 401, Body.OWN, "", denied, ErrorCategory.AUTHENTICATION));
            rows.add(row(asked, 402, Body.OWN, "", denied, ErrorCategory.INSUFFICIENT_BALANCE));
            rows.add(row(asked, 403, Body.OWN, "", denied, ErrorCategory.AUTHENTICATION));
            all(asked, 407, again, ErrorCategory.AUTHENTICATION);
            all(asked, 408, again, ErrorCategory.PROVIDER_UNAVAILABLE);
            all(asked, 409, again, ErrorCategory.JOB_NOT_READY);
            all(asked, 425, again, ErrorCategory.JOB_NOT_READY);
            all(asked, 429, again, ErrorCategory.RATE_LIMITED);
            rows.add(row(asked, 503, Body.RETRY_AFTER, "", again, ErrorCategory.RATE_LIMITED));
            rows.add(row(asked, 400, 499, Body.OWN, "", again, ErrorCategory.INVALID_REQUEST));
            all(asked, NOT_CONNECTED, 999, again, ErrorCategory.PROVIDER_UNAVAILABLE);
        }

        byStatus(Phase.QUESTION, null);
        rows.add(row(Phase.QUESTION, 503, Body.RETRY_AFTER, "", null, ErrorCategory.RATE_LIMITED));
        all(Phase.QUESTION, 408, null, ErrorCategory.PROVIDER_UNAVAILABLE);
        all(Phase.QUESTION, 400, 499, null, ErrorCategory.INVALID_REQUEST);
        all(Phase.QUESTION, NOT_CONNECTED, 999, null, ErrorCategory.PROVIDER_UNAVAILABLE);
    }

    private void byStatus(Phase phase, Verdict verdict) {
        all(phase, 401, verdict, ErrorCategory.AUTHENTICATION);
        all(phase, 402, verdict, ErrorCategory.INSUFFICIENT_BALANCE);
        all(phase, 403, verdict, ErrorCategory.AUTHENTICATION);
        all(phase, 407, verdict, ErrorCategory.AUTHENTICATION);
        all(phase, 413, verdict, ErrorCategory.PAYLOAD_TOO_LARGE);
        all(phase, 415, verdict, ErrorCategory.UNSUPPORTED_MEDIA);
        all(phase, 429, verdict, ErrorCategory.RATE_LIMITED);
    }

    private void all(Phase phase, int status, Verdict verdict, ErrorCategory category) {
        all(phase, status, status, verdict, category);
    }

    private void all(Phase phase, int from, int to, Verdict verdict, ErrorCategory category) {
        rows.add(row(phase, from, to, Body.ANY, "", verdict, category));
    }

    /** The provider's name. */
    public String provider() {
        return provider;
    }

    /** The members of the provider's JSON that contain the error. */
    public Set<String> errorMembers() {
        return errorMembers;
    }

    /** The rows in their order. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /**
     * The row that matches an answer.
     *
     * @param phase the kind of request
     * @param status the HTTP status, or {@link #NO_ANSWER} or {@link #NOT_CONNECTED}
     * @param retryAfter whether there is a Retry-After header
     * @param message the readable message of the body
     */
    public Row find(Phase phase, int status, boolean retryAfter, String body, String message) {
        boolean own = isOwn(body);
        for (Row row : rows) {
            if (row.fits(phase, status, retryAfter, own, message)) {
                return row;
            }
        }
        throw new IllegalStateException("no row for " + phase + " and HTTP " + status);
    }

    /**
     * The category of a job that the provider failed.
     *
     * @param reason the provider's words, or {@code null}
     * @return       a lack of balance if these are words for it in one of the rows
     */
    public ErrorCategory ofFailedJob(String reason) {
        boolean unpaid = reason != null
                && rows.stream()
                        .anyMatch(row -> row.category() == ErrorCategory.INSUFFICIENT_BALANCE && row.hasWords(reason));
        return unpaid ? ErrorCategory.INSUFFICIENT_BALANCE : ErrorCategory.JOB_FAILED;
    }

    private boolean isOwn(String body) {
        if (body == null || !body.stripLeading().startsWith("{")) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            boolean found = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                found |= errorMembers.contains(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            return found;
        } catch (IOException brokenOff) {
            return false;
        }
    }
}
