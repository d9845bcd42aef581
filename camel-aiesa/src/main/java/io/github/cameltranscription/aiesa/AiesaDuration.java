/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.time.Duration;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.RecordingDuration;

/**
 * The length of a recording as AIESA expects it.
 *
 * @param text     as it is sent
 * @param measured the length that the text stands for, or {@code null} if the user wrote the text
 */
record AiesaDuration(String text, Duration measured) {

    /**
     * The length in the header, else the option, else the length of the recording itself; {@code null} if none is known.
     *
     * @throws IllegalArgumentException if the recording cannot be read
     */
    static AiesaDuration find(Duration header, AiesaConfiguration configuration, JobInput audio) {
        if (header != null) {
            return of(header, configuration);
        }
        if (configuration.getDuration() != null) {
            return new AiesaDuration(configuration.getDuration(), null);
        }
        return audio instanceof AudioUpload upload ? of(measure(upload), configuration) : null;
    }

    private static AiesaDuration of(Duration length, AiesaConfiguration configuration) {
        return length == null
                ? null
                : new AiesaDuration(
                        AiesaDurationFormat.of(configuration.getDurationFormat())
                                .write(length),
                        length);
    }

    private static Duration measure(AudioUpload audio) {
        try {
            return RecordingDuration.of(audio);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the recording cannot be read: " + unreadable, unreadable);
        }
    }
}
