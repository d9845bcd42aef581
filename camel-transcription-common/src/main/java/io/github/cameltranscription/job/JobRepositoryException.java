/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/**
 * A {@link JobRepository} could not do what it was asked, or refuses what it was given. Its message says what was tried
 * and what the storage answered, and never holds a password. Unless the message says that something was refused, what
 * was tried may have happened all the same: read the record again.
 */
public final class JobRepositoryException extends RuntimeException {

    /** Refuses something; {@code message} names it and says what to do. */
    public JobRepositoryException(String message) {
        super(message);
    }

    /** Something did not work; {@code cause} may be {@code null} where it would tell a secret. */
    public JobRepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
