/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import io.vertx.core.buffer.Buffer;

/** Takes a request's body as it arrives. */
public interface BodyReader {

    /** The next piece. */
    void write(Buffer bytes);

    /** All of it has come. */
    void end();

    /** Why the body is refused; null as long as it is not. */
    Refusal refusal();
}
