/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.MemoryJobRepository;

/** One node's way to a repository that several share, or to one of its own; it can be cut. */
final class NodesRepository implements JobRepository {

    enum Call {
        GET,
        PUT_IF_ABSENT,
        REPLACE,
        DELETE,
        KEYS
    }

    private final MemoryJobRepository records;
    private final boolean shared;
    private final Set<Call> broken = ConcurrentHashMap.newKeySet();
    private volatile Runnable beforePut = () -> {};
    private volatile Runnable afterGet = () -> {};

    private NodesRepository(MemoryJobRepository records, boolean shared) {
        this.records = records;
        this.shared = shared;
    }

    static NodesRepository shared(MemoryJobRepository records) {
        return new NodesRepository(records, true);
    }

    static NodesRepository own(MemoryJobRepository records) {
        return new NodesRepository(records, false);
    }

    /** From now on these fail. */
    void breakDown(Call... calls) {
        broken.addAll(List.of(calls));
    }

    /** From now on this node cannot do or learn anything: it might as well be dead. */
    void cut() {
        breakDown(Call.values());
    }

    void mend() {
        broken.clear();
    }

    /** Something that happens between the look-up and the record of the intent. */
    void beforePut(Runnable action) {
        beforePut = action;
    }

    /** Something that happens once, right after a record has been looked at. */
    void afterGet(Runnable action) {
        afterGet = action;
    }

    private void require(Call call) {
        if (broken.contains(call)) {
            throw new JobRepositoryException("the repository cannot be reached");
        }
    }

    @Override
    public String get(String key) {
        require(Call.GET);
        String value = records.get(key);
        Runnable action = afterGet;
        afterGet = () -> {};
        action.run();
        return value;
    }

    @Override
    public boolean putIfAbsent(String key, String value) {
        beforePut.run();
        require(Call.PUT_IF_ABSENT);
        return records.putIfAbsent(key, value);
    }

    @Override
    public boolean replace(String key, String expected, String value) {
        require(Call.REPLACE);
        return records.replace(key, expected, value);
    }

    @Override
    public boolean delete(String key, String expected) {
        require(Call.DELETE);
        return records.delete(key, expected);
    }

    @Override
    public List<String> keys() {
        require(Call.KEYS);
        return records.keys();
    }

    @Override
    public Duration getRetention() {
        return records.getRetention();
    }

    @Override
    public boolean isShared() {
        return shared;
    }
}
