/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** For what is no audio. */
final class UndecodableAnalyzer implements FormatAnalyzer {

    @Override
    public void accept(byte[] bytes, int offset, int length) {}

    @Override
    public AudioAnalysis finish(long size) {
        return AudioAnalysis.broken();
    }
}
