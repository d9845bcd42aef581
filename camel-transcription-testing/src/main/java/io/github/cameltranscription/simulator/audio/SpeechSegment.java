/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/**
 * A stretch of sound taken for speech.
 *
 * @param start seconds from the start of the audio
 * @param end seconds from the start of the audio, greater than {@code start}
 */
public record SpeechSegment(double start, double end) {

    /** Length in seconds. */
    public double duration() {
        return end - start;
    }
}
