/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

/** The input of a job: a recording to upload, a link that the provider follows, or a text. */
public sealed interface JobInput permits AudioUpload, AudioLink, TextInput {

    /** The name in logs and records; never {@code null}, never with a query string. */
    String name();
}
