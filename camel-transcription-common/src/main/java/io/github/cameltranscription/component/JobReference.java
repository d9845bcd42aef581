/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.util.IOHelper;

import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.job.TranscriptionJob;

/** Finds out which job a message is about: a {@link TranscriptionJob} as body, in its JSON form too, else the header. */
public final class JobReference {

    private static final int LONGEST_JSON = 64 * 1024;

    private JobReference() {}

    /**
     * The job that a message is about; of one named by the header no more is known than its id.
     *
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
            return new TranscriptionJob(provider, requireIdentifier(jobId), null, null);
        }
        requireIdentifier(job.jobId());
        if (job.provider() != null && !job.provider().equals(provider)) {
            String other = OutsideText.shortened(job.provider());
            throw new IllegalArgumentException("job " + job.jobId() + " is one of " + other + ", not of " + provider
                    + ": send it to " + other + ":await");
        }
        return job;
    }

    private static String requireIdentifier(String jobId) {
        String id = OutsideText.identifier(jobId);
        if (id == null) {
            throw new IllegalArgumentException(
                    "the job id \"" + OutsideText.shortened(jobId) + "\" is none that a provider gives: it must have"
                            + " at most 200 characters, and no control or invisible characters or slashes");
        }
        return id;
    }

    private static TranscriptionJob fromBody(Message message) {
        Object body = message.getBody();
        if (body instanceof TranscriptionJob job) {
            return job;
        }
        String text = body instanceof String json ? json : beginning(message);
        return text != null && text.strip().startsWith("{")
                ? TranscriptionJobConverters.toTranscriptionJob(text)
                : null;
    }

    /** The whole text, or {@code null} if it is too long to be a job: then it may be a recording of any length. */
    private static String beginning(Message message) {
        InputStream stream = message.getBody(InputStream.class);
        if (stream == null) {
            return message.getBody(String.class);
        }
        try {
            byte[] bytes = stream.readNBytes(LONGEST_JSON + 1);
            return bytes.length > LONGEST_JSON ? null : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the body cannot be read: " + unreadable, unreadable);
        } finally {
            if (message.getBody() instanceof StreamCache cache) {
                cache.reset();
            } else if (stream != message.getBody()) {
                IOHelper.close(stream);
            }
        }
    }
}
