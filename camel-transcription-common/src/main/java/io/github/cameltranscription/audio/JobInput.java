/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

/** Where a recording comes from: bytes that we upload, a link that the provider follows, or a text in its place. */
public sealed interface JobInput permits AudioUpload, AudioLink, TextInput {

    /** A name for people, as in logs and records; never {@code null}, never with a query string. */
    String name();
}
