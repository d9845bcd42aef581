/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.apache.camel.util.function.ThrowingSupplier;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

import io.github.cameltranscription.audio.AudioUpload;

/**
 * Writes a multipart form as a stream. HttpClient's own builder is not used, because none of its modes writes a Russian
 * file name like browsers, in UTF-8 between quotes: one percent-encodes it, the others lose it.
 */
final class MultipartFormEntity extends AbstractHttpEntity {

    private static final int BUFFER_LENGTH = 64 * 1024;

    private final AudioUpload audio;
    private final byte[] beforeRecording;
    private final byte[] afterRecording;
    private final Transfer transfer;
    private final Duration answerLimit;
    /** The thread that reads the recording now, or {@code null}. */
    private Thread reader;

    private volatile boolean begun;
    private volatile boolean complete;

    /**
     * @param transfer counts the bytes
     * @param answerLimit the time limit for the answer after everything is sent
     */
    MultipartFormEntity(MultipartForm form, Transfer transfer, Duration answerLimit) {
        this(form, transfer, answerLimit, new MultipartText());
    }

    private MultipartFormEntity(MultipartForm form, Transfer transfer, Duration answerLimit, MultipartText text) {
        super(text.contentType(), null, form.audio().length() == AudioUpload.UNKNOWN_LENGTH);
        this.audio = form.audio();
        this.transfer = transfer;
        this.answerLimit = answerLimit;
        String head = text.fields(form.fields()) + text.fileHead(form.partName(), audio.name(), form.contentType());
        this.beforeRecording = head.getBytes(StandardCharsets.UTF_8);
        this.afterRecording = (text.fileEnd() + text.end()).getBytes(StandardCharsets.UTF_8);
    }

    Transfer transfer() {
        return transfer;
    }

    Duration answerLimit() {
        return answerLimit;
    }

    /** Whether a byte of it has been written. */
    boolean isBegun() {
        return begun;
    }

    /** Whether all of it has been written. */
    boolean isComplete() {
        return complete;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transfer.flow();
        try (InputStream recording = reading(audio::open)) {
            begun = true;
            out.write(beforeRecording);
            byte[] buffer = new byte[BUFFER_LENGTH];
            ThrowingSupplier<Integer, IOException> next = () -> recording.read(buffer);
            long sent = 0;
            for (int count = reading(next); count >= 0; count = reading(next)) {
                sent += count;
                requireLength(sent, sent <= audio.length());
                out.write(buffer, 0, count);
                transfer.moved(count);
            }
            requireLength(sent, sent == audio.length());
            out.write(afterRecording);
            out.flush();
        } catch (UnreadableRecordingException unreadable) {
            // HttpClient would end the chunks, and the provider would get a part of the recording in a whole request.
            transfer.cut(unreadable.getMessage());
            throw unreadable;
        }
        complete = true;
        transfer.await(answerLimit);
    }

    /** HttpClient leaves out what is longer than the Content-Length, and the provider would get a part of the recording. */
    private void requireLength(long sent, boolean expected) throws UnreadableRecordingException {
        if (audio.length() != AudioUpload.UNKNOWN_LENGTH && !expected) {
            throw new UnreadableRecordingException(new IOException("it had " + audio.length()
                    + " bytes and has changed after " + sent + ": its source may still write it"));
        }
    }

    /** An error, from a stream of any kind, would make HttpClient shut all its connections. */
    private <T> T reading(ThrowingSupplier<T, IOException> step) throws IOException {
        synchronized (this) {
            if (transfer.reason() != null) {
                throw new NoAnswerException(transfer.reason(), false, null);
            }
            reader = Thread.currentThread();
        }
        try {
            return step.get();
        } catch (IOException | RuntimeException | Error unreadable) {
            String reason = transfer.reason();
            throw new UnreadableRecordingException(reason == null ? unreadable : new IOException(reason, unreadable));
        } finally {
            synchronized (this) {
                reader = null;
                if (transfer.reason() != null) {
                    // The interrupt has ended this read, and must not end another.
                    Thread.interrupted();
                }
            }
        }
    }

    /** Interrupts a thread that waits for the source of the recording. */
    synchronized void stopReading() {
        if (reader != null) {
            reader.interrupt();
        }
    }

    @Override
    public long getContentLength() {
        return audio.length() == AudioUpload.UNKNOWN_LENGTH
                ? -1
                : beforeRecording.length + audio.length() + afterRecording.length;
    }

    @Override
    public boolean isRepeatable() {
        return audio.isRepeatable();
    }

    @Override
    public boolean isStreaming() {
        return !audio.isRepeatable();
    }

    /** HttpClient only writes; this method would read the whole form into memory. */
    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("a form is written, not read");
    }

    @Override
    public void close() {
        // The recording belongs to the message and is opened and closed by writeTo.
    }
}
