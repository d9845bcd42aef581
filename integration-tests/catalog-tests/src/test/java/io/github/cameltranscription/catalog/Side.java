/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

/** How an endpoint is used. */
enum Side {
    /** A route begins with it. */
    CONSUMER,
    /** Messages are sent to it. */
    PRODUCER,
    /** It is only named. */
    UNKNOWN
}
