/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.time.Duration;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.RecordingDuration;
import io.github.cameltranscription.transcript.LenientJson;

/**
 * The length of a recording as AIESA expects it.
 *
 * @param text     as it is sent
 * @param measured the length that the text stands for, or {@code null} if the user wrote the text
 */
record AiesaDuration(String text, Duration measured) {

    /**
     * What is said in the header counts first, then what is configured, then what the recording itself says.
     *
     * @throws IllegalArgumentException if the header makes no sense or the recording cannot be read
     */
    static AiesaDuration find(Double header, AiesaConfiguration configuration, JobInput audio) {
        if (header != null) {
            return of(requireDuration(header), configuration);
        }
        if (configuration.getDuration() != null) {
            return new AiesaDuration(configuration.getDuration(), null);
        }
        return audio instanceof AudioUpload upload ? of(measure(upload), configuration) : null;
    }

    private static Duration requireDuration(Double header) {
        Duration length = LenientJson.duration(header);
        if (length == null) {
            throw new IllegalArgumentException("the header " + AiesaConstants.DURATION + " is " + header
                    + ", which is not the length of a recording: give seconds");
        }
        return length;
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
