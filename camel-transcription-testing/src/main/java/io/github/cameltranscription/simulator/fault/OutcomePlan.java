/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameltranscription.simulator.job.JobOutcome;

/** The unusual endings that jobs of one provider are to have. */
public final class OutcomePlan {

    record Entry(JobOutcome outcome, String fileName, Countdown countdown) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** Begins an outcome. */
    public OutcomeRule begin() {
        return new OutcomeRule(this);
    }

    /** How a job made from this file ends; never null. */
    public JobOutcome next(String fileName) {
        for (Entry entry : entries) {
            boolean fits = entry.fileName() == null || entry.fileName().equals(fileName);
            if (fits && entry.countdown().tryUse()) {
                return entry.outcome();
            }
        }
        return JobOutcome.USUAL;
    }

    /** Removes all. */
    public void clear() {
        entries.clear();
    }

    void add(Entry entry) {
        entries.add(entry);
    }
}
