/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the loud stretches of audio: one level a window is kept (3 KB a minute), and the threshold is set when all is known. */
final class SpeechDetector {

    static final int WINDOWS_PER_SECOND = 50;
    private static final double WINDOW_SECONDS = 1.0 / WINDOWS_PER_SECOND;

    /** Level in decibels below full scale, as is kept for silence. */
    private static final int SILENCE = -127;
    /** Nothing quieter is taken for speech. */
    static final int LOWEST_SPEECH_LEVEL = -55;
    /** A threshold never comes closer to the loudest windows than this: a steady voice has few quiet ones to compare with. */
    private static final int MINIMUM_RANGE = 10;
    /** This many windows must be loud before loud counts: a click is no speech. */
    private static final int CLICK_WINDOWS = 5;

    private static final int LONGEST_PAUSE_INSIDE_SPEECH = 15;
    static final int SHORTEST_SPEECH = 5;
    private static final double LONGEST_SEGMENT_SECONDS = 15;

    private final int samplesPerWindow;
    private byte[] levels = new byte[1024];
    private int windows;
    private double energy;
    private int samples;

    SpeechDetector(int sampleRate, int channels) {
        samplesPerWindow = Math.max(1, (int) Math.round(sampleRate * WINDOW_SECONDS)) * channels;
    }

    /** Samples of all channels, interleaved, between -1 and 1. */
    void accept(double sample) {
        energy += sample * sample;
        if (++samples == samplesPerWindow) {
            closeWindow();
        }
    }

    private void closeWindow() {
        double decibels = 10 * Math.log10(energy / samples);
        if (windows == levels.length) {
            levels = Arrays.copyOf(levels, windows * 2);
        }
        levels[windows++] = (byte) Math.max(SILENCE, Math.min(0, Math.round(decibels)));
        energy = 0;
        samples = 0;
    }

    /** {@code duration} in seconds bounds the last segment. */
    List<SpeechSegment> segments(double duration) {
        if (samples > 0) {
            closeWindow();
        }
        List<SpeechSegment> segments = new ArrayList<>();
        int threshold = threshold();
        if (threshold > 0) {
            return segments;
        }
        int start = -1;
        int lastLoud = -1;
        for (int window = 0; window <= windows; window++) {
            boolean end = window == windows;
            if (!end && levels[window] >= threshold) {
                start = start < 0 ? window : start;
                lastLoud = window;
            } else if (start >= 0 && (end || window - lastLoud > LONGEST_PAUSE_INSIDE_SPEECH)) {
                if (lastLoud - start + 1 >= SHORTEST_SPEECH) {
                    split(start * WINDOW_SECONDS, Math.min(duration, (lastLoud + 1) * WINDOW_SECONDS), segments);
                }
                start = -1;
            }
        }
        return segments;
    }

    /** Positive where nothing is loud enough. */
    private int threshold() {
        int[] histogram = new int[1 - SILENCE];
        for (int window = 0; window < windows; window++) {
            histogram[-levels[window]]++;
        }
        int peak = levelAtRank(histogram, Math.min(CLICK_WINDOWS, windows));
        int floor = levelAtRank(histogram, windows - windows / 10);
        if (peak < LOWEST_SPEECH_LEVEL) {
            return 1;
        }
        return Math.max(LOWEST_SPEECH_LEVEL, Math.min((peak + floor) / 2, peak - MINIMUM_RANGE));
    }

    /** The level that {@code rank} windows reach. */
    private static int levelAtRank(int[] histogram, int rank) {
        int seen = 0;
        for (int level = 0; level > SILENCE; level--) {
            seen += histogram[-level];
            if (seen >= rank && seen > 0) {
                return level;
            }
        }
        return SILENCE;
    }

    /** A recogniser does not return minutes of talk as one segment. */
    private static void split(double start, double end, List<SpeechSegment> segments) {
        int pieces = (int) Math.ceil((end - start) / LONGEST_SEGMENT_SECONDS);
        double length = (end - start) / pieces;
        for (int piece = 0; piece < pieces; piece++) {
            segments.add(new SpeechSegment(start + piece * length, start + (piece + 1) * length));
        }
    }
}
