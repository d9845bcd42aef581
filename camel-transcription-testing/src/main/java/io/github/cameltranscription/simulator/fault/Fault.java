/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.time.Duration;

import io.github.cameltranscription.simulator.http.Answer;

/** A fault in force; made by {@link FaultRule}. */
public final class Fault {

    /** What happens to the connection. */
    public enum Action {
        /** An answer is sent. */
        ANSWER,
        /** The connection is reset without an answer. */
        RESET,
        /** Nothing is ever sent. */
        HANG
    }

    private final FaultPlan plan;
    private final Enum<?> call;
    private final FaultPhase phase;
    private final Action action;
    private final Answer answer;
    private final boolean truncated;
    private final Duration delay;
    private final String fileName;
    private final String jobId;
    private final Countdown countdown;

    Fault(
            FaultPlan plan,
            Enum<?> call,
            FaultPhase phase,
            Action action,
            Answer answer,
            boolean truncated,
            Duration delay,
            String fileName,
            String jobId,
            Countdown countdown) {
        this.plan = plan;
        this.call = call;
        this.phase = phase;
        this.action = action;
        this.answer = answer;
        this.truncated = truncated;
        this.delay = delay;
        this.fileName = fileName;
        this.jobId = jobId;
        this.countdown = countdown;
    }

    boolean strikes(Enum<?> struckCall, boolean bodyRead, String struckFileName, String struckJobId) {
        return bodyRead == (phase != FaultPhase.BEFORE_BODY)
                && (call == null || call == struckCall)
                && (fileName == null || fileName.equals(struckFileName))
                && (jobId == null || jobId.equals(struckJobId))
                && countdown.tryUse();
    }

    /** For the simulator itself. */
    public Action action() {
        return action;
    }

    /** For the simulator itself: whether the request has its effect all the same. */
    public boolean afterProcessing() {
        return phase == FaultPhase.AFTER_PROCESSING;
    }

    /** For the simulator itself: the answer in place of the real one; null where the real one is kept. */
    public Answer answer() {
        return answer;
    }

    /** For the simulator itself: whether the connection closes in the middle of the answer's body. */
    public boolean truncated() {
        return truncated;
    }

    /** For the simulator itself: how long to wait before the action; zero for not at all. */
    public Duration delay() {
        return delay;
    }

    /** How often it has struck so far. */
    public int timesApplied() {
        return countdown.used();
    }

    /** Takes it out of force. Requests that it has already struck are not helped. */
    public void remove() {
        plan.remove(this);
    }
}
