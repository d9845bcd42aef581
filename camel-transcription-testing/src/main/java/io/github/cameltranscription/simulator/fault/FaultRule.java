/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.fault.FaultEffect.Action;
import io.github.cameltranscription.simulator.fault.FaultEffect.Phase;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.http.Refusal;

/**
 * Says what goes wrong with which calls.
 *
 * <p>Without {@link #beforeBody()} or {@link #afterProcessing()}, a fault that replaces the answer strikes after the request has been
 * read and before it has any effect; one that only spoils the real answer ({@link #delay}, {@link #truncate}) strikes after it.
 */
public final class FaultRule extends Rule<FaultEffect> {

    private static final int NO_STATUS = 0;

    private final ErrorFormat errors;
    private final Enum<?> call;
    private Action action = Action.ANSWER;
    private int status = NO_STATUS;
    private Buffer body;
    private String contentType = Answer.JSON;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean truncated;
    private Duration delay = Duration.ZERO;
    private Phase phase;
    private String fileName;
    private String jobId;

    /** For the simulator itself; {@code call} is null for any call. */
    public FaultRule(FaultPlan<FaultEffect> plan, ErrorFormat errors, Enum<?> call) {
        super(plan, call == null ? "any call" : call.name());
        this.errors = errors;
        this.call = call;
    }

    /** Answers with this HTTP status; the body is a plausible JSON one unless {@link #body} gives another. */
    public FaultRule status(int httpStatus) {
        if (httpStatus < 200 || httpStatus > 599) {
            throw new IllegalArgumentException("Not the status of an answer: " + httpStatus);
        }
        status = httpStatus;
        return this;
    }

    /** Answers 402 "Not enough balance". */
    public FaultRule insufficientBalance() {
        return status(402).body(error(402, "Not enough balance").encode(), Answer.JSON);
    }

    /** Answers 403 with the code {@code feature_disabled}. */
    public FaultRule featureDisabled() {
        JsonObject body = error(403, "Feature is not enabled").put("code", "feature_disabled");
        return status(403).body(body.encode(), Answer.JSON);
    }

    /** Adds Retry-After in whole seconds, rounded up. */
    public FaultRule retryAfter(Duration duration) {
        return header("Retry-After", Long.toString((duration.toMillis() + 999) / 1000));
    }

    /** Adds a header to the answer, which must be one that {@link #status} or {@link #body} makes. */
    public FaultRule header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Answers with this body, with 200 unless {@link #status} gives another: a proxy's page, broken JSON, wrong types. */
    public FaultRule body(String text, String type) {
        body = Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
        contentType = Objects.requireNonNull(type);
        return this;
    }

    /** Resets the connection (TCP RST) without an answer. */
    public FaultRule reset() {
        action = Action.RESET;
        return this;
    }

    /** Never answers; the connection stays open. */
    public FaultRule hang() {
        action = Action.HANG;
        return this;
    }

    /** Promises the whole answer by Content-Length, sends half of its body, and closes the connection. */
    public FaultRule truncate() {
        truncated = true;
        return this;
    }

    /** Waits this long, in real time, before whatever else it does. */
    public FaultRule delay(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A delay cannot be negative");
        }
        delay = duration;
        return this;
    }

    /** Strikes as soon as the headers are read, without waiting for the body. */
    public FaultRule beforeBody() {
        phase = Phase.BEFORE_BODY;
        return this;
    }

    /** Strikes after the request had its effect: the job exists and is paid for, only its answer is lost. */
    public FaultRule afterProcessing() {
        phase = Phase.AFTER_PROCESSING;
        return this;
    }

    /** Only for requests that upload this file name, or that name a job made from it; not for submissions by link. */
    public FaultRule onlyForFile(String name) {
        fileName = Objects.requireNonNull(name);
        return this;
    }

    /** Only for requests that name this job. */
    public FaultRule onlyForJob(String id) {
        jobId = Objects.requireNonNull(id);
        return this;
    }

    /** Lets this many fitting requests pass first. */
    public FaultRule after(int requests) {
        pass(requests);
        return this;
    }

    @Override
    protected FaultEffect effect() {
        Answer answer = answer();
        boolean replacesAnswer = answer != null || action != Action.ANSWER;
        boolean spoilsAnswer = truncated || !delay.isZero();
        Phase effective = phase != null ? phase : replacesAnswer ? Phase.BEFORE_PROCESSING : Phase.AFTER_PROCESSING;
        check(replacesAnswer || spoilsAnswer, "says nothing of what goes wrong");
        check(answer == null || action == Action.ANSWER, "both answers and does not");
        check(!truncated || action == Action.ANSWER, "cannot truncate an answer that is not sent");
        check(answer != null || headers.isEmpty(), "adds headers, but not to an answer of its own");
        check(effective == Phase.AFTER_PROCESSING || replacesAnswer, "needs an answer to spoil");
        check(effective != Phase.BEFORE_BODY || fileName == null, "cannot know the file before the body");
        return new FaultEffect(call, effective, action, answer, truncated, delay, fileName, jobId);
    }

    private Answer answer() {
        if (status == NO_STATUS && body == null) {
            return null;
        }
        int effective = status == NO_STATUS ? 200 : status;
        Buffer content = body != null
                ? body
                : error(effective, "Simulated fault " + effective).toBuffer();
        return new Answer(effective, contentType, content, Map.copyOf(headers), Answer.AT_ONCE);
    }

    private JsonObject error(int errorStatus, String text) {
        return errors.body(Refusal.of(errorStatus, text));
    }
}
