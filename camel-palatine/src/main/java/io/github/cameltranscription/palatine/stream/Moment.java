/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/**
 * When words came, in blocks of 300 ms of audio from the beginning of the session, and by the clock.
 *
 * @param earliestBlock the first block whose end they can be of
 * @param latestBlock   the last one: what was sent by then; {@link #UNKNOWN} where bytes tell nothing about time
 * @param sent          the audio sent by then, in whole blocks; as {@code arrived} where bytes tell nothing about time
 * @param arrived       since the first audio was sent
 * @param paced         whether the audio is sent as it is spoken, so that {@code sent} is about where the words are
 */
record Moment(long earliestBlock, long latestBlock, Duration sent, Duration arrived, boolean paced) {

    /** A block that is not known. */
    static final long UNKNOWN = Long.MAX_VALUE;

    /** The block that they are most likely of: a service that gets audio as it is spoken is never far behind. */
    long likelyBlock() {
        return paced ? latestBlock : earliestBlock;
    }
}
