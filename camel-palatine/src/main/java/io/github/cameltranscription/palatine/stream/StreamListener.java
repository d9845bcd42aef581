/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.transcript.Transcript;

/** Receives the events of a session, in order, one at a time; must not block. */
public interface StreamListener {

    /** The config has arrived. This is the first event, and happens once, also after reconnects. */
    void configured(StreamConfig config);

    /**
     * The service has received the audio up to a ping.
     *
     * @param roundTrip the time from the ping, which follows that audio, to its pong
     */
    default void received(Duration roundTrip) {}

    /** There is new text. */
    void recognized(StreamPartial partial);

    /** The session has ended; this is the last event. */
    void finished(Transcript transcript);

    /** The session has failed; this is the last event. */
    void failed(TranscriptionException failure);
}
