/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/** What can happen to a recorded job: the columns of {@link JobTransitions}. */
enum JobEvent {
    INTENDED("an input is about to be sent"),
    RESUBMITTED("an uncertain input is sent again, as the user allows"),
    REJECTED("the provider certainly did not take it"),
    UNCERTAIN("whether the provider took it is unknown"),
    SUBMITTED("the provider has named the job"),
    COMMITTED("the source of the recording has committed"),
    REPEATED("the source of a job that was replied with again has committed"),
    TAKEN("a node is to wait for the job"),
    RESULT_READY("an exchange is about to get the result"),
    DELIVERED("the exchange with the result has completed, the job is to be released"),
    COMPLETED("the exchange with the result has completed, nothing is left to be done"),
    RELEASED("the job has been released"),
    FREED("the route stops, or is suspended"),
    TROUBLED("it failed, and is tried again later"),
    EXHAUSTED("it failed for the last of maxAttempts, or its answer is too large"),
    FAILED("the provider has ended the job without a result"),
    GONE("the provider does not know the job, or denies it"),
    ABANDONED("its node was given up"),
    NOTICE_BEGUN("the route of results is about to get the notice of a parked job"),
    NOTICE_TAKEN("the route of results has taken the notice of a parked job"),
    RETRIED("a person wants it tried again"),
    RELEASE_RETRIED("a person wants the release of a delivered job tried again"),
    FORGOTTEN("a person wants it forgotten"),
    EXPIRED("keepUntil has passed");

    private final String meaning;

    JobEvent(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
