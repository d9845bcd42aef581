/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import io.vertx.core.buffer.Buffer;

/**
 * Push parser for multipart/form-data (RFC 7578): content goes to the {@link PartHandler} as it arrives, only a
 * delimiter's length is held back.
 */
public final class MultipartReader {

    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_BOUNDARY = 70;
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

    private enum State {
        PREAMBLE,
        DELIMITER,
        HEADERS,
        CONTENT,
        EPILOGUE
    }

    private final byte[] delimiter;
    private final PartHandler handler;
    private State state = State.PREAMBLE;
    private byte[] window = new byte[32 * 1024];
    private int position;
    private int limit;

    private MultipartReader(String boundary, PartHandler handler) {
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.handler = handler;
        // The first delimiter needs no line break before it: supply one.
        window[limit++] = '\r';
        window[limit++] = '\n';
    }

    /** Throws {@link MalformedMultipartException} where {@code contentType} (the request's header) names no usable boundary. */
    public static MultipartReader of(String contentType, PartHandler handler) {
        for (String parameter : contentType.split(";")) {
            String trimmed = parameter.trim();
            if (trimmed.regionMatches(true, 0, "boundary=", 0, 9)) {
                String boundary = trimmed.substring(9);
                if (boundary.length() > 1 && boundary.startsWith("\"") && boundary.endsWith("\"")) {
                    boundary = boundary.substring(1, boundary.length() - 1);
                }
                if (!boundary.isEmpty() && boundary.length() <= LONGEST_BOUNDARY) {
                    return new MultipartReader(boundary, handler);
                }
            }
        }
        throw new MalformedMultipartException("Missing boundary in multipart");
    }

    /** Takes the next piece of the body. Throws {@link MalformedMultipartException}; nothing may be written after that. */
    public void write(Buffer bytes) {
        append(bytes);
        while (advance()) {
            // one step a turn
        }
    }

    /** Throws {@link MalformedMultipartException} where the closing delimiter has not come. */
    public void end() {
        if (state != State.EPILOGUE) {
            throw new MalformedMultipartException("The body ends before the closing boundary");
        }
    }

    private void append(Buffer bytes) {
        int kept = limit - position;
        System.arraycopy(window, position, window, 0, kept);
        position = 0;
        limit = kept + bytes.length();
        if (limit > window.length) {
            window = Arrays.copyOf(window, Math.max(limit, window.length * 2));
        }
        bytes.getBytes(0, bytes.length(), window, kept);
    }

    private boolean advance() {
        return switch (state) {
            case PREAMBLE, CONTENT -> readToDelimiter();
            case DELIMITER -> readDelimiterEnd();
            case HEADERS -> readHeaders();
            case EPILOGUE -> {
                position = limit;
                yield false;
            }
        };
    }

    private boolean readToDelimiter() {
        int found = indexOf(delimiter, position);
        int contentEnd = found >= 0 ? found : Math.max(position, limit - delimiter.length + 1);
        if (state == State.CONTENT && contentEnd > position) {
            handler.partContent(window, position, contentEnd - position);
        }
        if (found < 0) {
            position = contentEnd;
            return false;
        }
        if (state == State.CONTENT) {
            handler.partEnds();
        }
        position = found + delimiter.length;
        state = State.DELIMITER;
        return true;
    }

    private boolean readDelimiterEnd() {
        while (position < limit && (window[position] == ' ' || window[position] == '\t')) {
            position++;
        }
        if (limit - position < 2) {
            return false;
        }
        if (window[position] == '-' && window[position + 1] == '-') {
            state = State.EPILOGUE;
        } else if (window[position] == '\r' && window[position + 1] == '\n') {
            // The line break stays: it makes part headers that are empty end like any others.
            state = State.HEADERS;
        } else {
            throw new MalformedMultipartException("Unexpected bytes after a boundary");
        }
        return true;
    }

    private boolean readHeaders() {
        int end = indexOf(HEADERS_END, position);
        if (end < 0) {
            if (limit - position > LARGEST_HEADERS) {
                throw new MalformedMultipartException("Part headers are too large");
            }
            return false;
        }
        handler.partBegins(parseHeaders(text(window, position, end)));
        position = end + HEADERS_END.length;
        state = State.CONTENT;
        return true;
    }

    /** Clients send file names as raw UTF-8; what is none is read byte for byte. */
    private static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    private static PartHeaders parseHeaders(String block) {
        String contentType = null;
        ContentDisposition disposition = null;
        for (String line : block.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String value = line.substring(colon + 1).trim();
                switch (line.substring(0, colon).trim().toLowerCase(Locale.ROOT)) {
                    case "content-type" -> contentType = value;
                    case "content-disposition" -> disposition = ContentDisposition.parse(value);
                    default -> {
                        // A part may carry more headers; none of them says anything about the call.
                    }
                }
            }
        }
        if (disposition == null) {
            throw new MalformedMultipartException("A part has no Content-Disposition");
        }
        return new PartHeaders(disposition.name(), disposition.fileName(), contentType);
    }

    private int indexOf(byte[] wanted, int from) {
        byte first = wanted[0];
        int last = limit - wanted.length;
        for (int index = from; index <= last; index++) {
            if (window[index] == first
                    && Arrays.equals(window, index, index + wanted.length, wanted, 0, wanted.length)) {
                return index;
            }
        }
        return -1;
    }
}
