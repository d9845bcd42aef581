/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

import java.nio.charset.StandardCharsets;

/** Formats told apart by their magic bytes, in as far as the simulator treats them differently. */
enum AudioFormat {
    WAV,
    FLAC,
    MP3,
    OGG,
    /** Known as audio or video, but the simulator reads no duration from it. */
    OTHER,
    UNKNOWN;

    /** How many bytes {@link #detect} wants to see. */
    static final int MAGIC_LENGTH = 12;

    private static final String[] OTHER_MAGIC = {
        "\u001A\u0045\u00DF\u00A3", // Matroska, WebM
        "\u0030\u0026\u00B2\u0075", // ASF: WMA, WMV
        "\u0000\u0000\u0001\u00BA", // MPEG program stream
        "#!AMR",
        "FLV",
        "caff",
        "wvpk",
        ".snd"
    };

    static AudioFormat detect(byte[] head, int length) {
        String magic = new String(head, 0, Math.min(length, MAGIC_LENGTH), StandardCharsets.ISO_8859_1);
        if (magic.startsWith("RIFF") || magic.startsWith("RF64")) {
            return magic.startsWith("WAVE", 8) ? WAV : magic.startsWith("AVI ", 8) ? OTHER : UNKNOWN;
        }
        if (magic.startsWith("fLaC")) {
            return FLAC;
        }
        if (magic.startsWith("OggS")) {
            return OGG;
        }
        if (magic.startsWith("ID3")) {
            return MP3;
        }
        if (length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0) {
            // The layer bits are zero in AAC's ADTS header, which shares the sync word.
            return (head[1] & 0x06) == 0 ? OTHER : MP3;
        }
        if (magic.startsWith("ftyp", 4) || magic.startsWith("FORM") && magic.startsWith("AIF", 8)) {
            return OTHER;
        }
        for (String other : OTHER_MAGIC) {
            if (magic.startsWith(other)) {
                return OTHER;
            }
        }
        return UNKNOWN;
    }
}
