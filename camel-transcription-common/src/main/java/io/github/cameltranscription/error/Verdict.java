/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** What an answer, or the lack of one, means for a job. Which answer has which verdict is a table per provider. */
public enum Verdict {

    /** Submission: the provider has made a job. */
    TAKEN,
    /** Submission: the provider certainly has not made a job, so that the same recording may be sent again. */
    REJECTED,
    /** Submission: the job may exist and be paid for. */
    UNCERTAIN,

    /** Poll, fetch: nothing is known of the job's end, so it is asked again. */
    PENDING,
    /** Poll, fetch: the result is there. */
    DONE,
    /** Poll: the provider says that it has given the job up. */
    FAILED,
    /** Poll, fetch: the provider itself says that it does not know the job. */
    GONE,
    /** Poll, fetch: the provider itself does not accept the credentials or the balance. */
    DENIED,

    /** Release: the job is freed, or was before. */
    RELEASED,
    /** Release: whether the job is freed is not known, so the request is made again. */
    AGAIN
}
