/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An embedded database in a folder, for one process: what {@code jobRepository=file:FOLDER} stands for. All that name the
 * same folder share the database, and the last to close it does so.
 */
public final class FolderJobRepository implements JobRepository {

    private static final String PREFIX = "file:";
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private static final class Shared {
        private final JdbcJobRepository repository;
        private int users;

        private Shared(JdbcJobRepository repository) {
            this.repository = repository;
        }
    }

    private final Path folder;
    private JdbcJobRepository repository;

    private FolderJobRepository(Path folder) {
        this.folder = folder;
    }

    /**
     * The repository that an option names.
     *
     * @param  text such as {@code file:./jobs}
     * @return      the repository, not started
     * @throws IllegalArgumentException if it names no folder
     */
    public static FolderJobRepository of(String text) {
        String folder =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).strip() : "";
        if (folder.isEmpty()) {
            throw new IllegalArgumentException("jobRepository \"" + text
                    + "\" names no repository: give a bean (#name), or file: and a folder, such as file:./jobs");
        }
        return new FolderJobRepository(Path.of(folder).toAbsolutePath().normalize());
    }

    @Override
    public synchronized void start() {
        if (repository != null) {
            return;
        }
        synchronized (OPEN) {
            Shared shared = OPEN.get(folder);
            if (shared == null) {
                shared = new Shared(JdbcJobRepository.inFolder(folder));
                shared.repository.start();
                OPEN.put(folder, shared);
            }
            shared.users++;
            repository = shared.repository;
        }
    }

    @Override
    public synchronized void close() {
        if (repository == null) {
            return;
        }
        synchronized (OPEN) {
            Shared shared = OPEN.get(folder);
            if (--shared.users == 0) {
                OPEN.remove(folder);
                shared.repository.close();
            }
        }
        repository = null;
    }

    private synchronized JdbcJobRepository repository() {
        if (repository == null) {
            throw new JobRepositoryException("refused: " + this + " is not open");
        }
        return repository;
    }

    @Override
    public String get(String key) {
        return repository().get(key);
    }

    @Override
    public boolean putIfAbsent(String key, String value) {
        return repository().putIfAbsent(key, value);
    }

    @Override
    public boolean replace(String key, String expected, String value) {
        return repository().replace(key, expected, value);
    }

    @Override
    public boolean delete(String key, String expected) {
        return repository().delete(key, expected);
    }

    @Override
    public List<String> keys() {
        return repository().keys();
    }

    @Override
    public List<String> claimable(String provider, Instant now, int limit) {
        return repository().claimable(provider, now, limit);
    }

    /** Zero: for another retention, make a {@link JdbcJobRepository} a bean. */
    @Override
    public Duration getRetention() {
        return Duration.ZERO;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** Whether it is the same folder. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FolderJobRepository that && that.folder.equals(folder);
    }

    @Override
    public int hashCode() {
        return folder.hashCode();
    }

    @Override
    public String toString() {
        return "job repository " + PREFIX + folder;
    }
}
