/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/** The state of a recorded job. {@link JobTransitions} has the transitions. */
public enum JobRecordState {

    /** The recording is about to be sent: until the answer is recorded, it is unknown whether the provider has it. */
    INTENT("about to be sent; the provider may have it or not"),

    /** The provider has the job, and its id is recorded. */
    SUBMITTED("the provider's id of the job is recorded"),

    /** One exchange has the result. */
    DELIVERING("one exchange has the result"),

    /** The exchange has completed; the job is still to be released at the provider. */
    DELIVERED("the user has the transcript; the job is still to be released"),

    /** Nothing is left to be done. The record stays until {@code keepUntil}, so that the input is not bought again. */
    FINISHED("nothing is left to be done; kept until keepUntil"),

    /** The job needs a person's decision. */
    PARKED("needs a person: uncertain, unknown to the provider, or failed too often");

    private final String meaning;

    JobRecordState(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
