/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.event;

import java.util.EventObject;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;

import io.github.cameltranscription.error.ErrorCategory;

/**
 * An event of a job. Camel's event notifiers get it as an event of type {@link CamelEvent.Type#Custom}, on an internal
 * thread: they must be quick.
 */
public final class TranscriptionJobEvent extends EventObject implements CamelEvent.ExchangeEvent {

    private final JobEventKind kind;
    private final String provider;
    private final String operation;
    private final String jobId;
    private final Integer progress;
    private final ErrorCategory errorCategory;
    private long timestamp;

    /**
     * @param exchange      the exchange that waits for the job, or has submitted it; for {@link JobEventKind#RELEASED} a
     *                      new one with the id of the job, because the exchange with the result has ended
     * @param kind          what happened
     * @param provider      the provider's name
     * @param operation     the operation, such as {@code transcribe}
     * @param jobId         the provider's id of the job, or {@code null} if there is none
     * @param progress      0 to 100, or {@code null} if the provider does not say
     * @param errorCategory why it failed; {@code null} unless it did
     */
    public TranscriptionJobEvent(
            Exchange exchange,
            JobEventKind kind,
            String provider,
            String operation,
            String jobId,
            Integer progress,
            ErrorCategory errorCategory) {
        super(exchange);
        this.kind = kind;
        this.provider = provider;
        this.operation = operation;
        this.jobId = jobId;
        this.progress = progress;
        this.errorCategory = errorCategory;
    }

    @Override
    public Exchange getExchange() {
        return (Exchange) getSource();
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    /** What happened. */
    public JobEventKind getKind() {
        return kind;
    }

    /** The provider's name, such as {@code palatine}. */
    public String getProvider() {
        return provider;
    }

    /** The operation, such as {@code transcribe}. */
    public String getOperation() {
        return operation;
    }

    /** The provider's id of the job, or {@code null} if there is none. */
    public String getJobId() {
        return jobId;
    }

    /** How far the job is, 0 to 100, or {@code null} if the provider does not say. */
    public Integer getProgress() {
        return progress;
    }

    /** Why it failed, or {@code null} unless it did. */
    public ErrorCategory getErrorCategory() {
        return errorCategory;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    /** Leaves out the exchange, which contains the text of the recording. */
    @Override
    public String toString() {
        return provider + " " + operation + (jobId == null ? "" : " job " + jobId) + ": " + kind
                + (progress == null ? "" : ", " + progress + " %")
                + (errorCategory == null ? "" : ", " + errorCategory);
    }
}
