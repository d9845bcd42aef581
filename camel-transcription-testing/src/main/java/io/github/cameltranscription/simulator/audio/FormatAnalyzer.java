/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Reads one audio format as it streams by, from its first byte on. */
@FunctionalInterface
interface FormatAnalyzer {

    /** The array may be reused by the caller afterwards. */
    default void accept(byte[] bytes, int offset, int length) {}

    /** Called once, after the last byte; {@code size} is the number of bytes seen. */
    AudioAnalysis finish(long size);
}
