/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.io.IOException;
import java.io.InputStream;

import org.apache.camel.util.function.ThrowingFunction;
import org.apache.camel.util.function.ThrowingSupplier;

/** A recording to upload. It is read as a stream, never into memory as a whole. */
public final class AudioUpload implements JobInput {

    /** The length of a recording with an unknown length. */
    public static final long UNKNOWN_LENGTH = -1;

    private final String name;
    private final MediaType mediaType;
    private final long length;
    private final ThrowingSupplier<InputStream, IOException> opener;
    private final ThrowingFunction<Integer, byte[], IOException> headReader;
    private final boolean repeatable;

    AudioUpload(
            String name,
            MediaType mediaType,
            long length,
            ThrowingSupplier<InputStream, IOException> opener,
            ThrowingFunction<Integer, byte[], IOException> headReader,
            boolean repeatable) {
        this.name = name;
        this.mediaType = mediaType;
        this.length = length;
        this.opener = opener;
        this.headReader = headReader;
        this.repeatable = repeatable;
    }

    /** The file name that the provider receives, with an extension. */
    @Override
    public String name() {
        return name;
    }

    /** The format of the audio or video. */
    public MediaType mediaType() {
        return mediaType;
    }

    /** The length in bytes, or {@link #UNKNOWN_LENGTH}. */
    public long length() {
        return length;
    }

    /** Whether {@link #open()} may be called more than once. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /**
     * Opens the recording at its beginning; the caller closes it.
     *
     * @throws IOException if it cannot be read, or is opened again and is not repeatable
     */
    public InputStream open() throws IOException {
        return opener.get();
    }

    /**
     * The first bytes. The recording can be opened afterwards; once a recording that is not repeatable has been opened,
     * there are none.
     *
     * @param most the maximum number of bytes
     * @throws IOException if the recording cannot be read
     */
    public byte[] head(int most) throws IOException {
        return headReader.apply(most);
    }

    @Override
    public String toString() {
        return name + " (" + mediaType.contentType() + (length < 0 ? "" : ", " + length + " bytes") + ")";
    }
}
