/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Decodes a WAV file as it streams by and listens for speech; a header that contradicts itself or the data makes it broken. */
final class WavAnalyzer implements FormatAnalyzer {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SMALLEST_FORMAT = 16;
    private static final int LARGEST_FORMAT = 64;
    private static final int FORMAT_EXTENSIBLE = 0xFFFE;
    private static final int SUB_FORMAT_OFFSET = 24;
    private static final int HIGHEST_SAMPLE_RATE = 768_000;

    /** Programs that write to a pipe cannot know the size, and put one of these. */
    private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;

    private static final long LARGEST_PLAUSIBLE_SIZE = 0x7FFF_0000L;

    private enum State {
        RIFF,
        CHUNK,
        FORMAT,
        SKIP,
        DATA,
        AFTER_DATA,
        BROKEN
    }

    private State state = State.RIFF;
    private HeadBuffer header = new HeadBuffer(RIFF_HEADER);
    private int headerLength = RIFF_HEADER;
    private long remaining;
    private boolean sizeUnknown;
    private long dataBytes;
    private boolean oddChunk;

    private int byteRate;
    private WavEncoding encoding;
    private SpeechDetector detector;
    private final byte[] carry = new byte[8];
    private int carried;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int position = offset;
        int end = offset + length;
        while (position < end) {
            switch (state) {
                case RIFF, CHUNK, FORMAT -> {
                    int taken = Math.min(end - position, headerLength - header.length());
                    header.accept(bytes, position, taken);
                    position += taken;
                    if (header.length() == headerLength) {
                        headerComplete();
                    }
                }
                case SKIP -> {
                    int taken = (int) Math.min(end - position, remaining);
                    position += taken;
                    remaining -= taken;
                    if (remaining == 0) {
                        expect(State.CHUNK, CHUNK_HEADER);
                    }
                }
                case DATA -> {
                    int taken = (int) Math.min(end - position, remaining);
                    decode(bytes, position, taken);
                    position += taken;
                    remaining -= taken;
                    dataBytes += taken;
                    if (remaining == 0) {
                        state = State.AFTER_DATA;
                    }
                }
                case AFTER_DATA, BROKEN -> position = end;
            }
        }
    }

    private void expect(State next, int length) {
        state = next;
        header = new HeadBuffer(length);
        headerLength = length;
    }

    private void headerComplete() {
        switch (state) {
            case RIFF -> expect(State.CHUNK, CHUNK_HEADER);
            case CHUNK -> chunkBegins();
            case FORMAT -> formatComplete();
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void chunkBegins() {
        long size = header.littleEndian(4, 4);
        oddChunk = (size & 1) != 0;
        if (header.startsWith(0, "fmt ")) {
            if (size < SMALLEST_FORMAT || size > LARGEST_FORMAT) {
                state = State.BROKEN;
            } else {
                expect(State.FORMAT, (int) size);
            }
        } else if (header.startsWith(0, "data")) {
            sizeUnknown = size == 0 || size == UNKNOWN_SIZE || size >= LARGEST_PLAUSIBLE_SIZE;
            remaining = sizeUnknown ? Long.MAX_VALUE : size;
            state = byteRate == 0 ? State.BROKEN : State.DATA;
        } else {
            skip(size + (oddChunk ? 1 : 0));
        }
    }

    private void skip(long bytes) {
        if (bytes == 0) {
            expect(State.CHUNK, CHUNK_HEADER);
        } else {
            remaining = bytes;
            state = State.SKIP;
        }
    }

    private void formatComplete() {
        int tag = (int) header.littleEndian(0, 2);
        int channels = (int) header.littleEndian(2, 2);
        long sampleRate = header.littleEndian(4, 4);
        long declaredByteRate = header.littleEndian(8, 4);
        long blockAlign = header.littleEndian(12, 2);
        int bitsPerSample = (int) header.littleEndian(14, 2);
        if (tag == FORMAT_EXTENSIBLE && header.length() >= SUB_FORMAT_OFFSET + 2) {
            tag = (int) header.littleEndian(SUB_FORMAT_OFFSET, 2);
        }
        encoding = WavEncoding.of(tag, bitsPerSample);
        boolean plausible = channels > 0
                && sampleRate > 0
                && sampleRate <= HIGHEST_SAMPLE_RATE
                && declaredByteRate > 0
                && declaredByteRate <= Integer.MAX_VALUE;
        boolean consistent = encoding == null
                || blockAlign == (long) channels * encoding.bytesPerSample
                        && declaredByteRate == sampleRate * blockAlign;
        if (!plausible || !consistent) {
            state = State.BROKEN;
            return;
        }
        byteRate = (int) declaredByteRate;
        if (encoding != null) {
            detector = new SpeechDetector((int) sampleRate, channels);
        }
        skip(oddChunk ? 1 : 0);
    }

    private void decode(byte[] bytes, int offset, int length) {
        if (encoding == null) {
            return;
        }
        int width = encoding.bytesPerSample;
        int position = offset;
        int end = offset + length;
        while (carried > 0 && position < end) {
            carry[carried++] = bytes[position++];
            if (carried == width) {
                detector.accept(encoding.decode(carry, 0));
                carried = 0;
            }
        }
        for (; position + width <= end; position += width) {
            detector.accept(encoding.decode(bytes, position));
        }
        while (position < end) {
            carry[carried++] = bytes[position++];
        }
    }

    @Override
    public AudioAnalysis finish(long size) {
        boolean missingData = state == State.DATA && !sizeUnknown;
        if (state != State.AFTER_DATA && state != State.DATA || missingData || dataBytes == 0) {
            return AudioAnalysis.broken();
        }
        double duration = (double) dataBytes / byteRate;
        return encoding == null
                ? AudioAnalysis.ofDuration(duration)
                : new AudioAnalysis(true, duration, detector.segments(duration));
    }
}
