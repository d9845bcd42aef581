/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The format in the header of a RIFF WAVE file or its 64-bit form RF64 (EBU Tech 3306).
 *
 * @param encoding      the format tag, such as {@link #PCM}; that of the sub-format in an extensible header
 * @param channels      the number of channels
 * @param sampleRate    samples a second of each channel
 * @param byteRate      bytes a second of all channels
 * @param bitsPerSample of each channel
 * @param dataOffset    where the audio begins, in bytes from the start of the file
 * @param dataLength    bytes of audio, or {@link AudioUpload#UNKNOWN_LENGTH} if it continues to an unknown end of the
 *     file
 */
public record WavFormat(
        int encoding,
        int channels,
        int sampleRate,
        long byteRate,
        int bitsPerSample,
        long dataOffset,
        long dataLength) {

    /** Integers without compression. */
    public static final int PCM = 1;
    /** Floating-point numbers. */
    public static final int FLOAT = 3;
    /** A-law of G.711. */
    public static final int ALAW = 6;
    /** Mu-law of G.711. */
    public static final int MULAW = 7;

    private static final int EXTENSIBLE = 0xFFFE;
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SHORTEST_FORMAT = 16;
    private static final int SUB_FORMAT_OFFSET = 24;
    private static final int DATA_SIZE_OFFSET = 8;
    private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;

    /**
     * Reads a header.
     *
     * @param  head       the first bytes of the file; chunks with notes may come before the audio
     * @param  fileLength bytes of the whole file, or {@link AudioUpload#UNKNOWN_LENGTH}
     * @return            the format, or {@code null} if these bytes are no such header up to the beginning of the audio
     */
    public static WavFormat read(byte[] head, long fileLength) {
        if (MediaContainer.of(head) != MediaContainer.WAV) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int format = -1;
        long formatSize = 0;
        long longDataSize = 0;
        int position = RIFF_HEADER;
        while (position + CHUNK_HEADER <= head.length) {
            String chunk = new String(head, position, 4, StandardCharsets.US_ASCII);
            long size = buffer.getInt(position + 4) & 0xFFFF_FFFFL;
            int content = position + CHUNK_HEADER;
            if (chunk.equals("data")) {
                return format < 0
                        ? null
                        : of(buffer, format, formatSize, content, dataSize(size, longDataSize, content, fileLength));
            }
            if (chunk.equals("fmt ") && size >= SHORTEST_FORMAT && content + size <= head.length) {
                format = content;
                formatSize = size;
            } else if (chunk.equals("ds64") && content + 2 * DATA_SIZE_OFFSET <= head.length) {
                longDataSize = buffer.getLong(content + DATA_SIZE_OFFSET);
            }
            // Chunks of odd length are followed by a byte of padding.
            long next = content + size + (size & 1);
            if (next > head.length) {
                return null;
            }
            position = (int) next;
        }
        return null;
    }

    private static WavFormat of(ByteBuffer buffer, int format, long formatSize, int dataOffset, long dataLength) {
        int encoding = buffer.getShort(format) & 0xFFFF;
        if (encoding == EXTENSIBLE && formatSize >= SUB_FORMAT_OFFSET + 2) {
            encoding = buffer.getShort(format + SUB_FORMAT_OFFSET) & 0xFFFF;
        }
        return new WavFormat(
                encoding,
                buffer.getShort(format + 2) & 0xFFFF,
                buffer.getInt(format + 4),
                buffer.getInt(format + 8) & 0xFFFF_FFFFL,
                buffer.getShort(format + 14) & 0xFFFF,
                dataOffset,
                dataLength);
    }

    /** A recorder that writes to a stream does not know the size, and writes 0 or the largest number. */
    private static long dataSize(long size, long longDataSize, int content, long fileLength) {
        long declared = size == UNKNOWN_SIZE ? longDataSize : size;
        if (fileLength == AudioUpload.UNKNOWN_LENGTH) {
            return declared <= 0 ? AudioUpload.UNKNOWN_LENGTH : declared;
        }
        long there = Math.max(0, fileLength - content);
        return declared <= 0 ? there : Math.min(declared, there);
    }

    /** The length of the audio, or {@code null} if the header does not say, or contradicts itself. */
    public Duration duration() {
        return RecordingDuration.of(dataLength, byteRate);
    }
}
