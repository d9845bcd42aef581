/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * What a {@link JobRepository} keeps of one job: its JSON form is the value. Immutable; every step of the job's life is
 * a new record that replaces the one before. Instants are kept to the millisecond and are ISO 8601 in JSON.
 *
 * @param state       how far the job has come
 * @param provider    the provider's name, such as {@code palatine}
 * @param waiter      which operation made the record
 * @param jobId       the provider's id of the job; {@code null} while an intent
 * @param fileName    the name of the recording, or {@code null}
 * @param recordedAt  when the intent was recorded
 * @param submittedAt when the provider took the job; {@code null} while an intent
 * @param committedAt when the source of a recording that {@code submit} took is known not to bring it again;
 *                        {@code null} before
 * @param deliveredAt when the transcript was handed over; {@code null} before
 * @param owner       the id of the process that works on it; {@code null} if none does
 * @param leaseUntil  until when it belongs to its owner alone; {@code null} if it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({
    "state",
    "provider",
    "waiter",
    "jobId",
    "fileName",
    "recordedAt",
    "submittedAt",
    "committedAt",
    "deliveredAt",
    "owner",
    "leaseUntil"
})
public record JobRecord(
        JobRecordState state,
        String provider,
        JobWaiter waiter,
        String jobId,
        String fileName,

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
        Instant recordedAt,

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
        Instant submittedAt,

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
        Instant committedAt,

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
        Instant deliveredAt,

        String owner,

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
        Instant leaseUntil) {

    /**
     * Checks that what the state needs is there.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public JobRecord {
        need(state, "state", "a job record");
        need(provider, "provider", "a job record");
        need(waiter, "waiter", "a job record");
        need(recordedAt, "recordedAt", "a job record");
        if (state != JobRecordState.INTENT) {
            need(jobId, "jobId", "a job that was submitted");
            need(submittedAt, "submittedAt", "a job that was submitted");
        }
        if (state == JobRecordState.DELIVERED) {
            need(deliveredAt, "deliveredAt", "a job that was delivered");
        }
        if (owner != null) {
            need(leaseUntil, "leaseUntil", "a record with an owner");
        }
        if (leaseUntil != null) {
            need(owner, "owner", "a record with a lease");
        }
        recordedAt = toMillis(recordedAt);
        submittedAt = toMillis(submittedAt);
        committedAt = toMillis(committedAt);
        deliveredAt = toMillis(deliveredAt);
        leaseUntil = toMillis(leaseUntil);
    }

    /**
     * A job that is about to be submitted.
     *
     * @param provider   the provider's name
     * @param waiter     which operation submits it
     * @param fileName   the name of the recording, or {@code null}
     * @param now        the time
     * @param owner      the id of this process, or {@code null} for a record without a lease
     * @param leaseUntil until when nobody else may go on with it; {@code null} exactly if {@code owner} is
     */
    public static JobRecord intent(
            String provider, JobWaiter waiter, String fileName, Instant now, String owner, Instant leaseUntil) {
        return new JobRecord(
                JobRecordState.INTENT, provider, waiter, null, fileName, now, null, null, null, owner, leaseUntil);
    }

    /** The same job, taken by the provider at {@code now} under this id; the lease stays. */
    public JobRecord submitted(String newJobId, Instant now) {
        return new JobRecord(
                JobRecordState.SUBMITTED,
                provider,
                waiter,
                newJobId,
                fileName,
                recordedAt,
                now,
                committedAt,
                null,
                owner,
                leaseUntil);
    }

    /** The same job, whose source does not bring the recording again: it is for {@code results} or {@code await}. */
    public JobRecord committed(Instant now) {
        return new JobRecord(
                state,
                provider,
                JobWaiter.SUBMIT,
                jobId,
                fileName,
                recordedAt,
                submittedAt,
                committedAt == null ? now : committedAt,
                deliveredAt,
                owner,
                leaseUntil);
    }

    /**
     * The same job, handed over at {@code now}. The lease stays: while there is one, something is left to be done (the
     * release of the job at the provider), and whoever finds the lease ended finishes it off.
     */
    public JobRecord delivered(Instant now) {
        return new JobRecord(
                JobRecordState.DELIVERED,
                provider,
                waiter,
                jobId,
                fileName,
                recordedAt,
                submittedAt,
                committedAt,
                now,
                owner,
                leaseUntil);
    }

    /** The same job, belonging to this process alone until then. */
    public JobRecord leased(String newOwner, Instant until) {
        return new JobRecord(
                state,
                provider,
                waiter,
                jobId,
                fileName,
                recordedAt,
                submittedAt,
                committedAt,
                deliveredAt,
                need(newOwner, "owner", "a lease"),
                need(until, "leaseUntil", "a lease"));
    }

    /** The same job without owner and lease: anybody may go on with it, or, if it was delivered, it is finished. */
    public JobRecord released() {
        return new JobRecord(
                state,
                provider,
                waiter,
                jobId,
                fileName,
                recordedAt,
                submittedAt,
                committedAt,
                deliveredAt,
                null,
                null);
    }

    /** Whether it belongs to its owner alone at that time: it has a lease and that has not ended. */
    public boolean isLeased(Instant now) {
        return leaseUntil != null && leaseUntil.isAfter(now);
    }

    /**
     * Whether the source of a recording that {@code submit} took may still bring it again: the exchange that submitted it
     * is not known to have completed. Its owner stays in the record for that, even when the lease has ended.
     */
    @JsonIgnore
    public boolean isSourceOpen() {
        return waiter == JobWaiter.SUBMIT && committedAt == null && owner != null;
    }

    /** Whether nothing is left to be done: it was delivered and released. It may go once its retention is over. */
    @JsonIgnore
    public boolean isFinished() {
        return state == JobRecordState.DELIVERED && leaseUntil == null;
    }

    /** Whether {@link JobRepository#claimable} names it. */
    boolean isClaimable(String byProvider, Instant now) {
        return waiter == JobWaiter.SUBMIT
                && state != JobRecordState.INTENT
                && !isFinished()
                && !isLeased(now)
                && provider.equals(byProvider);
    }

    /** The JSON form, on one line; equal records have equal JSON. */
    public String toJson() {
        return JobRecordJson.write(this);
    }

    /**
     * Reads the JSON form. Fields that it does not know are ignored.
     *
     * @throws JobRepositoryException if it is not the JSON of a job record; names what is wrong with it
     */
    public static JobRecord parse(String json) {
        return JobRecordJson.read(json);
    }

    /** Leaves out all but what finds the job again: a file's name may tell who was recorded. */
    @Override
    public String toString() {
        return "JobRecord[" + state + " " + provider + (jobId == null ? "" : " job " + jobId) + "]";
    }

    private static <T> T need(T value, String name, String whose) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: " + whose + " has one");
        }
        return value;
    }

    /** Databases keep milliseconds: what a record says and what its columns say must not differ. */
    private static Instant toMillis(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
