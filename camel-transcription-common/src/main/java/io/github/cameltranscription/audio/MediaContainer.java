/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The container of a recording, by its first bytes. It does not always determine the codec. */
public enum MediaContainer {
    /** RIFF WAVE, or its 64-bit form RF64. */
    WAV,
    /** RIFF AVI. */
    AVI,
    /** MPEG audio, layers I to III, with or without ID3. */
    MPEG_AUDIO,
    /** Ogg, with any codec. */
    OGG,
    /** FLAC in its own container. */
    FLAC,
    /** AAC in ADTS frames. */
    ADTS,
    /** MP4, QuickTime and related formats. */
    ISO_MEDIA,
    /** AIFF and AIFF-C. */
    AIFF,
    /** AMR with a file header, narrowband or wideband. */
    AMR,
    /** ASF, as in WMA and WMV. */
    ASF,
    /** Matroska and WebM. */
    MATROSKA,
    /** Flash video. */
    FLV,
    /** None of these: raw audio, or no audio at all. */
    UNKNOWN;

    private static final Map<String, MediaContainer> BY_BEGINNING =
            Map.of("OggS", OGG, "fLaC", FLAC, "#!AMR", AMR, "FLV", FLV, "ID3", MPEG_AUDIO);

    private static final int EBML_SIGNATURE = 0x1A45DFA3;
    private static final int ASF_SIGNATURE = 0x3026B275;

    /** The container of a recording with these first bytes; {@link MediaType#SIGNATURE_LENGTH} of them are enough. */
    public static MediaContainer of(byte[] signature) {
        if (startsWith(signature, 0, "RIFF") || startsWith(signature, 0, "RF64")) {
            return startsWith(signature, 8, "WAVE") ? WAV : startsWith(signature, 8, "AVI ") ? AVI : UNKNOWN;
        }
        if (startsWith(signature, 0, "FORM") && startsWith(signature, 8, "AIF")) {
            return AIFF;
        }
        if (startsWith(signature, 4, "ftyp")) {
            return ISO_MEDIA;
        }
        for (Map.Entry<String, MediaContainer> known : BY_BEGINNING.entrySet()) {
            if (startsWith(signature, 0, known.getKey())) {
                return known.getValue();
            }
        }
        return signature.length < 4 ? UNKNOWN : ofNumber(signature);
    }

    private static MediaContainer ofNumber(byte[] signature) {
        int first = ByteBuffer.wrap(signature).getInt();
        if (first == EBML_SIGNATURE) {
            return MATROSKA;
        }
        if (first == ASF_SIGNATURE) {
            return ASF;
        }
        boolean frameSync = (first & 0xFFE00000) == 0xFFE00000;
        if (!frameSync) {
            return UNKNOWN;
        }
        int layer = first >> 17 & 0b11;
        return layer == 0 ? ADTS : MPEG_AUDIO;
    }

    /** An Ogg stream of Opus begins its first page's payload, after 28 bytes, with {@code OpusHead} (RFC 7845). */
    static boolean holdsOpus(byte[] signature) {
        return startsWith(signature, 28, "OpusHead");
    }

    private static boolean startsWith(byte[] signature, int offset, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        int end = offset + wanted.length;
        return signature.length >= end && Arrays.equals(signature, offset, end, wanted, 0, wanted.length);
    }
}
