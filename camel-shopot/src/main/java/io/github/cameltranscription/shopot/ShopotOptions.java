/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.shopot.ShopotOperation.AWAIT;
import static io.github.cameltranscription.shopot.ShopotOperation.RESULTS;
import static io.github.cameltranscription.shopot.ShopotOperation.STATUS;
import static io.github.cameltranscription.shopot.ShopotOperation.SUBMIT;
import static io.github.cameltranscription.shopot.ShopotOperation.TRANSCRIBE;
import static io.github.cameltranscription.shopot.ShopotOperation.WEBHOOK;

/** Which operations of {@code shopot:} use which options. */
final class ShopotOptions {

    static final OptionTable TABLE = OptionTable.ofJobs(ShopotOperation.values())
            .withAllBut(List.of(WEBHOOK), List.of("apiKey"))
            // The status holds the transcript.
            .with("maxTranscriptSize", STATUS)
            .with(OptionTable.SUBTITLE, WEBHOOK)
            .with("speakerPrefix", TRANSCRIBE, AWAIT, RESULTS, WEBHOOK)
            .with(
                    List.of("initialPrompt", "vadFilter", "disableDiarization", "summary", "template", "callbackId"),
                    TRANSCRIBE,
                    SUBMIT)
            .with("callbackUrl", TRANSCRIBE, SUBMIT, WEBHOOK)
            .with("webhookSecret", TRANSCRIBE, SUBMIT, WEBHOOK)
            .with("modifier", TRANSCRIBE, SUBMIT, AWAIT, STATUS, RESULTS)
            .with(List.of("path", "maxPayloadSize", "webhookThreads", "idempotentRepository"), WEBHOOK);

    private ShopotOptions() {}
}
