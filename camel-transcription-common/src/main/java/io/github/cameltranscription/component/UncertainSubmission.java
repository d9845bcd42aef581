/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

/** What becomes of a recording of which it is not known whether an earlier process has submitted it. */
public enum UncertainSubmission {
    /** It fails, naming the recording: a person looks at the provider first. */
    FAIL,
    /** It is submitted again, and may be paid for twice. */
    RESUBMIT
}
