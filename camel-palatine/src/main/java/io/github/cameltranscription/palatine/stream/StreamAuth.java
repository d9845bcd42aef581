/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

/** Where the API token goes when a WebSocket is opened. */
public enum StreamAuth {
    /** Into the query of the address, as documented; access logs on the way may keep it. */
    QUERY,
    /** Into the header {@code Authorization: Bearer}, which the service takes too (public documentation). */
    HEADER
}
