/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

/**
 * A reply with a text. Camel converts it to a String, bytes or a stream with {@link #toText}, and to a JSON tree.
 */
public interface TextReply {

    /** The reply as readable text if it has one, otherwise as JSON. */
    default String toText() {
        return toJson();
    }

    /** The reply as JSON. */
    default String toJson() {
        return ReplyJson.write(this);
    }

    /** The provider's own answer; {@code null} if it is not kept. */
    default String raw() {
        return null;
    }
}
