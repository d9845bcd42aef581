/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

/** What {@code parked} does. */
public enum ParkedAction {
    /** Replies with the list of {@link ParkedJob}s. */
    LIST,
    /** Tries the job of the header {@code CamelTranscriptionJobKey} again. */
    RETRY,
    /** Forgets the record of the header {@code CamelTranscriptionJobKey}: the same recording is a new job. */
    FORGET
}
