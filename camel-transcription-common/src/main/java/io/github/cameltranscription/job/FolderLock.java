/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of a folder, among all processes and within one. The operating system removes the lock when the process
 * ends.
 */
final class FolderLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** POSIX releases a lock when its process closes any other channel on the file: none may be opened. */
    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, and creates it if it is not there.
     *
     * @param  owner the message for a process that tries to take it
     * @throws JobRepositoryException if another has it, or it cannot be written to
     */
    static FolderLock take(Path folder, String owner) {
        Path name = folder.resolve("owner.txt");
        FolderLock lock;
        try {
            Files.createDirectories(folder);
            lock = lock(folder.toRealPath());
        } catch (IOException failure) {
            throw new JobRepositoryException(
                    "the folder " + folder + " of the job repository cannot be used: " + failure, failure);
        }
        if (lock == null) {
            throw new JobRepositoryException("refused: the job repository in " + folder + " belongs to " + ownerOf(name)
                    + "; stop that one, give each a folder of its own, or use PostgreSQL for many processes");
        }
        try {
            Files.writeString(name, owner);
        } catch (IOException diskFull) {
            LOG.debug("{} is not written: the next process that tries gets a shorter message", name, diskFull);
        }
        return lock;
    }

    private static FolderLock lock(Path folder) throws IOException {
        if (!TAKEN_HERE.add(folder)) {
            return null;
        }
        FileChannel channel = null;
        FileLock locked = null;
        try {
            channel =
                    FileChannel.open(folder.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock();
        } catch (OverlappingFileLockException ofAnotherClassLoader) {
            // Taken.
        } finally {
            if (locked == null) {
                close(folder, channel);
            }
        }
        return locked == null ? null : new FolderLock(folder, channel);
    }

    @Override
    public void close() {
        close(folder, channel);
    }

    private static String ownerOf(Path name) {
        try {
            return Files.readString(name);
        } catch (IOException unknown) {
            return "another process or Camel context";
        }
    }

    private static void close(Path folder, FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException failure) {
            LOG.debug("The lock of a job repository was not closed", failure);
        } finally {
            TAKEN_HERE.remove(folder);
        }
    }
}
