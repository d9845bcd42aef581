/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameltranscription.job.RecordedJob;

/** The job that an exchange waits for, as far as it is known by now. */
final class JobOfExchange {

    private static final int UNKNOWN = -1;

    private Map<String, Object> headers = Map.of();
    private volatile String id;
    private int progress = UNKNOWN;
    private volatile RecordedJob recorded;

    /** The provider's id, or {@code null} before the submission. */
    String id() {
        return id;
    }

    /** The job as log lines name it: without an id, there was no job. */
    String named() {
        return id == null ? "" : " job " + id;
    }

    void setId(String newId) {
        id = newId;
    }

    /** The job's record in the job repository, or {@code null} if it has none. */
    RecordedJob recorded() {
        return recorded;
    }

    void setRecorded(RecordedJob newRecorded) {
        recorded = newRecorded;
    }

    /** How far the job was when the provider was last asked, or {@code null} if it does not say. */
    synchronized Integer progress() {
        return progress == UNKNOWN ? null : progress;
    }

    /** Whether the job is further than was known. */
    synchronized boolean rises(int newProgress) {
        boolean risen = newProgress > progress;
        if (risen) {
            progress = newProgress;
        }
        return risen;
    }

    /** What the reply is to say beside the result. */
    synchronized Map<String, Object> headers() {
        return headers;
    }

    /** Adds what the reply is to say. Most jobs have little or nothing to say: ten thousand empty maps are a megabyte. */
    synchronized void addHeaders(Map<String, Object> more) {
        if (headers.isEmpty()) {
            headers = Map.copyOf(more);
        } else if (!more.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>(headers);
            all.putAll(more);
            headers = Map.copyOf(all);
        }
    }
}
