/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.MediaContainer;
import io.github.cameltranscription.audio.MediaType;
import io.github.cameltranscription.audio.WavFormat;

/** A whole recording to stream: its format and the position of its audio. */
public final class StreamRecording {

    /** The sample rates of the service (palatine-streaming.ru.txt). */
    public static final Set<Integer> SAMPLE_RATES = new TreeSet<>(Set.of(8000, 16000, 22050, 32000, 44100, 48000));

    private static final int WAV_HEAD = 64 * 1024;
    private static final int DEFAULT_SAMPLE_RATE = 48_000;
    private static final int DEFAULT_CHANNELS = 1;

    private final AudioUpload upload;
    private final StreamFormat format;
    private final long offset;
    private final long length;

    private StreamRecording(AudioUpload upload, StreamFormat format, long offset, long length) {
        this.upload = upload;
        this.format = format;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Reads the beginning of a recording.
     *
     * @param sampleRate {@code null} for that of a WAV header, else 48000
     * @param channels {@code null} for those of a WAV header, else 1
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has another format
     */
    public static StreamRecording of(AudioUpload upload, StreamCodec codec, Integer sampleRate, Integer channels)
            throws IOException {
        MediaContainer container = requireContainer(upload.head(MediaType.SIGNATURE_LENGTH), codec);
        if (container == MediaContainer.WAV && codec != StreamCodec.WAV) {
            return ofWav(upload, codec, sampleRate, channels);
        }
        StreamFormat format = format(codec, sampleRate, channels);
        requireWholeSamples(upload.length(), format);
        return new StreamRecording(upload, format, 0, upload.length());
    }

    /**
     * The format of audio without a header.
     *
     * @param sampleRate or {@code null} for 48000
     * @param channels   or {@code null} for 1
     */
    public static StreamFormat format(StreamCodec codec, Integer sampleRate, Integer channels) {
        return new StreamFormat(
                codec,
                sampleRate == null ? DEFAULT_SAMPLE_RATE : sampleRate,
                channels == null ? DEFAULT_CHANNELS : channels);
    }

    /**
     * Checks that the first bytes of audio do not contradict its codec.
     *
     * @param head the first bytes
     * @throws IllegalArgumentException if they contradict
     */
    static MediaContainer requireContainer(byte[] head, StreamCodec codec) {
        MediaContainer container = MediaContainer.of(head);
        // Raw samples may look like a frame of MPEG audio, which begins with eleven set bits.
        boolean byChance = codec.sampleSize() > 0
                && (container == MediaContainer.MPEG_AUDIO || container == MediaContainer.ADTS)
                && (head[0] & 0xFF) == 0xFF;
        if (!byChance && !codec.mayBeIn(container)) {
            throw new IllegalArgumentException("codec \"" + codec.wireName() + "\" does not fit the audio, which "
                    + (container == MediaContainer.UNKNOWN ? "has no signature of it" : "is " + container)
                    + ": set codec to what it is, or convert it; nothing was sent");
        }
        return byChance ? MediaContainer.UNKNOWN : container;
    }

    /**
     * Checks the first chunk of a session.
     *
     * @param head its first bytes
     * @throws IllegalArgumentException if it has another format
     */
    public static void requireStream(byte[] head, StreamCodec codec) {
        if (requireContainer(head, codec) == MediaContainer.WAV && codec != StreamCodec.WAV) {
            throw new IllegalArgumentException("the audio begins with a WAV header, and codec \"" + codec.wireName()
                    + "\" is sent in pieces without one: send only what follows it, or the whole file in one message"
                    + " without the header CamelPalatineStreamId");
        }
    }

    private static StreamRecording ofWav(AudioUpload upload, StreamCodec codec, Integer sampleRate, Integer channels)
            throws IOException {
        WavFormat wav = WavFormat.read(upload.head(WAV_HEAD), upload.length());
        if (wav == null) {
            throw new IllegalArgumentException("the WAV header of " + upload.name()
                    + " is broken, or its audio begins after more than " + WAV_HEAD + " bytes: convert the file");
        }
        StreamCodec found = codecOf(wav, upload.name());
        if (found != codec) {
            throw new IllegalArgumentException("codec \"" + codec.wireName() + "\" is not that of " + upload.name()
                    + ", which is " + found.wireName() + ": add codec=" + found.wireName() + ", or convert the file");
        }
        requireSame("sampleRate", sampleRate, wav.sampleRate(), upload.name());
        requireSame("channels", channels, wav.channels(), upload.name());
        if (!SAMPLE_RATES.contains(wav.sampleRate())) {
            throw new IllegalArgumentException("sampleRate " + wav.sampleRate() + " of " + upload.name()
                    + " is not one of " + SAMPLE_RATES + ": convert the file");
        }
        if (wav.channels() < 1 || wav.channels() > 2) {
            throw new IllegalArgumentException(
                    "channels " + wav.channels() + " of " + upload.name() + " are not 1 or 2: convert the file");
        }
        if (wav.dataLength() == 0) {
            throw new IllegalArgumentException("the recording " + upload.name() + " has no audio: nothing is sent");
        }
        return new StreamRecording(
                upload, new StreamFormat(found, wav.sampleRate(), wav.channels()), wav.dataOffset(), wav.dataLength());
    }

    private static StreamCodec codecOf(WavFormat wav, String name) {
        if (wav.encoding() == WavFormat.PCM && wav.bitsPerSample() == 16) {
            return StreamCodec.LINEAR16;
        }
        if (wav.encoding() == WavFormat.FLOAT && wav.bitsPerSample() == 32) {
            return StreamCodec.LINEAR32;
        }
        if (wav.encoding() == WavFormat.PCM && wav.bitsPerSample() == 32) {
            throw new IllegalArgumentException("the audio of " + name + " is 32-bit integers, and linear32 is 32-bit"
                    + " floating-point numbers: convert it to 16-bit PCM, or to 32-bit float");
        }
        if (wav.encoding() == WavFormat.ALAW && wav.bitsPerSample() == 8) {
            return StreamCodec.ALAW;
        }
        if (wav.encoding() == WavFormat.MULAW && wav.bitsPerSample() == 8) {
            return StreamCodec.MULAW;
        }
        throw new IllegalArgumentException("the codec of " + name + " (WAV encoding " + wav.encoding() + ", "
                + wav.bitsPerSample() + " bits) is not one that can be streamed: convert it to 16-bit PCM");
    }

    private static void requireSame(String option, Integer wanted, int found, String name) {
        if (wanted != null && wanted != found) {
            throw new IllegalArgumentException(option + " " + wanted + " is not that of " + name + ", which is " + found
                    + ": remove the option, or set it to " + found);
        }
    }

    private static void requireWholeSamples(long length, StreamFormat format) {
        if (length > 0 && length % format.frameSize() != 0) {
            throw new IllegalArgumentException("codec \"" + format.codec().wireName() + "\" with channels "
                    + format.channels() + " has " + format.frameSize() + " bytes a sample, and the recording's "
                    + length
                    + " bytes are not whole ones: set codec and channels to what it is");
        }
    }

    /** What its bytes mean. */
    public StreamFormat format() {
        return format;
    }

    /** The number of bytes of audio; what follows in the file is other data. Negative if it is not known. */
    long length() {
        return length;
    }

    /**
     * Opens the recording where its audio begins; the caller closes it.
     *
     * @throws IOException if it cannot be read
     */
    public InputStream open() throws IOException {
        InputStream whole = upload.open();
        try {
            whole.skipNBytes(offset);
            return whole;
        } catch (IOException broken) {
            whole.close();
            throw broken;
        }
    }
}
