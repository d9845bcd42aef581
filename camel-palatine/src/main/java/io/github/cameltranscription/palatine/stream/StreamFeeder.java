/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.transcript.Transcript;

/** Reads a recording into a session, as fast as the session accepts it. It holds a thread only while it reads. */
public final class StreamFeeder {

    private static final Logger LOG = LoggerFactory.getLogger(StreamFeeder.class);

    private final StreamSession session;
    private final StreamRecording recording;
    private final int chunkSize;
    private final Executor readers;
    private final StreamFailures failures;
    private final CompletableFuture<Transcript> result = new CompletableFuture<>();
    private InputStream audio;
    private long left;

    /**
     * @param session not open yet
     * @param readers threads that reading may block
     */
    public StreamFeeder(StreamSession session, StreamRecording recording, Executor readers) {
        this.session = session;
        this.recording = recording;
        this.chunkSize = session.chunkSize();
        this.readers = readers;
        this.failures = session.failures();
        this.left = recording.length() < 0 ? Long.MAX_VALUE : recording.length();
    }

    /** Sends the recording; done when all of it is recognised. Fails with a {@link TranscriptionException}. */
    public CompletionStage<Transcript> feed() {
        session.open().whenComplete((opened, thrown) -> next(thrown));
        return result;
    }

    private void next(Throwable thrown) {
        if (thrown != null) {
            fail(failures.of(thrown));
            return;
        }
        try {
            readers.execute(this::read);
        } catch (RejectedExecutionException stopping) {
            fail(ErrorCategory.JOB_INTERRUPTED, "the route was stopped while the stream was open");
        }
    }

    private void read() {
        try {
            if (audio == null) {
                audio = recording.open();
            }
            byte[] chunk = new byte[chunkSize];
            while (true) {
                int read = audio.readNBytes(chunk, 0, (int) Math.min(chunkSize, left));
                left -= read;
                if (read == 0) {
                    closeAudio();
                    session.end().whenComplete((transcript, thrown) -> {
                        if (thrown == null) {
                            result.complete(transcript);
                        } else {
                            result.completeExceptionally(thrown);
                        }
                    });
                    return;
                }
                CompletableFuture<Void> taken = session.send(read == chunkSize ? chunk : Arrays.copyOf(chunk, read))
                        .toCompletableFuture();
                if (!taken.isDone() || taken.isCompletedExceptionally()) {
                    taken.whenComplete((done, thrown) -> next(thrown));
                    return;
                }
                chunk = new byte[chunkSize];
            }
        } catch (IOException unreadable) {
            fail(
                    ErrorCategory.INVALID_REQUEST,
                    "the recording cannot be read to its end, so there is no transcript of it: " + unreadable);
        } catch (RuntimeException unexpected) {
            fail(ErrorCategory.PROVIDER_UNAVAILABLE, "an unexpected error: " + unexpected);
        }
    }

    private void fail(ErrorCategory category, String message) {
        fail(failures.failure(category, message));
    }

    private void fail(TranscriptionException failure) {
        closeAudio();
        session.abort(failure);
        result.completeExceptionally(failure);
    }

    private void closeAudio() {
        if (audio != null) {
            try {
                audio.close();
            } catch (IOException ignored) {
                LOG.debug("A recording could not be closed: {}", ignored.getMessage());
            }
        }
    }
}
