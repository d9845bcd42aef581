/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

/** Receives the progress of a job, on the thread that found out: it must be quick, and must not throw. */
public interface JobListener {

    /** Ignores everything. */
    JobListener NONE = new JobListener() {};

    /** The provider has taken the recording: from here on it is paid for. */
    default void submitted(Submission submission) {}

    /** The provider was asked, and the job is not done yet. */
    default void progressed(JobStatus status) {}
}
