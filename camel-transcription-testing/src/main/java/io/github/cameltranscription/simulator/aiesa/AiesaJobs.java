/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.provider.ProviderJobs;

/** The jobs of the account, which are charged when they are over. */
final class AiesaJobs extends ProviderJobs<AiesaJob> {

    private final AiesaAccount account = new AiesaAccount();
    private final Queue<AiesaJob> unpaid = new PriorityQueue<>(Comparator.comparing(AiesaJob::readyAt));

    AiesaJobs(JobSettings settings) {
        super(settings, "No speech was found in the file", "Transcription not found");
    }

    /** {@code fileSize} is null for a link. Throws a 402 where the account cannot pay for it. */
    AiesaJob create(String fileName, Long fileSize, AudioAnalysis audio, AiesaParameters parameters) {
        AiesaBill bill = account().bill(audio.duration(), parameters.priority());
        account.requireFor(bill);
        AiesaJob job = create(fileName, audio, plan -> new AiesaJob(plan, fileSize, parameters, bill));
        if (job.succeeds()) {
            synchronized (unpaid) {
                unpaid.add(job);
            }
        }
        return job;
    }

    /** Charged with every job that is over by now: no timer does it. */
    AiesaAccount account() {
        long now = now();
        synchronized (unpaid) {
            while (!unpaid.isEmpty() && unpaid.peek().readyAt() <= now) {
                AiesaJob job = unpaid.remove();
                account.charge(job.bill(), job.parameters().priority());
            }
        }
        return account;
    }
}
