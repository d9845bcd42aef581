/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * The two lanes to the providers: one for polls and small JSON, one for recordings and files. They share no threads and
 * no connections, so uploads cannot starve polls.
 */
public final class HttpTransport implements AutoCloseable {

    private final HttpSettings settings;
    private final LinkPolicy links;
    private final ControlLane controlLane;
    private final BulkLane bulkLane;
    private final TransferWatch watch;

    HttpTransport(
            HttpSettings settings, LinkPolicy links, ControlLane controlLane, BulkLane bulkLane, TransferWatch watch) {
        this.settings = settings;
        this.links = links;
        this.controlLane = controlLane;
        this.bulkLane = bulkLane;
        this.watch = watch;
    }

    /** How connections are made. */
    public HttpSettings settings() {
        return settings;
    }

    /** Whether an unencrypted link from the provider may be followed. */
    public boolean allowsPlain(URI link) {
        return links.allowsPlain(link);
    }

    /**
     * Sends a small request.
     *
     * @return the answer, whatever its status; fails with a {@link NoAnswerException} or an
     *         {@link OversizedAnswerException}
     */
    public CompletionStage<HttpAnswer> send(HttpCall call) {
        return allowed(call, () -> controlLane.send(call));
    }

    /**
     * Sends a form with a recording, as a stream.
     *
     * @param answerLimit the time limit for the answer after everything is sent
     * @return the answer, whatever its status; fails with a {@link NoAnswerException}, an {@link
     *     OversizedAnswerException} or an {@link UnreadableRecordingException}
     */
    public CompletionStage<HttpAnswer> upload(HttpCall call, MultipartForm form, Duration answerLimit) {
        return allowed(call, () -> bulkLane.upload(call, form, answerLimit));
    }

    /**
     * Downloads a file as a stream. The caller closes the answer.
     *
     * @return the open answer with any status; fails with a {@link NoAnswerException} or an {@link
     *     OversizedAnswerException}
     */
    public CompletionStage<StreamedAnswer> download(HttpCall call) {
        return allowed(call, () -> bulkLane.download(call));
    }

    private <T> CompletionStage<T> allowed(HttpCall call, Supplier<CompletionStage<T>> request) {
        return links.prepare(call.uri())
                .exceptionally(thrown -> {
                    Throwable cause = TranscriptionException.unwrapped(thrown);
                    throw new CompletionException(
                            cause instanceof NoAnswerException ? cause : NoAnswerException.of(cause));
                })
                .thenCompose(prepared -> request.get());
    }

    /** The threads that send recordings, also for reading a recording without sending it. */
    public Executor uploadThreads() {
        return bulkLane.uploads();
    }

    @Override
    public void close() {
        controlLane.close();
        bulkLane.close();
        watch.close();
    }
}
