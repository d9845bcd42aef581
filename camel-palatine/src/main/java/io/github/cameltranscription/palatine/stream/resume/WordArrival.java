/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

/**
 * When words came. Words of one partial share one instance.
 *
 * @param sent  nanoseconds of audio sent by then, from the beginning of the session; {@link #UNKNOWN} where bytes tell
 *              nothing about time
 * @param clock nanoseconds since the first audio was sent
 * @param paced whether audio was sent no faster than it is spoken, so that the words are of about {@code sent}
 */
public record WordArrival(long sent, long clock, boolean paced) {

    /** A position that is not known. */
    public static final long UNKNOWN = Long.MAX_VALUE;
}
