/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What is played into the browser's microphone: bursts of noise that is the same every time, with pauses between. */
final class Microphone {

    private static final int SAMPLE_RATE = 48_000;

    /** A tenth of a second: so much is compared at once. */
    private static final int WINDOW = SAMPLE_RATE / 10;

    /** Of noise that is not the same the correlation is near 0. */
    private static final double ALIKE = 0.95;

    private static final double LOWEST_POWER = 1_000_000;
    private static final int MOST_SHIFTED = 2 * SAMPLE_RATE;
    private static final int NOT_FOUND = Integer.MIN_VALUE;

    private static final int SECONDS = LiveCaptionsProfile.FULL ? 60 : 30;
    private static final double LOUD_SECONDS = 1.2;
    private static final double PERIOD_SECONDS = 1.8;
    private static final int AMPLITUDE = 25_000;
    private static final int HEADER = 44;

    private final short[] samples = new short[SECONDS * SAMPLE_RATE];
    private final double[] energies;

    Microphone() {
        Random noise = new Random(17);
        double last = 0;
        for (int i = 0; i < samples.length; i++) {
            // As deep as speech: of what is near half the sample rate a browser leaves less.
            last = 0.95 * last + 0.05 * noise.nextGaussian();
            boolean loud = i % (int) (PERIOD_SECONDS * SAMPLE_RATE) < LOUD_SECONDS * SAMPLE_RATE;
            samples[i] = loud ? (short) Math.max(-32_000, Math.min(32_000, last * AMPLITUDE)) : 0;
        }
        energies = energies(samples);
    }

    Path write(Path file) throws IOException {
        ByteBuffer wav =
                ByteBuffer.allocate(HEADER + samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(SAMPLE_RATE)
                .putInt(SAMPLE_RATE * Short.BYTES)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * Short.BYTES);
        wav.asShortBuffer().put(samples);
        Files.createDirectories(file.getParent());
        return Files.write(file, wav.array());
    }

    /**
     * Which part of the received audio has been played: how many of its windows that are not silent are found in what was
     * played, in its order. The browser resamples, so they are alike and not equal.
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

    /** Nearest first: a browser that was busy leaves out some, or begins late. */
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

    /** Of the window that begins at each sample. */
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
