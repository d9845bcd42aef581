/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import org.apache.hc.core5.http.Header;

/**
 * The maximum sizes of answers, in bytes after decompression.
 *
 * @param maxAnswerSize of an answer without a transcript
 * @param maxTranscriptSize of an answer with a transcript
 * @param maxDownloadSize of a downloaded file; {@code 0} for no limit
 * @param maxHeaderSize of the status line and the headers of an answer together
 */
public record AnswerLimits(long maxAnswerSize, long maxTranscriptSize, long maxDownloadSize, int maxHeaderSize) {

    /** 1 MB, 64 MB, no limit, 64 KB. */
    public static final AnswerLimits DEFAULT = new AnswerLimits(1024 * 1024, 64 * 1024 * 1024, 0, 64 * 1024);

    private static final int LEAST_HEADER_SIZE = 1024;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public AnswerLimits {
        requirePositive(AnswerKind.SMALL, maxAnswerSize);
        requirePositive(AnswerKind.TRANSCRIPT, maxTranscriptSize);
        if (maxDownloadSize < 0) {
            throw new IllegalArgumentException(
                    "maxDownloadSize " + maxDownloadSize + " must not be negative: 0 is no limit");
        }
        if (maxHeaderSize < LEAST_HEADER_SIZE) {
            throw new IllegalArgumentException("maxHeaderSize " + maxHeaderSize
                    + " is too small for the headers of an answer: give at least " + LEAST_HEADER_SIZE + " bytes");
        }
    }

    private static void requirePositive(AnswerKind kind, long size) {
        if (size < 1) {
            throw new IllegalArgumentException(kind.option() + " " + size + " must be at least 1 byte");
        }
    }

    /**
     * Checks the size of an answer's headers.
     *
     * @throws OversizedAnswerException if they are too large
     */
    void checkHeaders(Header[] headers) throws OversizedAnswerException {
        long size = 0;
        for (Header header : headers) {
            size += header.getName().length()
                    + (header.getValue() == null ? 0 : header.getValue().length());
        }
        if (size > maxHeaderSize) {
            throw OversizedAnswerException.ofHeaders(maxHeaderSize);
        }
    }

    /** The maximum size of an answer of this kind. */
    long of(AnswerKind kind) {
        return switch (kind) {
            case SMALL -> maxAnswerSize;
            case TRANSCRIPT -> maxTranscriptSize;
            case FILE -> maxDownloadSize == 0 ? Long.MAX_VALUE : maxDownloadSize;
        };
    }
}
