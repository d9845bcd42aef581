/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Instant;

/**
 * One attempt to call back.
 *
 * @param at when it ended, by the simulator's clock
 * @param jobId the job it was about
 * @param attempt 1 to 3
 * @param callbackIdHeader what {@code X-Callback-ID} said; null if it was not sent
 * @param body the JSON that was sent
 * @param answerStatus HTTP status of the answer, or {@link #NO_ANSWER}
 */
public record ShopotDelivery(
        Instant at, String jobId, int attempt, String callbackIdHeader, String body, int answerStatus) {

    /** {@link #answerStatus()} without an answer, or of an attempt that was lost on purpose. */
    public static final int NO_ANSWER = -1;

    /** Whether the receiver accepted it. */
    public boolean accepted() {
        return answerStatus >= 200 && answerStatus < 300;
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "attempt " + attempt + " of job " + jobId + " -> "
                + (answerStatus == NO_ANSWER ? "no answer" : answerStatus);
    }
}
