/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.job;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/**
 * What is the same for the jobs of all providers. Internal.
 *
 * @param processingTime of audio of a given duration
 * @param linkedAudioDuration assumed for audio that is named by a link and never downloaded
 * @param largestUpload bytes of a request body
 * @param keptRequests how many requests of each kind of call are remembered
 */
public record JobSettings(
        Clock clock,
        Function<Duration, Duration> processingTime,
        Duration linkedAudioDuration,
        long largestUpload,
        int keptRequests,
        TranscriptWriter transcripts) {

    /** The speech that audio named by a link is taken to be. */
    public AudioAnalysis linkedAudio() {
        return AudioAnalysis.ofDuration(linkedAudioDuration.toMillis() / 1000.0);
    }
}
