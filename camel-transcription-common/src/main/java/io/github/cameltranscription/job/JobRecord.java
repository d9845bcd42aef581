/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * The record of one job in a {@link JobRepository}. Immutable: each step is a new record with the next revision.
 * Instants are kept to the millisecond.
 *
 * @param key             what the recording is known by
 * @param revision        changes with every change of the record
 * @param state           how far the job has come
 * @param forResults      whether {@code submit} made the job, so that {@code results} emits it
 * @param jobId           the provider's id of the job; {@code null} as long as it is not recorded
 * @param fileName        the name of the recording, or {@code null}
 * @param traceParent     the W3C trace context of the submission, which {@code results} continues; {@code null} without
 *     one
 * @param recordedAt      when the intent was recorded
 * @param submittedAt     when the provider took the job; {@code null} before
 * @param deliveredAt     when the exchange with the result had completed; {@code null} before
 * @param sourceCommitted whether the exchange that submitted the job has completed: its source does not bring it again
 * @param failed          whether the provider has ended the job without a result
 * @param failures        how many jobs for this recording the provider has failed, one after the other
 * @param attempts        how often an attempt to deliver the job has failed
 * @param nextAttemptAt   when it may be tried again
 * @param lastError       why the last attempt failed; {@code null} if none has
 * @param noticeDue       whether the route of {@code results} has yet to take the notice that the job is parked
 * @param keepUntil       until when a finished record stays; {@code null} before it is finished
 * @param owner           the node that works on it; {@code null} if none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobRecord(
        JobScope scope,
        String key,
        long revision,
        JobRecordState state,
        boolean forResults,
        String jobId,
        String fileName,
        String traceParent,
        @InstantText Instant recordedAt,
        @InstantText Instant submittedAt,
        @InstantText Instant deliveredAt,
        boolean sourceCommitted,
        boolean failed,
        int failures,
        int attempts,
        @InstantText Instant nextAttemptAt,
        String lastError,
        boolean noticeDue,
        @InstantText Instant keepUntil,
        JobOwner owner) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST_ERROR = 1_000;

    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @com.fasterxml.jackson.annotation.JacksonAnnotationsInside
    @JsonSerialize(using = ToStringSerializer.class)
    @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
    @interface InstantText {}

    /**
     * Checks that what the state needs is there.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public JobRecord {
        need(scope, "scope", "a job record");
        need(key, "key", "a job record");
        need(state, "state", "a job record");
        need(recordedAt, "recordedAt", "a job record");
        need(nextAttemptAt, "nextAttemptAt", "a job record");
        if (state != JobRecordState.INTENT && state != JobRecordState.PARKED) {
            need(jobId, "jobId", "a job that was submitted");
        }
        if (state == JobRecordState.FINISHED) {
            need(keepUntil, "keepUntil", "a finished job");
        }
        recordedAt = toMillis(recordedAt);
        submittedAt = toMillis(submittedAt);
        deliveredAt = toMillis(deliveredAt);
        nextAttemptAt = toMillis(nextAttemptAt);
        keepUntil = toMillis(keepUntil);
        if (lastError != null && lastError.length() > LONGEST_ERROR) {
            lastError = lastError.substring(0, LONGEST_ERROR - 3) + "...";
        }
    }

    /** What the repository finds the record by. */
    @JsonIgnore
    public String id() {
        return scope.idOf(key);
    }

    /** Whether a person may have to decide if the provider has the recording. */
    @JsonIgnore
    public boolean isUncertain() {
        return jobId == null;
    }

    /** Whether this node works on it, under its present epoch. */
    boolean isOwnedBy(JobOwner node) {
        return node.equals(owner);
    }

    /** The facts of this record, to be changed; the revision is the next one. */
    public Draft draft() {
        return new Draft(this);
    }

    /** The JSON form, on one line. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A job record holds nothing that JSON cannot", impossible);
        }
    }

    /**
     * Reads the JSON form. Fields that it does not know are ignored.
     *
     * @throws JobRepositoryException if it is not the JSON of a job record
     */
    public static JobRecord parse(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, JobRecord.class));
        } catch (JsonProcessingException | RuntimeException wrong) {
            Throwable reason = wrong.getCause() instanceof IllegalArgumentException cause ? cause : wrong;
            throw new JobRepositoryException("not the JSON of a job record: " + reason.getMessage(), wrong);
        }
    }

    /** Only the values that identify the job: a file's name may identify a person. */
    @Override
    public String toString() {
        return "JobRecord[" + state + " " + scope.provider() + (jobId == null ? "" : " job " + jobId) + "]";
    }

    private static void need(Object value, String name, String whose) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: " + whose + " has one");
        }
    }

    /** Databases keep milliseconds. */
    private static Instant toMillis(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The facts of a record that is being made. */
    public static final class Draft {

        private final JobScope scope;
        private final String key;
        private final long revision;
        private JobRecordState state;
        private boolean forResults;
        private String jobId;
        private String fileName;
        private String traceParent;
        private Instant recordedAt;
        private Instant submittedAt;
        private Instant deliveredAt;
        private boolean sourceCommitted;
        private boolean failed;
        private int failures;
        private int attempts;
        private Instant nextAttemptAt = Instant.EPOCH;
        private String lastError;
        private boolean noticeDue;
        private Instant keepUntil;
        private JobOwner owner;

        /**
         * The facts of a record that is read from storage, or made for the first time.
         *
         * @param revision of the record that is made
         */
        public Draft(JobScope scope, String key, long revision) {
            this.scope = scope;
            this.key = key;
            this.revision = revision;
        }

        private Draft(JobRecord from) {
            this(from.scope, from.key, from.revision + 1);
            state = from.state;
            forResults = from.forResults;
            jobId = from.jobId;
            fileName = from.fileName;
            traceParent = from.traceParent;
            recordedAt = from.recordedAt;
            submittedAt = from.submittedAt;
            deliveredAt = from.deliveredAt;
            sourceCommitted = from.sourceCommitted;
            failed = from.failed;
            failures = from.failures;
            attempts = from.attempts;
            nextAttemptAt = from.nextAttemptAt;
            lastError = from.lastError;
            noticeDue = from.noticeDue;
            keepUntil = from.keepUntil;
            owner = from.owner;
        }

        /** See {@link JobRecord#state}. */
        public Draft state(JobRecordState value) {
            state = value;
            return this;
        }

        /** See {@link JobRecord#forResults}. */
        public Draft forResults(boolean value) {
            forResults = value;
            return this;
        }

        /** See {@link JobRecord#jobId}. */
        public Draft jobId(String value) {
            jobId = value;
            return this;
        }

        /** See {@link JobRecord#fileName}. */
        public Draft fileName(String value) {
            fileName = value;
            return this;
        }

        /** See {@link JobRecord#traceParent}. */
        public Draft traceParent(String value) {
            traceParent = value;
            return this;
        }

        /** See {@link JobRecord#recordedAt}. */
        public Draft recordedAt(Instant value) {
            recordedAt = value;
            return this;
        }

        /** See {@link JobRecord#submittedAt}. */
        public Draft submittedAt(Instant value) {
            submittedAt = value;
            return this;
        }

        /** See {@link JobRecord#deliveredAt}. */
        public Draft deliveredAt(Instant value) {
            deliveredAt = value;
            return this;
        }

        /** See {@link JobRecord#sourceCommitted}. */
        public Draft sourceCommitted(boolean value) {
            sourceCommitted = value;
            return this;
        }

        /** See {@link JobRecord#failed}. */
        public Draft failed(boolean value) {
            failed = value;
            return this;
        }

        /** See {@link JobRecord#failures}. */
        public Draft failures(int value) {
            failures = value;
            return this;
        }

        /** See {@link JobRecord#attempts}. */
        public Draft attempts(int value) {
            attempts = value;
            return this;
        }

        /** See {@link JobRecord#nextAttemptAt}. */
        public Draft nextAttemptAt(Instant value) {
            nextAttemptAt = value;
            return this;
        }

        /** See {@link JobRecord#lastError}. */
        public Draft lastError(String value) {
            lastError = value;
            return this;
        }

        /** See {@link JobRecord#noticeDue}. */
        public Draft noticeDue(boolean value) {
            noticeDue = value;
            return this;
        }

        /** See {@link JobRecord#keepUntil}. */
        public Draft keepUntil(Instant value) {
            keepUntil = value;
            return this;
        }

        /** See {@link JobRecord#owner}. */
        public Draft owner(JobOwner value) {
            owner = value;
            return this;
        }

        /**
         * The record.
         *
         * @throws IllegalArgumentException naming what is missing
         */
        public JobRecord make() {
            return new JobRecord(
                    scope,
                    key,
                    revision,
                    state,
                    forResults,
                    jobId,
                    fileName,
                    traceParent,
                    recordedAt,
                    submittedAt,
                    deliveredAt,
                    sourceCommitted,
                    failed,
                    failures,
                    attempts,
                    nextAttemptAt,
                    lastError,
                    noticeDue,
                    keepUntil,
                    owner);
        }
    }
}
