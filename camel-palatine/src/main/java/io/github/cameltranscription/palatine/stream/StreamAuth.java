/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

/** How to send the API token when a WebSocket is opened. */
public enum StreamAuth {
    /** In the query, as documented; proxies may write it to access logs. */
    QUERY,
    /** In the header {@code Authorization: Bearer} (public documentation). */
    HEADER
}
