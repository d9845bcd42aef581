/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

/**
 * A reply that is no transcript. Camel converts it to a String, bytes or a stream, which hold {@link #toText}, and to a
 * JSON tree.
 */
public interface TextReply {

    /** The reply as text: its JSON, unless it has a text for people. */
    default String toText() {
        return toJson();
    }

    /** The reply as JSON. */
    default String toJson() {
        return ReplyJson.write(this);
    }

    /** The provider's own answer, where it is kept; else the same as {@link #toJson}. */
    default String raw() {
        return toJson();
    }
}
