/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

/** Where a recording comes from: bytes that we upload, or a link that the provider follows. */
public sealed interface AudioSource permits AudioUpload, AudioLink {

    /** A name for people, as in logs and records; never {@code null}, never with a query string. */
    String name();
}
