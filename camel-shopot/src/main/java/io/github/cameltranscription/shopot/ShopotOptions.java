/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.shopot.ShopotOperation.AWAIT;
import static io.github.cameltranscription.shopot.ShopotOperation.PARKED;
import static io.github.cameltranscription.shopot.ShopotOperation.RESULTS;
import static io.github.cameltranscription.shopot.ShopotOperation.STATUS;
import static io.github.cameltranscription.shopot.ShopotOperation.SUBMIT;
import static io.github.cameltranscription.shopot.ShopotOperation.TRANSCRIBE;
import static io.github.cameltranscription.shopot.ShopotOperation.WEBHOOK;

/** Which operations of {@code shopot:} use which options. */
final class ShopotOptions {

    static final OptionTable TABLE = new OptionTable(ShopotOperation.values())
            .withAllBut(List.of(WEBHOOK), List.of("apiKey"))
            .withAllBut(List.of(WEBHOOK), OptionTable.CONNECTION)
            .withAllBut(List.of(WEBHOOK), OptionTable.REQUEST)
            .withAllBut(List.of(WEBHOOK, STATUS, PARKED), List.of("maxInFlight"))
            .with(OptionTable.UPLOAD, TRANSCRIBE, SUBMIT)
            .with(OptionTable.POLLING, TRANSCRIBE, AWAIT, RESULTS)
            .with("jobTimeout", SUBMIT)
            .with(OptionTable.STATUS_PARAMETERS, STATUS)
            .with("maxTranscriptSize", TRANSCRIBE, AWAIT, RESULTS, STATUS)
            .with("maxDownloadSize")
            .with(OptionTable.RECORD, TRANSCRIBE, SUBMIT, AWAIT, RESULTS, PARKED)
            .with("action", PARKED)
            .with(OptionTable.RECORDED_SUBMISSION, TRANSCRIBE, SUBMIT)
            .with(OptionTable.RESULTS, RESULTS)
            .with(OptionTable.SUBTITLE, TRANSCRIBE, AWAIT, RESULTS, WEBHOOK)
            .with("speakerPrefix", TRANSCRIBE, AWAIT, RESULTS, WEBHOOK)
            .with(
                    List.of(
                            "sourceUrl",
                            "language",
                            "initialPrompt",
                            "vadFilter",
                            "disableDiarization",
                            "summary",
                            "template",
                            "callbackId"),
                    TRANSCRIBE,
                    SUBMIT)
            .with("callbackUrl", TRANSCRIBE, SUBMIT, WEBHOOK)
            .with("webhookSecret", TRANSCRIBE, SUBMIT, WEBHOOK)
            .with("modifier", TRANSCRIBE, SUBMIT, AWAIT, STATUS, RESULTS)
            .with(List.of("path", "maxPayloadSize", "webhookThreads", "idempotentRepository"), WEBHOOK);

    private ShopotOptions() {}
}
