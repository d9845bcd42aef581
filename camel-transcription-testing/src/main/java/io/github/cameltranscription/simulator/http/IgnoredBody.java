/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import io.vertx.core.buffer.Buffer;

/** Lets a body go by: of a call that takes none, or of a request that is refused by its headers. */
public final class IgnoredBody implements BodyReader {

    private final Refusal refusal;

    /** {@code refusal} is null for a call that takes no body. */
    public IgnoredBody(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    public void write(Buffer bytes) {}

    @Override
    public void end() {}

    @Override
    public Refusal refusal() {
        return refusal;
    }
}
