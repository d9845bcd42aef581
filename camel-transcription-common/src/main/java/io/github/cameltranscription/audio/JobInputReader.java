/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.function.ThrowingFunction;
import org.apache.camel.util.function.ThrowingSupplier;

/**
 * Finds the recording in a message: a link from header, option or body, else a body of {@link File}, {@link Path},
 * {@link WrappedFile}, {@code byte[]}, {@link InputStream}, {@link StreamCache}, or anything else but text that Camel
 * converts to a stream. It reads only the first bytes.
 */
public final class JobInputReader {

    private static final String DEFAULT_NAME = "recording";

    /** A header of file consumers. */
    private static final String FILE_PATH = "CamelFileAbsolutePath";

    private final String fileNameHeader;
    private final String sourceUrlHeader;
    private final BiFunction<Message, String, Object> headers;

    /**
     * @param fileNameHeader  the header that overrides the name of the file
     * @param sourceUrlHeader the header that gives a link
     * @param headers         returns these two headers of a message; {@code null} for a header to ignore
     */
    public JobInputReader(String fileNameHeader, String sourceUrlHeader, BiFunction<Message, String, Object> headers) {
        this.fileNameHeader = fileNameHeader;
        this.sourceUrlHeader = sourceUrlHeader;
        this.headers = headers;
    }

    /**
     * Finds the recording.
     *
     * @param  sourceUrlOption          the endpoint's {@code sourceUrl}, or {@code null}
     * @throws IllegalArgumentException if there is none, it is empty or unreadable, or there is both a link and a body
     */
    public JobInput read(Message message, String sourceUrlOption) {
        Object body = message.getBody();
        Object given = headers.apply(message, sourceUrlHeader);
        String link = given == null
                ? sourceUrlOption
                : given instanceof String text ? text : message.getHeader(sourceUrlHeader, String.class);
        if (link == null || link.isBlank()) {
            return body instanceof URI url ? new AudioLink(url) : readUpload(message, body);
        }
        if (isRecording(body)) {
            throw new IllegalArgumentException("there is both a sourceUrl and a body of "
                    + body.getClass().getName()
                    + ", and which to transcribe is unclear: remove the option sourceUrl or the header "
                    + sourceUrlHeader
                    + ", or set the body to null");
        }
        return new AudioLink(parse(link));
    }

    private static URI parse(String link) {
        try {
            return URI.create(link.strip());
        } catch (IllegalArgumentException malformed) {
            // The message has neither the value nor the cause: a pre-signed link is a credential.
            throw new IllegalArgumentException(
                    "sourceUrl is not a valid address: percent-encode blanks and letters outside ASCII");
        }
    }

    private static boolean isRecording(Object body) {
        if (body instanceof byte[] bytes) {
            return bytes.length > 0;
        }
        if (body instanceof StreamCache cache) {
            return cache.length() > 0;
        }
        return body instanceof File
                || body instanceof Path
                || body instanceof WrappedFile<?>
                || body instanceof InputStream
                || body instanceof URI;
    }

    private AudioUpload readUpload(Message message, Object body) {
        if (body == null) {
            throw new IllegalArgumentException("the message has no body and there is no sourceUrl: send a File, Path, "
                    + "byte[] or InputStream, or for a link set the option sourceUrl or the header " + sourceUrlHeader);
        }
        if (body instanceof CharSequence) {
            throw new IllegalArgumentException("the body is text, not a recording: send a File, Path, byte[] or "
                    + "InputStream, or for a link a java.net.URI, the option sourceUrl or the header "
                    + sourceUrlHeader);
        }
        try {
            if (body instanceof WrappedFile<?> file) {
                return readWrapped(message, file);
            }
            if (body instanceof File file) {
                return ofFile(message, file.toPath());
            }
            if (body instanceof Path path) {
                return ofFile(message, path);
            }
            if (body instanceof byte[] bytes) {
                return of(message, bytes.length, null, () -> new ByteArrayInputStream(bytes));
            }
            if (body instanceof StreamCache cache && body instanceof InputStream stream) {
                return of(message, cache.length(), null, () -> rewound(cache, stream));
            }
            InputStream stream = body instanceof InputStream given ? given : message.getBody(InputStream.class);
            if (stream == null) {
                throw new IllegalArgumentException(
                        "a body of " + body.getClass().getName()
                                + " cannot be read as a recording: send a File, Path, byte[] or InputStream");
            }
            return ofStream(message, stream);
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            throw new IllegalArgumentException("the recording cannot be read: " + unreadable, unreadable);
        }
    }

