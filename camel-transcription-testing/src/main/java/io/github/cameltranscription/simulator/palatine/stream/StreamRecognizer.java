/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.List;

import io.github.cameltranscription.simulator.audio.LoudnessMeter;
import io.github.cameltranscription.simulator.audio.WavEncoding;

/**
 * Hears the words that {@link SpokenAudio} has written into the audio; where there are none, the next word of the script in each block
 * that is loud. It recognises nothing.
 */
final class StreamRecognizer {

    private final String[] script;
    private final int bytesPerMoment;
    private final int shortestUndecodable;
    private final LoudnessMeter loudness;
    private final WatermarkReader watermark;
    private int scriptWord;

    /** {@code script} is null for plainly artificial words without end. */
    StreamRecognizer(StreamFormat format, String script) {
        this.script = script == null
                ? null
                : script.isBlank() ? new String[0] : script.strip().split("\\s+");
        bytesPerMoment = format.bytesPerMoment();
        WavEncoding encoding = format.encoding();
        loudness = encoding == null ? null : new LoudnessMeter(encoding, format.sampleRate(), format.channels());
        watermark = encoding == WavEncoding.SIGNED_16 ? new WatermarkReader() : null;
        shortestUndecodable = format.bytesPerBlock() / 3;
    }

    /** The words that are complete with the first {@code length} bytes of this block. */
    List<String> hear(byte[] block, int length) {
        if (watermark != null) {
            List<String> words = readWatermark(block, length);
            if (watermark.everFound()) {
                return words;
            }
        }
        // What cannot be decoded is taken for speech, as it is in files.
        boolean speech = loudness == null ? length >= shortestUndecodable : loudness.isSpeech(block, length);
        if (!speech || script != null && scriptWord == script.length) {
            return List.of();
        }
        scriptWord++;
        return List.of(script == null ? "[simulated word " + scriptWord + "]" : script[scriptWord - 1]);
    }

    /** Only the first channel counts. */
    private List<String> readWatermark(byte[] block, int length) {
        for (int index = 0; index + 1 < length; index += bytesPerMoment) {
            watermark.accept(block[index]);
        }
        return watermark.take();
    }

    /** What is left to say when the audio is over. */
    List<String> end() {
        return watermark == null ? List.of() : watermark.takeRest();
    }
}
