/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

/**
 * A summary that was asked for.
 *
 * @param type as it was lowered to fit the audio
 * @param ending what {@code summary_status} says at the end
 * @param startsAt when the transcript is ready, milliseconds of the clock
 * @param endsAt milliseconds of the clock
 */
record ShopotSummary(String type, String ending, long startsAt, long endsAt) {

    /** {@link #ending()} where all goes well. */
    static final String COMPLETED = "COMPLETED";

    private static final double SECONDS_OF_BRIEF = 60;
    private static final double SECONDS_OF_MEDIUM = 3 * 60;
    private static final double SECONDS_OF_LONG = 10 * 60;

    /** The type that audio of this duration (seconds) gets (shopot-create.ru.txt); null where it is too short for any. */
    static String lowered(String asked, double audioSeconds) {
        if (asked.equals("long") && audioSeconds >= SECONDS_OF_LONG) {
            return "long";
        }
        if (!asked.equals("brief") && audioSeconds >= SECONDS_OF_MEDIUM) {
            return "medium";
        }
        return audioSeconds >= SECONDS_OF_BRIEF ? "brief" : null;
    }

    String status(long now) {
        return now < startsAt ? "PENDING" : now < endsAt ? "IN_PROGRESS" : ending;
    }
}
