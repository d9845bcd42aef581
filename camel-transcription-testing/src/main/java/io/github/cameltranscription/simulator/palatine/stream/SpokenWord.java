/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

/**
 * A word and when it is spoken.
 *
 * @param text without blanks
 * @param start from the start of the audio
 * @param end from the start of the audio, later than {@code start}
 */
public record SpokenWord(String text, Duration start, Duration end) {}
