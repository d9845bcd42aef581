/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import io.github.cameltranscription.examples.livecaptions.BrowserMessage.Audio;
import io.github.cameltranscription.examples.livecaptions.BrowserMessage.Start;

/**
 * One browser, from the opening of its socket to the end of its captions. The provider gets the audio in order, each chunk
 * when it has accepted the one before, whatever threads the messages arrive on.
 */
final class CaptionSession {

    /** The sample rates that the provider accepts. */
    private static final Set<Integer> SAMPLE_RATES = Set.of(8_000, 16_000, 22_050, 32_000, 44_100, 48_000);

    private enum State {
        OPEN,
        LISTENING,
        ENDING,
        OVER
    }

    private final SessionLimits limits;
    private final BiFunction<Integer, byte[], CompletionStage<?>> provider;
    private final Browser browser;
    private final MessageOrder order = new MessageOrder();
    private CompletableFuture<?> sentToProvider = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> sentToBrowser = CompletableFuture.completedFuture(null);
    private State state = State.OPEN;
    private Runnable afterwards = () -> {};
    private int bytesPerSecond;
    private long bytes;
    private long bytesWaiting;
    private boolean limited;

    /**
     * @param provider receives a sample rate and a chunk, which is empty at the end; done when it accepts the next one
     * @param browser  the browser of the session
     */
    CaptionSession(SessionLimits limits, BiFunction<Integer, byte[], CompletionStage<?>> provider, Browser browser) {
        this.limits = limits;
        this.provider = provider;
        this.browser = browser;
    }

    /** Sends a message to the browser, unless the session is over. */
    synchronized void sendToBrowser(PageMessage message) {
        if (state != State.OVER) {
            sentToBrowser = sentToBrowser.exceptionally(thrown -> null).thenCompose(before -> browser.send(message));
        }
    }

    /** Receives a message of the browser, which may have overtaken others. */
    synchronized void receive(BrowserMessage message) {
        if (state != State.OVER) {
            order.add(message).forEach(this::handle);
        }
    }

    private void handle(BrowserMessage message) {
        if (message instanceof Start start) {
            begin(start);
        } else if (message instanceof Audio audio) {
            receiveAudio(audio.samples());
        } else {
            end();
        }
    }

    private void begin(Start start) {
        if (state != State.OPEN || !SAMPLE_RATES.contains(start.sampleRate())) {
            throw new IllegalArgumentException("start with sample rate " + start.sampleRate() + " in state " + state);
        }
        state = State.LISTENING;
        bytesPerSecond = start.sampleRate() * Short.BYTES;
    }

    private void receiveAudio(byte[] samples) {
        if (state == State.OPEN) {
            throw new IllegalArgumentException("audio before start");
        }
        if (state != State.LISTENING) {
            return;
        }
        if (bytes + samples.length > limits.maxDuration().toSeconds() * bytesPerSecond) {
            endAtLimit();
        } else if (bytesWaiting > limits.buffer().toSeconds() * bytesPerSecond) {
            fail(Problem.PROVIDER_SLOW);
        } else {
            bytes += samples.length;
            sendToProvider(samples);
        }
    }

    private void sendToProvider(byte[] samples) {
        int sampleRate = bytesPerSecond / Short.BYTES;
        bytesWaiting += samples.length;
        sentToProvider = sentToProvider
                .exceptionally(thrown -> null)
                .thenCompose(before -> isWanted(samples)
                        ? provider.apply(sampleRate, samples)
                        : CompletableFuture.completedFuture(null))
                .whenComplete((done, thrown) -> accepted(samples.length));
    }

    /** Audio that still waits when the session is over would cost money for nothing; the end of the audio is sent. */
    private synchronized boolean isWanted(byte[] samples) {
        return state != State.OVER || samples.length == 0;
    }

    private synchronized void accepted(int length) {
        bytesWaiting -= length;
    }

    /** Whether the page has started it. */
    synchronized boolean isStarted() {
        return state != State.OPEN;
    }

    /** Ends the audio; the rest of the captions follows. */
    synchronized void end() {
        if (state == State.OVER || state == State.ENDING) {
            return;
        }
        state = State.ENDING;
        if (bytes > 0) {
            sendToProvider(new byte[0]);
        } else {
            sendToBrowser(new PageMessage.Final("", "", "WEBVTT\n", limited));
            close();
        }
    }

    /** Ends the audio at the limit of a session. */
    synchronized void endAtLimit() {
        limited |= state == State.LISTENING;
        end();
    }

    /** Whether the session ended at its limit. */
    synchronized boolean isLimited() {
        return limited;
    }

    /** Ends the session, and sends the reason to the browser. */
    synchronized void fail(Problem problem) {
        if (state != State.OVER) {
            boolean unfinished = state == State.LISTENING && bytes > 0;
            sendToBrowser(new PageMessage.Failed(problem));
            close();
            endAtProvider(unfinished);
        }
    }

    /** Ends the session when everything has been sent to the browser. */
    synchronized void close() {
        over();
        sentToBrowser.whenComplete((done, thrown) -> browser.close());
    }

    private void over() {
        state = State.OVER;
        afterwards.run();
    }

    /** Runs the task when the session is over, or at once if it is. */
    synchronized void whenOver(Runnable task) {
        afterwards = task;
        if (state == State.OVER) {
            task.run();
        }
    }

    /** Ends the session because the browser has disconnected; no further audio is paid for. */
    synchronized void leave() {
        boolean unfinished = state == State.LISTENING && bytes > 0;
        over();
        endAtProvider(unfinished);
    }

    private void endAtProvider(boolean unfinished) {
        if (unfinished) {
            sendToProvider(new byte[0]);
        }
    }

    /** The other end of the socket. */
    interface Browser {

        /** Sends a message; done when the message is sent. */
        CompletionStage<?> send(PageMessage message);

        /** Closes the socket; does not wait. */
        void close();
    }
}
