/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

/** The server refuses a request. The page shows the message. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Refuses a request.
     *
     * @param status the HTTP status
     * @param reason one sentence
     */
    RefusedException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }
}
