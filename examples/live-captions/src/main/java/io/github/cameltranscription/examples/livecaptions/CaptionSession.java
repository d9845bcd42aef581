/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import io.github.cameltranscription.examples.livecaptions.BrowserMessage.Audio;
import io.github.cameltranscription.examples.livecaptions.BrowserMessage.Start;

/**
 * One browser, from the opening of its socket to the end of its captions. Its audio is sent on in order, each chunk when
 * the one before has been taken, whatever threads the messages come on.
 */
final class CaptionSession {

    /** Those that the provider takes. */
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
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> told = CompletableFuture.completedFuture(null);
    private State state = State.OPEN;
    private Runnable afterwards = () -> {};
    private int bytesPerSecond;
    private long bytes;
    private long bytesWaiting;
    private boolean limited;

    /**
     * @param provider takes a sample rate and a chunk, empty at the end; done when the next one may come
     * @param browser  whose session it is
     */
    CaptionSession(SessionLimits limits, BiFunction<Integer, byte[], CompletionStage<?>> provider, Browser browser) {
        this.limits = limits;
        this.provider = provider;
        this.browser = browser;
    }

    /** Sends this to the browser, unless the session is over. */
    synchronized void tell(PageMessage message) {
        if (state != State.OVER) {
            told = told.exceptionally(thrown -> null).thenCompose(before -> browser.tell(message));
        }
    }

    /** The browser has sent a message, which may have overtaken others. */
    synchronized void receive(BrowserMessage message) {
        if (state != State.OVER) {
            order.add(message).forEach(this::take);
        }
    }

    private void take(BrowserMessage message) {
        if (message instanceof Start start) {
            begin(start);
        } else if (message instanceof Audio audio) {
            hear(audio.samples());
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

    private void hear(byte[] samples) {
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
            send(samples);
        }
    }

    private void send(byte[] samples) {
        int sampleRate = bytesPerSecond / Short.BYTES;
        bytesWaiting += samples.length;
        sent = sent.exceptionally(thrown -> null)
                .thenCompose(before -> isWanted(samples)
                        ? provider.apply(sampleRate, samples)
                        : CompletableFuture.completedFuture(null))
                .whenComplete((done, thrown) -> taken(samples.length));
    }

    /** What still waits when a session is over costs money and is not read; its end is still sent. */
    private synchronized boolean isWanted(byte[] samples) {
        return state != State.OVER || samples.length == 0;
    }

    private synchronized void taken(int length) {
        bytesWaiting -= length;
    }

    /** Whether it has been started. */
    synchronized boolean isStarted() {
        return state != State.OPEN;
    }

    /** Nothing more will be said; the rest of the captions follows. */
    synchronized void end() {
        if (state == State.OVER || state == State.ENDING) {
            return;
        }
        state = State.ENDING;
        if (bytes > 0) {
            send(new byte[0]);
        } else {
            tell(new PageMessage.Final("", "", "WEBVTT\n", limited));
            close();
        }
    }

    /** As {@link #end()}, because the session has lasted as long as it may. */
    synchronized void endAtLimit() {
        limited |= state == State.LISTENING;
        end();
    }

    /** Whether it was ended because it had lasted as long as it may. */
    synchronized boolean isLimited() {
        return limited;
    }

    /** The session is over, and the browser gets the reason. */
    synchronized void fail(Problem problem) {
        if (state != State.OVER) {
            boolean unfinished = state == State.LISTENING && bytes > 0;
            tell(new PageMessage.Failed(problem));
            close();
            endAtProvider(unfinished);
        }
    }

    /** The session is over, and the browser has got everything. */
    synchronized void close() {
        over();
        told.whenComplete((done, thrown) -> browser.close());
    }

    private void over() {
        state = State.OVER;
        afterwards.run();
    }

    /** Runs this once the session is over, be it now. */
    synchronized void whenOver(Runnable task) {
        afterwards = task;
        if (state == State.OVER) {
            task.run();
        }
    }

    /** The browser is gone: nothing more is to be paid for. */
    synchronized void leave() {
        boolean unfinished = state == State.LISTENING && bytes > 0;
        over();
        endAtProvider(unfinished);
    }

    private void endAtProvider(boolean unfinished) {
        if (unfinished) {
            send(new byte[0]);
        }
    }

    /** The other end of the socket. */
    interface Browser {

        /** Sends a message; done when it has been sent. */
        CompletionStage<?> tell(PageMessage message);

        /** Closes the socket; does not wait. */
        void close();
    }
}
