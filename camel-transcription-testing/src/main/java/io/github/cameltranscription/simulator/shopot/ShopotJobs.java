/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.provider.JobPlan;
import io.github.cameltranscription.simulator.provider.ProviderJobs;
import io.github.cameltranscription.simulator.provider.Variants;

/** The jobs of the account. */
final class ShopotJobs extends ProviderJobs<ShopotJob> {

    private static final String TOO_SHORT = "SKIPPED: transcript is too short";
    private static final double PLENTY = 1_000_000;

    private final Variants<ShopotVariant> variants;
    private volatile double balanceMinutes = PLENTY;
    private volatile String summaryEnding;
    private volatile Duration summaryTime = Duration.ZERO;

    ShopotJobs(JobSettings settings, Variants<ShopotVariant> variants) {
        super(settings, "No speech found in the file", "Request not found");
        this.variants = variants;
    }

    ShopotJob create(String fileName, AudioAnalysis audio, ShopotParameters parameters) {
        ShopotJob job = create(fileName, audio, plan -> new ShopotJob(plan, parameters, summary(plan, parameters)));
        balanceMinutes -= audio.duration() / 60;
        return job;
    }

    private ShopotSummary summary(JobPlan plan, ShopotParameters parameters) {
        String asked = parameters.summary();
        if (asked == null) {
            return null;
        }
        String type = ShopotSummary.lowered(asked, plan.audio().duration());
        String ending = summaryEnding != null ? summaryEnding : type == null ? TOO_SHORT : ShopotSummary.COMPLETED;
        long startsAt = plan.endless() ? Long.MAX_VALUE : plan.readyAt();
        return new ShopotSummary(
                type == null ? asked : type, ending, startsAt, plan.readyAt() + summaryTime.toMillis());
    }

    /** Null for what fits the audio. */
    void summaryEnding(String ending) {
        summaryEnding = ending;
    }

    void summaryTime(Duration time) {
        summaryTime = time;
    }

    double balanceMinutes() {
        return balanceMinutes;
    }

    void balanceMinutes(double minutes) {
        balanceMinutes = minutes;
    }

    /** Throws a 403 where nothing is left. */
    void requireBalance() {
        if (balanceMinutes <= 0) {
            throw Refusal.of(
                    403,
                    variants.next() == ShopotVariant.PUBLIC
                            ? "Insufficient SaaS balance. Minimum 60 minutes required"
                            : "Insufficient balance");
        }
    }
}
