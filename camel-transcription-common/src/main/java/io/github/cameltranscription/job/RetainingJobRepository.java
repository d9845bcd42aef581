/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;

/** A repository with the option {@code retention}. */
public abstract class RetainingJobRepository implements JobRepository {

    private volatile Duration retention = DEFAULT_RETENTION;

    /** For the repositories of this package. */
    RetainingJobRepository() {}

    @Override
    public Duration getRetention() {
        return retention;
    }

    /**
     * Keeps the records of finished jobs for that long (such as {@code 7d}), so that the same input is not bought
     * again; one day by default.
     *
     * @throws IllegalArgumentException if it is negative or {@code null}
     */
    public void setRetention(Duration retention) {
        this.retention = RecordLimits.checked(retention);
    }

    /**
     * The same as text, such as {@code 7d}, {@code 12h}, {@code 1h30m}, {@code PT12H} or a number of milliseconds.
     *
     * @throws IllegalArgumentException if it is no duration, or negative
     */
    public void setRetention(String retention) {
        setRetention(RecordLimits.retention(retention));
    }
}
