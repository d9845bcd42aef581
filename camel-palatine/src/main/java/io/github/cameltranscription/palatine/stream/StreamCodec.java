/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.cameltranscription.audio.MediaContainer;

/** The codecs of the service (palatine-streaming.ru.txt). */
public enum StreamCodec {
    /** 16-bit integers, little-endian: what the service recommends. */
    LINEAR16(2, false, MediaContainer.WAV),
    /** 32-bit floating-point numbers, little-endian (public documentation of the vendor). */
    LINEAR32(4, false, MediaContainer.WAV),
    /** Opus without a container. */
    OPUS(0, false),
    /** FLAC. */
    FLAC(0, false, MediaContainer.FLAC),
    /** MP3. */
    MP3(0, false, MediaContainer.MPEG_AUDIO),
    /** AAC. */
    AAC(0, false, MediaContainer.ADTS, MediaContainer.ISO_MEDIA),
    /** MPEG audio, layer II. */
    MP2(0, false, MediaContainer.MPEG_AUDIO),
    /** AAC in MP4. */
    M4A(0, false, MediaContainer.ISO_MEDIA),
    /** A WAV file with its header. */
    WAV(0, false, MediaContainer.WAV),
    /** WebM, as a browser's MediaRecorder makes it. */
    WEBM(0, false, MediaContainer.MATROSKA),
    /** Ogg, with any codec. */
    OGG(0, false, MediaContainer.OGG),
    /** MP4, as some browsers' MediaRecorder makes it. */
    MP4(0, false, MediaContainer.ISO_MEDIA),
    /** A-law of G.711. */
    ALAW(1, true, MediaContainer.WAV),
    /** Mu-law of G.711. */
    MULAW(1, true, MediaContainer.WAV),
    /** AMR narrowband. */
    AMR_NB(0, true, MediaContainer.AMR),
    /** AMR wideband. */
    AMR_WB(0, true, MediaContainer.AMR),
    /** Opus in Ogg. */
    OGG_OPUS(0, false, MediaContainer.OGG),
    /** Speex. */
    SPEEX(0, false, MediaContainer.OGG),
    /** G.729. */
    G729(0, true);

    private static final Set<StreamCodec> ONLY_IN_CONTAINER = EnumSet.of(FLAC, OGG_OPUS, M4A, WAV, WEBM, OGG, MP4);

    private final int sampleSize;
    private final boolean telephone;
    private final Set<MediaContainer> containers;

    StreamCodec(int sampleSize, boolean telephone, MediaContainer... containers) {
        this.sampleSize = sampleSize;
        this.telephone = telephone;
        this.containers = Set.of(containers);
    }

    /** The name of the codec in requests, such as {@code ogg-opus}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds a codec.
     *
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static StreamCodec of(String wireName) {
        return Stream.of(values())
                .filter(codec -> codec.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("codec \"" + wireName + "\" is not one of "
                        + Stream.of(values()).map(StreamCodec::wireName).collect(Collectors.joining(", "))));
    }

    /** The bytes of one sample of one channel, or {@code 0} for compressed audio. */
    int sampleSize() {
        return sampleSize;
    }

    /** Whether a number of bytes is a duration. */
    public boolean isTimed() {
        return sampleSize > 0;
    }

    /** Whether it is a telephone codec, for which the service recommends 8000 Hz. */
    public boolean isTelephone() {
        return telephone;
    }

    /** Whether audio may begin with the signature of this container; {@code UNKNOWN} is no signature. */
    boolean mayBeIn(MediaContainer container) {
        return container == MediaContainer.UNKNOWN ? !ONLY_IN_CONTAINER.contains(this) : containers.contains(container);
    }
}
