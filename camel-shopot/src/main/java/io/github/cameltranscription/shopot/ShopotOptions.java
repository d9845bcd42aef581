/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;
import java.util.Set;

import io.github.cameltranscription.component.OptionRules;
import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.shopot.ShopotOperation.AWAIT;
import static io.github.cameltranscription.shopot.ShopotOperation.RESULTS;
import static io.github.cameltranscription.shopot.ShopotOperation.STATUS;
import static io.github.cameltranscription.shopot.ShopotOperation.SUBMIT;
import static io.github.cameltranscription.shopot.ShopotOperation.TRANSCRIBE;
import static io.github.cameltranscription.shopot.ShopotOperation.WEBHOOK;

/** Which operations of {@code shopot:} use which options, and what these have to be. */
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
            .with(List.of("path", "maxPayloadSize", "webhookThreads", "idempotentRepository"), WEBHOOK)
            .withHeader(ShopotConstants.MODIFIER, "modifier")
            .withHeader(ShopotConstants.CALLBACK_ID, "callbackId");

    /** The codes (shopot-reference.ru.txt). */
    static final List<String> LANGUAGES = List.of(
            "af", "ar", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",
            "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "kk", "ko", "lt", "lv", "mi", "mk", "ms", "ne",
            "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "vi", "zh");

    private static final Set<String> MODIFIERS = Set.of("paragraph_json", "paragraph_text", "plain_text", "plain_json");

    static final OptionRules<ShopotConfiguration> RULES = new OptionRules<ShopotConfiguration>()
            .check(options -> requireModifier(options.getModifier()))
            .oneOf("summary", Set.of("brief", "medium", "long"), ShopotConfiguration::getSummary)
            .require(
                    options -> options.getCallbackUrl() == null
                            || options.getCallbackUrl().equals(ShopotConfiguration.WEBHOOK_ADDRESS)
                            || options.getCallbackUrl().matches("(?i)https?://[^/?#]+.*"),
                    options -> "callbackUrl \"" + options.getCallbackUrl().replaceFirst("[?].*", "")
                            + "\" is not an http or https address: give one that Shopot can reach, or the word "
                            + ShopotConfiguration.WEBHOOK_ADDRESS + " for that of this application's webhook")
            .atLeastOne("maxPayloadSize", " byte", ShopotConfiguration::getMaxPayloadSize)
            .atLeastOne("webhookThreads", "", ShopotConfiguration::getWebhookThreads)
            .on(TRANSCRIBE, SUBMIT)
            .require(
                    options -> options.getCallbackId() == null || options.getCallbackUrl() != null,
                    options -> "callbackId \"" + options.getCallbackId()
                            + "\" comes back with a callback, and there is none: add callbackUrl, or remove it",
                    "callbackId")
            .require(
                    options -> options.getWebhookSecret() == null || options.getCallbackUrl() != null,
                    options ->
                            "webhookSecret authenticates callbacks, and there is none: add callbackUrl, or remove it",
                    "webhookSecret");

    private ShopotOptions() {}

    /** The modifier, checked. */
    static String requireModifier(String modifier) {
        return OptionRules.requireOneOf("modifier", modifier, MODIFIERS);
    }
}