    private AudioUpload readWrapped(Message message, WrappedFile<?> wrapped) throws IOException {
        Object file = wrapped.getFile();
        if (file instanceof File || file instanceof Path) {
            return readUpload(message, file);
        }
        if (wrapped.getBody() != null) {
            return readUpload(message, wrapped.getBody());
        }
        // A remote file that was not downloaded has no bytes, but Camel may convert the file itself.
        InputStream stream = message.getBody(InputStream.class);
        if (stream == null) {
            throw new IllegalArgumentException("the remote file has no content: its consumer did not download it");
        }
        return ofStream(message, stream);
    }

    private AudioUpload ofFile(Message message, Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + " is a folder: send a file");
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(missing(message, path));
        }
        return of(message, Files.size(path), path, () -> opened(path));
    }

    /** The file component lists a folder first, and makes the exchanges later: others may have moved a file by then. */
    private static String missing(Message message, Path path) {
        boolean listed = message.getHeader(FILE_PATH) != null;
        return "there is no file " + path
                + (listed
                        ? ": it was moved or deleted after its consumer had listed it. Set readLock=changed and"
                                + " readLockMinAge=1s on the consumer, which then skips such files"
                        : ": it was moved or deleted, or this is not its path");
    }

    private static InputStream opened(Path path) throws IOException {
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException moved) {
            throw new NoSuchFileException(
                    path.toString(),
                    null,
                    "it was moved or deleted before it was sent. Let only one consumer read the folder, and move the file"
                            + " when its exchange is completed");
        }
    }

    private AudioUpload ofStream(Message message, InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, RecordingDuration.HEAD_LENGTH);
        AtomicBoolean opened = new AtomicBoolean();
        ThrowingFunction<Integer, byte[], IOException> headReader =
                most -> opened.get() ? new byte[0] : peek(buffered, most);
        byte[] signature = headReader.apply(MediaType.SIGNATURE_LENGTH);
        return of(
                message,
                signature.length == 0 ? 0 : AudioUpload.UNKNOWN_LENGTH,
                null,
                () -> {
                    if (!opened.compareAndSet(false, true)) {
                        throw new IOException("the stream has been read already and cannot be sent again");
                    }
                    return buffered;
                },
                headReader,
                false);
    }

    private static byte[] peek(BufferedInputStream stream, int most) throws IOException {
        stream.mark(most);
        byte[] head = stream.readNBytes(most);
        stream.reset();
        return head;
    }

    private AudioUpload of(Message message, long length, Path path, ThrowingSupplier<InputStream, IOException> opener)
            throws IOException {
        ThrowingFunction<Integer, byte[], IOException> headReader = most -> {
            try (InputStream stream = opener.get()) {
                return stream.readNBytes(most);
            }
        };
        return of(message, length, path, opener, headReader, true);
    }

    private AudioUpload of(
            Message message,
            long length,
            Path path,
            ThrowingSupplier<InputStream, IOException> opener,
            ThrowingFunction<Integer, byte[], IOException> headReader,
            boolean repeatable)
            throws IOException {
        if (length == 0) {
            throw new IllegalArgumentException("the recording is empty: nothing is sent for 0 bytes");
        }
        String given = givenName(message, path);
        MediaType mediaType = MediaType.of(given, headReader.apply(MediaType.SIGNATURE_LENGTH));
        String name = given == null ? DEFAULT_NAME : given;
        if (MediaType.extensionOf(name).isEmpty()) {
            name = name + "." + mediaType.extension();
        }
        return new AudioUpload(name, mediaType, length, opener, headReader, repeatable);
    }

    private String givenName(Message message, Path path) {
        for (String header : new String[] {fileNameHeader, Exchange.FILE_NAME, "CamelAwsS3Key"}) {
            Object given = header.equals(fileNameHeader) ? headers.apply(message, header) : message.getHeader(header);
            String name = given == null ? null : withoutFolders(message.getHeader(header, String.class));
            if (name != null) {
                return name;
            }
        }
        return path == null ? null : withoutFolders(path.getFileName().toString());
    }

    private static String withoutFolders(String name) {
        if (name == null) {
            return null;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        // A line break in the name would end the multipart header that carries it.
        String printable = last.replaceAll("\\p{Cntrl}", "_");
        return printable.isEmpty() ? null : printable;
    }

    private static InputStream rewound(StreamCache cache, InputStream stream) {
        cache.reset();
        return new FilterInputStream(stream) {
            @Override
            public void close() {
                // The cache belongs to the exchange: closing it here would take it from a retry and from the route.
            }
        };
    }
}
