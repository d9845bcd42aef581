/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The two lanes to the providers: one for polls and small JSON, one for recordings and files. They share no threads and
 * no connections, so that uploads can never starve polls.
 */
public final class HttpTransport implements AutoCloseable {

    private final HttpSettings settings;
    private final ControlLane controlLane;
    private final BulkLane bulkLane;

    HttpTransport(HttpSettings settings, ControlLane controlLane, BulkLane bulkLane) {
        this.settings = settings;
        this.controlLane = controlLane;
        this.bulkLane = bulkLane;
    }

    /** How connections are made. */
    public HttpSettings settings() {
        return settings;
    }

    /**
     * Sends a small request.
     *
     * @return the answer, whatever its status; fails with a {@link NoAnswerException}
     */
    public CompletionStage<HttpAnswer> send(HttpCall call) {
        return controlLane.send(call);
    }

    /**
     * Sends a form with a recording, as a stream.
     *
     * @param  answerLimit how long the answer may take once everything is sent
     * @return             the answer, whatever its status; fails with a {@link NoAnswerException} or an
     *                     {@link UnreadableRecordingException}
     */
    public CompletionStage<HttpAnswer> upload(HttpCall call, MultipartForm form, Duration answerLimit) {
        return bulkLane.upload(call, form, answerLimit);
    }

    /**
     * Gets a file, as a stream.
     *
     * @return the answer, whatever its status, open; fails with a {@link NoAnswerException}
     */
    public CompletionStage<StreamedAnswer> download(HttpCall call) {
        return bulkLane.download(call);
    }

    @Override
    public void close() {
        controlLane.close();
        bulkLane.close();
    }
}
