/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps the records in memory: within one process a redelivered recording finds its job, and nothing outlives the
 * process. For what must survive a restart there is {@link JdbcJobRepository}.
 */
public final class MemoryJobRepository implements JobRepository {

    private record Entry(String value, JobRecord jobRecord) {}

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final PurgeTurns purgeTurns = new PurgeTurns();
    private final Clock clock;
    private volatile Duration retention = Duration.ZERO;

    /** Keeps nothing yet; finished jobs are forgotten at once. */
    public MemoryJobRepository() {
        this(Clock.systemUTC());
    }

    MemoryJobRepository(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Duration getRetention() {
        return retention;
    }

    /**
     * Keeps the records of finished jobs for that long, so that the same key is not submitted again.
     *
     * @throws IllegalArgumentException if it is negative or {@code null}
     */
    public void setRetention(Duration retention) {
        this.retention = Retention.checked(retention);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public String get(String key) {
        RecordLimits.checkKey(key);
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    @Override
    public boolean putIfAbsent(String key, String value) {
        RecordLimits.checkKey(key);
        Entry entry = new Entry(value, RecordLimits.checkValue(value));
        Instant now = clock.instant();
        if (purgeTurns.take(now)) {
            purge(now);
        }
        return entries.putIfAbsent(key, entry) == null;
    }

    @Override
    public boolean replace(String key, String expected, String value) {
        RecordLimits.checkKey(key);
        Entry entry = new Entry(value, RecordLimits.checkValue(value));
        Entry found = entries.get(key);
        return found != null && found.value().equals(expected) && entries.replace(key, found, entry);
    }

    @Override
    public boolean delete(String key, String expected) {
        RecordLimits.checkKey(key);
        Entry found = entries.get(key);
        return found != null && found.value().equals(expected) && entries.remove(key, found);
    }

    @Override
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    private void purge(Instant now) {
        Instant limit = now.minus(retention);
        entries.values()
                .removeIf(entry -> entry.jobRecord().isFinished()
                        && !entry.jobRecord().deliveredAt().isAfter(limit));
    }
}
