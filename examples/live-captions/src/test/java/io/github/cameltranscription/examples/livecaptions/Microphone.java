/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** The audio of the browser's microphone: bursts of noise, the same in every run, with pauses between them. */
final class Microphone {

    private static final int SAMPLE_RATE = 48_000;

    /** The tenth of a second that is compared at once. */
    private static final int WINDOW = SAMPLE_RATE / 10;

    /** The least correlation of windows that are alike; that of different noise is near 0. */
    private static final double ALIKE = 0.95;

    private static final double LOWEST_POWER = 1_000_000;
    private static final int MOST_SHIFTED = 2 * SAMPLE_RATE;
    private static final int NOT_FOUND = Integer.MIN_VALUE;

    private static final int SECONDS = LiveCaptionsProfile.FULL ? 60 : 30;
    private static final double LOUD_SECONDS = 1.2;
    private static final double PERIOD_SECONDS = 1.8;
    private static final int AMPLITUDE = 25_000;

    private final short[] samples = new short[SECONDS * SAMPLE_RATE];
    private final double[] energies;

    Microphone() {
        Random noise = new Random(17);
        double last = 0;
        for (int i = 0; i < samples.length; i++) {
            // As deep as speech: a browser attenuates what is near half the sample rate.
            last = 0.95 * last + 0.05 * noise.nextGaussian();
            boolean loud = i % (int) (PERIOD_SECONDS * SAMPLE_RATE) < LOUD_SECONDS * SAMPLE_RATE;
            samples[i] = loud ? (short) Math.max(-32_000, Math.min(32_000, last * AMPLITUDE)) : 0;
        }
        energies = energies(samples);
    }

    Path write(Path file) throws IOException {
        ByteBuffer pcm = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        pcm.asShortBuffer().put(samples);
        Files.createDirectories(file.getParent());
        AudioFormat format = new AudioFormat(SAMPLE_RATE, Short.SIZE, 1, true, false);
        try (AudioInputStream audio =
                new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, samples.length)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }

    /**
     * Returns how much of the received audio was played: the share of its windows that are not silent and that are found,
     * in order, in this audio. The browser resamples, so windows are alike and not equal.
     *
     * @param received 16 bits, little-endian
     */
    double partFound(byte[] received) {
        short[] heard = new short[received.length / Short.BYTES];
        ByteBuffer.wrap(received).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(heard);
        double[] energy = energies(heard);
        int loud = 0;
        int found = 0;
        int shift = 0;
        for (int start = 0; start + WINDOW <= heard.length; start += WINDOW) {
            if (energy[start] < WINDOW * LOWEST_POWER) {
                continue;
            }
            loud++;
            int best = shiftOf(heard, start, energy[start], shift);
            if (best != NOT_FOUND) {
                found++;
                shift = best;
            }
        }
        return loud == 0 ? 0 : (double) found / loud;
    }

    /** Searches the nearest shift first: a busy browser leaves out some audio, or begins late. */
    private int shiftOf(short[] heard, int start, double energy, int around) {
        for (int distance = 0; distance <= MOST_SHIFTED; distance++) {
            for (int shift : new int[] {around + distance, around - distance}) {
                int from = start + shift;
                if (from >= 0
                        && from + WINDOW <= samples.length
                        && product(heard, start, from) > ALIKE * Math.sqrt(energy * energies[from])) {
                    return shift;
                }
            }
        }
        return NOT_FOUND;
    }

    private double product(short[] heard, int start, int from) {
        double product = 0;
        for (int i = 0; i < WINDOW; i++) {
            product += heard[start + i] * samples[from + i];
        }
        return product;
    }

    /** The energy of the window that begins at each sample. */
    private static double[] energies(short[] samples) {
        double[] energies = new double[Math.max(0, samples.length - WINDOW + 1)];
        double energy = 0;
        for (int i = 0; i < samples.length; i++) {
            energy += (double) samples[i] * samples[i];
            if (i >= WINDOW) {
                energy -= (double) samples[i - WINDOW] * samples[i - WINDOW];
            }
            if (i >= WINDOW - 1) {
                energies[i - WINDOW + 1] = energy;
            }
        }
        return energies;
    }
}
