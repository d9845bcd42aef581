/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.nio.charset.StandardCharsets;

import org.apache.camel.Message;

import io.github.cameltranscription.job.TranscriptionJob;

/** Finds out which job a message is about: a {@link TranscriptionJob} as body, in its JSON form too, else the header. */
public final class JobReference {

    private JobReference() {}

    /**
     * The job that a message is about.
     *
     * @param  message                  the message
     * @param  provider                 whose job it must be
     * @return                          the job; of one named by the header no more is known than its id
     * @throws IllegalArgumentException if the message names none, or one of another provider
     */
    public static TranscriptionJob read(Message message, String provider) {
        TranscriptionJob job = fromBody(message);
        if (job == null || job.jobId() == null || job.jobId().isBlank()) {
            String jobId = message.getHeader(TranscriptionConstants.JOB_ID, String.class);
            if (jobId == null || jobId.isBlank()) {
                throw new IllegalArgumentException("the message names no job: send the TranscriptionJob that submit "
                        + "replied with (or its JSON), or set the header " + TranscriptionConstants.JOB_ID);
            }
            return new TranscriptionJob(provider, jobId.strip(), null, null);
        }
        if (job.provider() != null && !job.provider().equals(provider)) {
            throw new IllegalArgumentException("job " + job.jobId() + " is one of " + job.provider() + ", not of "
                    + provider + ": send it to " + job.provider() + ":await");
        }
        return job;
    }

    private static TranscriptionJob fromBody(Message message) {
        Object body = message.getBody();
        if (body instanceof TranscriptionJob job) {
            return job;
        }
        String text = body instanceof String string
                ? string
                : body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null;
        if (text == null && body != null) {
            text = message.getBody(String.class);
        }
        return text != null && text.strip().startsWith("{") ? TranscriptionJobConverters.parse(text) : null;
    }
}
