/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of an audio file once all of it has been seen.
 *
 * @param decodable false for a file without known magic bytes or with a header that contradicts its content
 * @param duration seconds; an estimate where the format does not tell
 * @param segments in order, not overlapping; empty for silence and for what cannot be decoded
 */
public record AudioAnalysis(boolean decodable, double duration, List<SpeechSegment> segments) {

    private static final double ASSUMED_SPEECH_SECONDS = 4.5;
    private static final double ASSUMED_PAUSE_SECONDS = 0.5;

    /** 128 kbit/s. */
    private static final double ASSUMED_BYTES_PER_SECOND = 16_000;

    /** A file that cannot be decoded. */
    public static AudioAnalysis broken() {
        return new AudioAnalysis(false, 0, List.of());
    }

    /** Audio whose duration the simulator does not read: it is estimated from the size. */
    static AudioAnalysis ofSize(long bytes) {
        return ofDuration(bytes / ASSUMED_BYTES_PER_SECOND);
    }

    /** Audio of which only the duration (seconds) is known: taken as regular speech with short pauses. */
    public static AudioAnalysis ofDuration(double seconds) {
        List<SpeechSegment> segments = new ArrayList<>();
        double step = ASSUMED_SPEECH_SECONDS + ASSUMED_PAUSE_SECONDS;
        for (int index = 0; index * step < seconds; index++) {
            double start = index * step;
            segments.add(new SpeechSegment(start, Math.min(start + ASSUMED_SPEECH_SECONDS, seconds)));
        }
        return new AudioAnalysis(true, seconds, segments);
    }
}
