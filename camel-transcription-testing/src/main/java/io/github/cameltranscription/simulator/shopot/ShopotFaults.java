/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;

import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.provider.ProviderFaults;

/** Makes Shopot's calls and jobs go wrong. Callbacks go wrong by {@link ShopotCallbacks}. */
public final class ShopotFaults extends ProviderFaults<ShopotCall> {

    private final ShopotJobs jobs;

    ShopotFaults(ShopotJobs jobs) {
        super(jobs, ErrorFormat.DETAIL, ShopotCall.SUBMIT, ShopotCall.STATUS);
        this.jobs = jobs;
    }

    ShopotJobs jobs() {
        return jobs;
    }

    /** How summaries end that are asked for from now on, such as {@code FAILED: reason}; null for what fits the audio. */
    public void summariesEnd(String status) {
        jobs.summaryEnding(status);
    }

    /** How long summaries take that are asked for from now on, once the transcript is ready; zero by default. */
    public void summariesTake(Duration time) {
        jobs.summaryTime(time);
    }

    /** Minutes left on the account; with none left, submissions are 403. A lot by default. */
    public void balanceMinutes(double minutes) {
        jobs.balanceMinutes(minutes);
    }

    @Override
    public void clear() {
        super.clear();
        summariesEnd(null);
        summariesTake(Duration.ZERO);
    }
}
