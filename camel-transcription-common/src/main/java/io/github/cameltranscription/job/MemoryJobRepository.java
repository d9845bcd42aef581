/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps the records in memory: within one process a redelivered recording finds its job, and nothing outlives the
 * process. For what must survive a restart there is {@link JdbcJobRepository}.
 */
public class MemoryJobRepository extends RetainingJobRepository {

    private final ConcurrentMap<String, JobRecord> records = new ConcurrentHashMap<>();

    @Override
    public JobRecord read(String id) {
        return records.get(id);
    }

    @Override
    public boolean insert(JobRecord added) {
        RecordLimits.check(added);
        return records.putIfAbsent(added.id(), added) == null;
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        RecordLimits.check(next);
        JobRecord found = records.get(expected.id());
        return found != null && found.revision() == expected.revision() && records.replace(next.id(), found, next);
    }

    @Override
    public boolean delete(JobRecord expected) {
        JobRecord found = records.get(expected.id());
        return found != null && found.revision() == expected.revision() && records.remove(expected.id(), found);
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        return records.values().stream()
                .filter(found -> found.state() == state)
                .sorted(Comparator.comparing(JobRecord::nextAttemptAt).thenComparing(JobRecord::recordedAt))
                .limit(limit)
                .toList();
    }

    /** Several Camel contexts of the process may be its nodes, and none of them ends before the records do. */
    @Override
    public int giveUp(JobOwner asking) {
        return 0;
    }
}
