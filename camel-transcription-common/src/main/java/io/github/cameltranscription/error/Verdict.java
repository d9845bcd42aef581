/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** What an answer, or a missing answer, means for a job. Each provider has a table of verdicts. */
public enum Verdict {

    /** Submission: the provider has made a job. */
    TAKEN,
    /** Submission: the provider certainly has not made a job, so that the same recording may be sent again. */
    REJECTED,
    /** Submission: the job may exist and be paid for. */
    UNCERTAIN,

    /** Poll, fetch: the answer says nothing about the end of the job, so it is polled again. */
    PENDING,
    /** Poll, fetch: the result is available. */
    DONE,
    /** Poll: the provider says that the job has failed. */
    FAILED,
    /** Poll, fetch: the provider itself says that it does not know the job. */
    GONE,
    /** Poll, fetch: the provider itself does not accept the credentials or the balance. */
    DENIED,

    /** Release: the job is released, now or earlier. */
    RELEASED,
    /** Release: it is unknown whether the job is released, so the request is repeated. */
    AGAIN
}
