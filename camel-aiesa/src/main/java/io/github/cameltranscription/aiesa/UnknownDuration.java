/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

/** What becomes of a job whose price is limited and cannot be asked for, because the recording's length is not known. */
public enum UnknownDuration {
    /** It is refused before anything is sent. */
    REFUSE,
    /** It is submitted, whatever it may cost; a line in the log says so. */
    SUBMIT
}
