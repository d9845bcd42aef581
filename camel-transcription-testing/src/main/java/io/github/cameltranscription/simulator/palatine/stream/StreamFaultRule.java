/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;
import java.util.Objects;

import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.Rule;

/**
 * Says what goes wrong with streaming sessions, and when.
 *
 * <p>A session is given its fault when it opens, and has one at most, whose effects may combine. Without {@link #afterAudio} or
 * {@link #afterPartials}, it strikes as soon as the WebSocket is open, before the config message; {@code afterAudio(Duration.ZERO)} is
 * right after that message.
 */
public final class StreamFaultRule extends Rule<StreamFaultEffect> {

    private static final int NONE = StreamFaultEffect.NONE;
    private static final int LOWEST_CLOSE_CODE = 1000;
    private static final int HIGHEST_CLOSE_CODE = 4999;

    private int status = NONE;
    private boolean configSent = true;
    private boolean finalSent = true;
    private Duration delay = Duration.ZERO;
    private String rawMessage;
    private boolean readingStops;
    private StreamErrorCode errorCode;
    private String errorMessage;
    private int closeCode = NONE;
    private boolean cut;
    private boolean partialsLost;
    private Duration afterAudio;
    private int afterPartials = NONE;

    /** For the simulator itself. */
    public StreamFaultRule(FaultPlan<StreamFaultEffect> plan) {
        super(plan, "streams");
    }

    /** Refuses the handshake with this HTTP status. */
    public StreamFaultRule status(int httpStatus) {
        if (httpStatus < 200 || httpStatus > 599) {
            throw new IllegalArgumentException("Not the status of an answer: " + httpStatus);
        }
        status = httpStatus;
        return this;
    }

    /** Sends this error, and closes with the code that is documented for it, unless {@link #close} gives another. */
    public StreamFaultRule error(StreamErrorCode code, String message) {
        errorCode = Objects.requireNonNull(code);
        errorMessage = Objects.requireNonNull(message);
        return this;
    }

    /** Closes with this WebSocket close code. */
    public StreamFaultRule close(int code) {
        if (code < LOWEST_CLOSE_CODE || code > HIGHEST_CLOSE_CODE) {
            throw new IllegalArgumentException("Not a close code: " + code + ", use 1000 to 4999");
        }
        closeCode = code;
        return this;
    }

    /** Breaks the TCP connection (RST), without a close frame; what was sent before has reached the client. */
    public StreamFaultRule cut() {
        cut = true;
        return this;
    }

    /** Sends this text message as it is: broken JSON, an unknown type, unknown fields. */
    public StreamFaultRule sendRaw(String text) {
        rawMessage = Objects.requireNonNull(text);
        return this;
    }

    /** Reads no more, not even a close frame; the client's messages pile up until its network is full. */
    public StreamFaultRule stopReading() {
        readingStops = true;
        return this;
    }

    /** Never sends the config message; all else goes on. */
    public StreamFaultRule neverConfig() {
        configSent = false;
        return this;
    }

    /** Sends the last partials, but not the final message, and does not close. */
    public StreamFaultRule neverFinal() {
        finalSent = false;
        return this;
    }

    /** Sends each partial, and the final, so much later, in real time. */
    public StreamFaultRule slow(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A delay cannot be negative");
        }
        delay = duration;
        return this;
    }

    /**
     * Strikes when so much audio has been received in the session, to the sample, even in the middle of a message. The partials of
     * blocks that are whole by then are sent first, unless {@link #losingPartials()}; audio behind it is not taken if the session ends.
     */
    public StreamFaultRule afterAudio(Duration received) {
        if (received.isNegative()) {
            throw new IllegalArgumentException("Audio cannot be of negative length");
        }
        afterAudio = received;
        return this;
    }

    /** Strikes right after the partial with this number, from 1, was sent. */
    public StreamFaultRule afterPartials(int partials) {
        if (partials < 1) {
            throw new IllegalArgumentException("At least one partial must be sent, use no afterPartials for none");
        }
        afterPartials = partials;
        return this;
    }

    /** With {@link #afterAudio}, where the session ends: partials that the latency still holds back are lost. */
    public StreamFaultRule losingPartials() {
        partialsLost = true;
        return this;
    }

    /** Lets this many sessions pass first. */
    public StreamFaultRule after(int sessions) {
        pass(sessions);
        return this;
    }

    @Override
    protected StreamFaultEffect effect() {
        StreamFaultEffect effect = new StreamFaultEffect(
                status,
                configSent,
                finalSent,
                delay,
                rawMessage,
                readingStops,
                errorCode,
                errorMessage,
                closeCode,
                cut,
                partialsLost,
                afterAudio,
                afterPartials);
        boolean lasts = !configSent || !finalSent || !delay.isZero();
        boolean timed = afterAudio != null || afterPartials != NONE;
        check(effect.refuses() || effect.hasMoment() || lasts, "says nothing of what goes wrong");
        check(
                !effect.refuses() || !effect.hasMoment() && !lasts && !timed,
                "refuses a session that is to go wrong later");
        check(afterAudio == null || afterPartials == NONE, "has two moments");
        check(effect.hasMoment() || !timed, "has a moment at which nothing happens");
        check(!cut || errorCode == null && closeCode == NONE, "both cuts and closes");
        check(!partialsLost || effect.endsSession() && afterAudio != null, "loses partials only at an end afterAudio");
        return effect;
    }
}
