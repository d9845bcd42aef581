/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import io.vertx.core.buffer.Buffer;

/** Takes a request's body as it arrives. */
@FunctionalInterface
public interface BodyReader {

    /** Ignores the body, which is refused with {@code refusal}; null for a call that takes no body. */
    static BodyReader ignoring(Refusal refusal) {
        return () -> refusal;
    }

    /** The next piece. */
    default void write(Buffer bytes) {}

    /** All of it has come. */
    default void end() {}

    /** Why the body is refused; null as long as it is not. */
    Refusal refusal();
}
