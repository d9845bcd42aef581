/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.cameltranscription.error.OutsideText;

/**
 * Finds the status answers that are about another job, as a gateway may give them. The documents do not say that the id
 * in such an answer is the one that was asked for, so the ids count only after the answer about a job that is done has
 * had it.
 */
public final class AnsweredIds {

    private volatile boolean trusted;

    /**
     * Compares the ids.
     *
     * @param  status   what the answer says of the job that was asked for, or {@code null}
     * @param  answered the ids in the answer; each may be {@code null}
     * @return          the status, or one of another job
     */
    public JobStatus check(JobStatus status, String... answered) {
        if (status == null || status.state() == JobState.PENDING) {
            return status;
        }
        List<String> ids = Stream.of(answered)
                .map(OutsideText::identifier)
                .filter(Objects::nonNull)
                .toList();
        if (trusted && !ids.isEmpty() && !ids.contains(status.jobId())) {
            return JobStatus.pending(status.provider(), ids.get(0), null);
        }
        if (status.state() == JobState.DONE && ids.contains(status.jobId())) {
            trusted = true;
        }
        return status;
    }
}
