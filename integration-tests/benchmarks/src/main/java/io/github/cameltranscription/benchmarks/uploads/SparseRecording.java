/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A WAV file of silence, sparse, so that the disk does not matter. */
final class SparseRecording {

    private static final int HEADER_LENGTH = 44;
    private static final int SAMPLE_RATE = 16_000;

    private SparseRecording() {}

    static Path create(Path folder, String name, long bytes) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.write(header(bytes));
            content.setLength(bytes);
        }
        if (Files.size(file) != bytes) {
            throw new IOException(file + " is not " + bytes + " bytes long");
        }
        return file;
    }

    private static byte[] header(long bytes) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (bytes - 8))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(SAMPLE_RATE)
                .putInt(2 * SAMPLE_RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (bytes - HEADER_LENGTH))
                .array();
    }
}
