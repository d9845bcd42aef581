/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where what must survive a restart is kept: one {@link JobRecord}, as JSON, under each job's key.
 *
 * <p>Every implementation keeps to this, and passes {@code JobRepositoryContractTest}:
 *
 * <ul>
 *   <li><b>Atomic.</b> Each call happens wholly or not at all, whatever others do at the same time.
 *   <li><b>Durable.</b> When {@code putIfAbsent}, {@code replace} or {@code delete} has returned {@code true}, the
 *       change outlives the process, even one that is killed. (A repository in memory outlives nothing, and says so.)
 *   <li><b>Linearizable per key.</b> A call that begins after another has returned sees what that one did, in every
 *       thread, and in every process that shares the repository.
 *   <li><b>One winner.</b> Of several calls at the same time that expect the same (no record, or this very value),
 *       exactly one returns {@code true}. A call that returns {@code false} has changed nothing.
 *   <li><b>Unknown after an exception.</b> A call that throws may have happened or not: read the key again. Only what
 *       was refused for its arguments has certainly not happened.
 *   <li><b>Exact.</b> Keys and values are compared as strings, character by character, never as JSON: only the very
 *       text that was read may be expected.
 * </ul>
 *
 * <p>Keys are 1 to 4,000 characters, values the JSON of a {@link JobRecord} of up to 16,000 characters; neither holds
 * what UTF-8 or a database cannot keep (a NUL, half a surrogate pair). Anything else is refused.
 *
 * <p>All methods may be called from any thread, between {@link #start} and {@link #close}. They may block for as long
 * as the storage takes. All failures are {@link JobRepositoryException}s.
 */
public interface JobRepository extends AutoCloseable {

    /**
     * Makes the repository ready; does nothing if it is. Components call it before the first use, so several of them
     * may share one repository. It may be called again after {@link #close}.
     *
     * @throws JobRepositoryException if the storage cannot be opened; says why and what to do
     */
    default void start() {}

    /** Gives back what it holds open; what it keeps stays. Does nothing if it is not open. */
    @Override
    default void close() {}

    /**
     * The value of a key.
     *
     * @param  key the job's key
     * @return     the JSON, exactly as it was stored, or {@code null} if there is none
     * @throws JobRepositoryException if it cannot be read
     */
    String get(String key);

    /**
     * Stores a value unless the key has one.
     *
     * @param  key   the job's key
     * @param  value the JSON of a {@link JobRecord}
     * @return       whether it was stored; {@code false} if the key has a value, which stays
     * @throws JobRepositoryException if it is refused, or may not have been stored
     */
    boolean putIfAbsent(String key, String value);

    /**
     * Replaces the value of a key if it is the expected one.
     *
     * @param  key      the job's key
     * @param  expected the value that was read
     * @param  value    the JSON of a {@link JobRecord}
     * @return          whether it was replaced; {@code false} if the key has another value, which stays, or none
     * @throws JobRepositoryException if it is refused, or may not have been replaced
     */
    boolean replace(String key, String expected, String value);

    /**
     * Forgets a key if its value is the expected one.
     *
     * @param  key      the job's key
     * @param  expected the value that was read
     * @return          whether it was forgotten; {@code false} if the key has another value, which stays, or none
     * @throws JobRepositoryException if it may not have been forgotten
     */
    boolean delete(String key, String expected);

    /**
     * All keys, in no particular order. What changes meanwhile may be in it or not.
     *
     * @return the keys; never {@code null}
     * @throws JobRepositoryException if they cannot be read
     */
    List<String> keys();

    /**
     * The jobs that a {@code results} consumer may take: made by {@code submit}, taken by this provider, not finished,
     * and without a lease or with one that has ended. To take one, {@link #replace} its record by a leased one: of
     * several who try, one succeeds.
     *
     * @param  provider the provider's name
     * @param  now      the time; a repository that is not {@linkplain #isShared shared} may be asked at its start with
     *                      {@link Instant#MAX}, for the leases of the process before are void
     * @param  limit    how many at most; at least 1
     * @return          their keys, those that were recorded first coming first; never {@code null}
     * @throws IllegalArgumentException if {@code limit} is less than 1
     * @throws JobRepositoryException   if they cannot be read
     */
    default List<String> claimable(String provider, Instant now, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " must be at least 1");
        }
        return keys().stream()
                .flatMap(key -> {
                    String value = get(key);
                    return value == null ? Stream.empty() : Stream.of(Map.entry(key, JobRecord.parse(value)));
                })
                .filter(found -> found.getValue().isClaimable(provider, now))
                .sorted(Comparator.comparing(found -> found.getValue().recordedAt()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * How long the record of a {@linkplain JobRecord#isFinished finished} job stays, so that the same key is not
     * submitted again. Zero: it may go at once. Forgetting those whose time is over is the repository's own duty, when
     * it starts and from time to time while records are added: what it keeps is bounded. Records that are not finished
     * stay until somebody deletes them.
     *
     * @return the time from delivery; never {@code null} or negative
     */
    default Duration getRetention() {
        return Duration.ZERO;
    }

    /**
     * Whether other processes may use the same records at the same time. If not, every lease that is there at the start
     * was left by a process that is gone, and is void.
     */
    default boolean isShared() {
        return true;
    }
}
