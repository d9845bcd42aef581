/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

/**
 * The arrival of words. Words of one partial share one instance.
 *
 * @param sent nanoseconds of audio sent before, from the beginning of the session; {@link #UNKNOWN} for compressed audio
 * @param clock nanoseconds since the first audio was sent
 * @param paced whether audio was sent at the speed of speech, so that the words end at about {@code sent}
 */
public record WordArrival(long sent, long clock, boolean paced) {

    /** An unknown position. */
    public static final long UNKNOWN = Long.MAX_VALUE;
}
