/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

/**
 * What a fault does to a session. Internal.
 *
 * @param status refuses the handshake; {@link #NONE} for not
 * @param configSent whether the session gets its config message
 * @param finalSent whether the session gets its final message, and is closed
 * @param delay longer latency of all partials
 * @param rawMessage sent at the fault's moment; null for none
 * @param readingStops whether nothing more is read from the fault's moment on
 * @param errorCode of an error message at the fault's moment; null for none
 * @param errorMessage of the same
 * @param closeCode closes at the fault's moment; {@link #NONE} for not, or for the one that goes with the error
 * @param cut whether the connection breaks at the fault's moment
 * @param partialsLost whether partials are lost that are not yet due then
 * @param afterAudio the fault's moment by the audio received; null for another
 * @param afterPartials the fault's moment by the partials sent; {@link #NONE} for another
 */
public record StreamFaultEffect(
        int status,
        boolean configSent,
        boolean finalSent,
        Duration delay,
        String rawMessage,
        boolean readingStops,
        StreamErrorCode errorCode,
        String errorMessage,
        int closeCode,
        boolean cut,
        boolean partialsLost,
        Duration afterAudio,
        int afterPartials) {

    static final int NONE = -1;

    /** Of sessions that nothing is wrong with. */
    static final StreamFaultEffect NOTHING = new StreamFaultEffect(
            NONE, true, true, Duration.ZERO, null, false, null, null, NONE, false, false, null, NONE);

    boolean refuses() {
        return status != NONE;
    }

    boolean endsSession() {
        return errorCode != null || closeCode != NONE || cut;
    }

    /** Whether something happens at a certain moment. */
    boolean hasMoment() {
        return endsSession() || rawMessage != null || readingStops;
    }

    /** Whether that moment is the opening of the session. */
    boolean atOpening() {
        return hasMoment() && afterAudio == null && afterPartials == NONE;
    }
}
