/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

/** What to do with a recording if it is unknown whether an earlier process has submitted it. */
public enum UncertainSubmission {
    /** The exchange fails and names the recording, so that a person can check the provider's account. */
    FAIL,
    /** It is submitted again, and may be paid for twice. */
    RESUBMIT
}
