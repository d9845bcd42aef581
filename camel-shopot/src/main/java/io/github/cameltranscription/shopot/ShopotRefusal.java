/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

/** The refusal of a request to the webhook, with the HTTP status of the answer. */
final class ShopotRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param reason for the log, without anything of the request */
    ShopotRefusal(int status, String reason) {
        // No stack trace: a flood of such requests must stay cheap.
        super(reason, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
