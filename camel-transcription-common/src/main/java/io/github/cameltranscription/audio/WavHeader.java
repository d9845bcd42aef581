/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The chunks of a RIFF WAVE file, and of its 64-bit form RF64 (EBU Tech 3306). */
final class WavHeader {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int BYTE_RATE_OFFSET = 8;
    private static final int SHORTEST_FORMAT = 16;
    private static final int DATA_SIZE_OFFSET = 8;
    private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;

    private WavHeader() {}

    /**
     * @param  head       the first bytes
     * @param  fileLength bytes of the whole file, or {@link AudioUpload#UNKNOWN_LENGTH}
     * @return            the length of the audio, or {@code null}
     */
    static Duration duration(byte[] head, long fileLength) {
        ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long byteRate = 0;
        long longDataSize = 0;
        int position = RIFF_HEADER;
        while (position + CHUNK_HEADER <= head.length) {
            String chunk = new String(head, position, 4, StandardCharsets.US_ASCII);
            long size = buffer.getInt(position + 4) & 0xFFFF_FFFFL;
            int content = position + CHUNK_HEADER;
            if (chunk.equals("data")) {
                return RecordingDuration.of(dataSize(size, longDataSize, content, fileLength), byteRate);
            }
            if (chunk.equals("fmt ") && content + SHORTEST_FORMAT <= head.length) {
                byteRate = buffer.getInt(content + BYTE_RATE_OFFSET) & 0xFFFF_FFFFL;
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

    /** A recorder that writes to a stream cannot fill in the size, and leaves 0 or the largest number. */
    private static long dataSize(long size, long longDataSize, int content, long fileLength) {
        long declared = size == UNKNOWN_SIZE ? longDataSize : size;
        long there = fileLength == AudioUpload.UNKNOWN_LENGTH ? declared : fileLength - content;
        return declared <= 0 ? there : Math.min(declared, there);
    }
}
