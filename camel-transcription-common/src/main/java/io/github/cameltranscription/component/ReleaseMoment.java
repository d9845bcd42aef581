/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

/** When a job whose result is safe is released at the provider. */
public enum ReleaseMoment {
    /** After the exchange has completed; a failed exchange leaves the job where it is. */
    EXCHANGE,
    /** As soon as the result has been fetched. */
    FETCH,
    /** Never by itself. */
    NEVER
}
