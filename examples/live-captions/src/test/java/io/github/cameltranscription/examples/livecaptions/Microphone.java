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

    static final int SAMPLE_RATE = 48_000;

    /** At which the received audio is compared. */
    static final int WINDOW = SAMPLE_RATE / 5;

    private static final int SECONDS = 30;
    private static final double LOUD_SECONDS = 1.2;
    private static final double PERIOD_SECONDS = 1.8;
    private static final int AMPLITUDE = 8_000;
    private static final int HEADER = 44;

    private final short[] samples = new short[SECONDS * SAMPLE_RATE];

    Microphone() {
        Random noise = new Random(17);
        double last = 0;
        for (int i = 0; i < samples.length; i++) {
            // Smoothed, so that it is about as deep as speech, and not all of it beyond what a microphone would give.
            last = 0.7 * last + 0.3 * noise.nextGaussian();
            boolean loud = i % (int) (PERIOD_SECONDS * SAMPLE_RATE) < LOUD_SECONDS * SAMPLE_RATE;
            samples[i] = loud ? (short) Math.max(-32_000, Math.min(32_000, last * AMPLITUDE)) : 0;
        }
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
     * Which part of the received audio is this one: of its windows that are not silent, those that are found in what was
     * played (correlation above 0.98) within a second of where the one before was found.
     *
     * @param received 16 bits, little-endian
     */
    double partFound(byte[] received) {
        short[] heard = new short[received.length / Short.BYTES];
        ByteBuffer.wrap(received).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(heard);
        int loud = 0;
        int found = 0;
        int shift = 0;
        for (int start = 0; start + WINDOW <= heard.length; start += WINDOW) {
            if (energy(heard, start) / WINDOW < 1_000_000) {
                continue;
            }
            loud++;
            int best = bestShift(heard, start, shift);
            if (best != Integer.MIN_VALUE) {
                found++;
                shift = best;
            }
        }
        return loud == 0 ? 0 : (double) found / loud;
    }

    private int bestShift(short[] heard, int start, int around) {
        if (correlation(heard, start, around) > 0.98) {
            return around;
        }
        for (int shift = around - SAMPLE_RATE; shift <= around + SAMPLE_RATE; shift++) {
            if (correlation(heard, start, shift) > 0.98) {
                return shift;
            }
        }
        return Integer.MIN_VALUE;
    }

    private double correlation(short[] heard, int start, int shift) {
        int from = start + shift;
        if (from < 0 || from + WINDOW > samples.length) {
            return 0;
        }
        double product = 0;
        for (int i = 0; i < WINDOW; i++) {
            product += (double) heard[start + i] * samples[from + i];
        }
        return product / Math.sqrt(energy(heard, start) * energy(samples, from) + 1);
    }

    private static double energy(short[] samples, int start) {
        double energy = 0;
        for (int i = start; i < start + WINDOW; i++) {
            energy += (double) samples[i] * samples[i];
        }
        return energy;
    }
}
