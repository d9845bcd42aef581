/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/**
 * A call of a {@link JobRepository} has failed or was refused. The message names the call and the storage's answer, and
 * never contains a password. Unless the call was refused, it may have taken effect: read the record again.
 */
public class JobRepositoryException extends RuntimeException {

    /** Refuses something; {@code message} names it and says what to do. */
    public JobRepositoryException(String message) {
        super(message);
    }

    /** Something did not work; {@code cause} may be {@code null} where it would tell a secret. */
    public JobRepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
