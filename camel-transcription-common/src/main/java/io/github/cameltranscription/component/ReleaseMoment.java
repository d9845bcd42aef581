/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

/** When to release a job at the provider. */
public enum ReleaseMoment {
    /** After the exchange has completed; after a failed exchange the job stays at the provider. */
    EXCHANGE,
    /** As soon as the result has been fetched. */
    FETCH,
    /** Never. */
    NEVER
}
