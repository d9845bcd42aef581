/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** The first bytes of a stream, with the fixed-width reads that audio headers need. */
final class HeadBuffer {

    private final byte[] bytes;
    private int length;

    HeadBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    void accept(byte[] source, int offset, int count) {
        int taken = Math.min(count, bytes.length - length);
        System.arraycopy(source, offset, bytes, length, taken);
        length += taken;
    }

    int length() {
        return length;
    }

    int unsignedByte(int index) {
        return bytes[index] & 0xFF;
    }

    long bigEndian(int index, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[index + i] & 0xFF;
        }
        return value;
    }

    long littleEndian(int index, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | bytes[index + i] & 0xFF;
        }
        return value;
    }

    boolean startsWith(int index, String ascii) {
        if (index < 0 || index + ascii.length() > length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[index + i] != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
