/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.stream.Stream;

import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;

/** The records of jobs that something is left to be done for. */
public final class OpenRecords {

    private OpenRecords() {}

    /** Their keys, such as {@code palatine:transcribe:talk}. */
    public static List<String> of(JobRepository repository) {
        return Stream.of(JobRecordState.values())
                .filter(state -> state != JobRecordState.FINISHED)
                .flatMap(state -> repository.list(state, 1_000).stream())
                .map(open -> open.scope().provider() + ":" + open.scope().kind() + ":" + open.key())
                .toList();
    }
}
