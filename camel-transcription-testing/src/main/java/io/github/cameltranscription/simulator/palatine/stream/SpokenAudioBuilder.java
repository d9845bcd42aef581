/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says what is spoken when in a {@link SpokenAudio}. */
public final class SpokenAudioBuilder {

    private static final int BYTES_PER_SAMPLE = 2;
    private static final int MOST_CHANNELS = 2;
    private static final int LEAST_SAMPLE_RATE = 1_000;
    private static final int MOST_SAMPLE_RATE = 192_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** 24 dB below full scale: audible, but not loud. */
    private static final int AMPLITUDE = 2_000;

    private static final double FADE_SECONDS = 0.005;
    private static final int LOWEST_TONE = 200;
    private static final int TONES = 24;
    private static final int BETWEEN_TONES = 20;

    private final int sampleRate;
    private int channels = 1;
    private Duration duration = Duration.ZERO;
    private final List<SpokenWord> words = new ArrayList<>();

    SpokenAudioBuilder(int sampleRate) {
        if (sampleRate < LEAST_SAMPLE_RATE || sampleRate > MOST_SAMPLE_RATE) {
            throw new IllegalArgumentException("The sample rate must be from " + LEAST_SAMPLE_RATE + " to "
                    + MOST_SAMPLE_RATE + " Hz, not " + sampleRate);
        }
        this.sampleRate = sampleRate;
    }

    /** 1, the default, or 2, which then sound the same. */
    public SpokenAudioBuilder channels(int number) {
        if (number < 1 || number > MOST_CHANNELS) {
            throw new IllegalArgumentException("There can be 1 or 2 channels, not " + number);
        }
        channels = number;
        return this;
    }

    /**
     * Adds a word after those that are there; it may touch the one before, and be equal to it.
     *
     * @throws IllegalArgumentException if it is empty, has a blank or more than 255 letters, begins before the one before it ends, or has
     *     no time for its letters: each needs 60 samples
     */
    public SpokenAudioBuilder word(String text, Duration start, Duration end) {
        Duration earliest =
                words.isEmpty() ? Duration.ZERO : words.get(words.size() - 1).end();
        if (start.compareTo(earliest) < 0) {
            throw new IllegalArgumentException("The word " + text + " begins at " + start + ", before " + earliest
                    + ", where the one before ends");
        }
        if (text.isEmpty() || text.codePoints().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("A word must have letters and no blanks: \"" + text + "\"");
        }
        int letters = text.codePointCount(0, text.length());
        int frames = samples(end) - samples(start) < 0 ? 0 : (samples(end) - samples(start)) / WatermarkFrame.SAMPLES;
        if (letters > frames || letters > WatermarkFrame.MOST_LETTERS || frames > WatermarkFrame.MOST_FRAMES) {
            throw new IllegalArgumentException("The word " + text + " cannot be spoken from " + start + " to " + end
                    + ": at " + sampleRate + " Hz this time is enough for "
                    + Math.min(frames, WatermarkFrame.MOST_LETTERS)
                    + " letters, and no word can last longer than "
                    + WatermarkFrame.MOST_FRAMES * WatermarkFrame.SAMPLES / sampleRate + " s");
        }
        words.add(new SpokenWord(text, start, end));
        return this;
    }

    /** Length of the audio, where there is to be silence after the last word; without it the audio ends with its last word. */
    public SpokenAudioBuilder duration(Duration length) {
        duration = length;
        return this;
    }

    /** Makes the samples. */
    public SpokenAudio build() {
        Duration spoken =
                words.isEmpty() ? Duration.ZERO : words.get(words.size() - 1).end();
        Duration whole = duration.compareTo(spoken) > 0 ? duration : spoken;
        short[] samples = new short[samples(whole)];
        for (int ordinal = 0; ordinal < words.size(); ordinal++) {
            speak(words.get(ordinal), ordinal, samples);
        }
        ByteBuffer pcm = ByteBuffer.allocate(Math.multiplyExact(samples.length, channels * BYTES_PER_SAMPLE))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                pcm.putShort(sample);
            }
        }
        return new SpokenAudio(sampleRate, channels, List.copyOf(words), whole, pcm.array());
    }

    private int samples(Duration time) {
        return Math.toIntExact(
                Math.multiplyExact(time.toNanos() / 1000, (long) sampleRate) / (NANOS_PER_SECOND / 1000));
    }

    private void speak(SpokenWord word, int ordinal, short[] samples) {
        int start = samples(word.start());
        int length = samples(word.end()) - start;
        int[] letters = word.text().codePoints().toArray();
        double step = 2 * Math.PI * tone(word.text()) / sampleRate;
        double fade = FADE_SECONDS * sampleRate;
        for (int i = 0; i < length; i++) {
            double volume = Math.min(1, Math.min(i, length - i) / fade);
            samples[start + i] = (short) (AMPLITUDE * volume * Math.sin(i * step));
        }
        int frames = length / WatermarkFrame.SAMPLES;
        for (int index = 0; index < frames; index++) {
            // The first begins with the word and the last ends with it: no end of it can be missed unnoticed.
            long room = (long) length - WatermarkFrame.SAMPLES;
            int offset = frames == 1 ? 0 : (int) (room * index / (frames - 1));
            int codePoint = letters[WatermarkFrame.letterOf(index, frames, letters.length)];
            WatermarkFrame frame = new WatermarkFrame(ordinal, index, frames, letters.length, codePoint);
            for (int i = 0; i < WatermarkFrame.SAMPLES; i++) {
                int sample = start + offset + i;
                samples[sample] = (short) (samples[sample] & ~3 | frame.bits(i));
            }
        }
    }

    /** In Hz; the same word always sounds the same. */
    private static int tone(String word) {
        return LOWEST_TONE + Math.floorMod(word.hashCode(), TONES) * BETWEEN_TONES;
    }

    static byte[] wav(int sampleRate, int channels, byte[] pcm) {
        int header = 44;
        int blockAlign = channels * BYTES_PER_SAMPLE;
        return ByteBuffer.allocate(header + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(header - 8 + pcm.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(sampleRate)
                .putInt(sampleRate * blockAlign)
                .putShort((short) blockAlign)
                .putShort((short) (BYTES_PER_SAMPLE * Byte.SIZE))
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }
}
