/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.util.Map;
import java.util.Set;

import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.WebAddress;

/**
 * Checked parameters of a submission.
 *
 * @param language null where it is to be found out
 * @param modifier null for the plain result
 * @param summary null for none
 * @param callbackUrl null for none
 * @param callbackId null for none
 */
record ShopotParameters(
        String language, boolean diarized, String modifier, String summary, String callbackUrl, String callbackId) {

    private static final Set<String> LANGUAGES =
            Set.of(("af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi"
                            + " hr hu hy id is it ja kk ko lt lv mi mk ms ne nl no pl pt ro ru sk sl sr sv sw th tr uk vi zh")
                    .split(" "));
    private static final Set<String> MODIFIERS = Set.of("paragraph_json", "paragraph_text", "plain_text", "plain_json");
    private static final Set<String> SUMMARIES = Set.of("brief", "medium", "long");

    /** {@code values} are texts of a form, or whatever JSON has. */
    static ShopotParameters of(Map<String, ?> values) {
        flag(values, "vad_filter", true);
        Object language = values.get("language");
        if (language != null && !(language instanceof String)) {
            throw Refusal.of(400, "Invalid language format. Must be a string");
        }
        if (language != null && !LANGUAGES.contains(language)) {
            throw Refusal.of(400, "Invalid language code: " + language);
        }
        text(values, "initial_prompt");
        text(values, "template");
        return new ShopotParameters(
                (String) language,
                !flag(values, "disable_diarization", false),
                modifier(text(values, "modifier")),
                oneOf(text(values, "summary"), "summary", SUMMARIES),
                callbackUrl(values.get("callback_url")),
                text(values, "callback_id"));
    }

    /** Null for none. */
    static String modifier(String value) {
        return oneOf(value, "modifier", MODIFIERS);
    }

    private static String oneOf(String value, String name, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw Refusal.of(400, "Invalid " + name + ": " + value);
        }
        return value;
    }

    private static String callbackUrl(Object value) {
        if (value != null && !(value instanceof String)) {
            throw Refusal.of(400, "The 'callback_url' field must be a string");
        }
        if (value != null && !WebAddress.isWeb((String) value)) {
            throw Refusal.of(400, "Invalid 'callback_url' format. Must start with http or https");
        }
        return (String) value;
    }

    private static String text(Map<String, ?> values, String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof String)) {
            throw Refusal.of(400, "The '" + name + "' field must be a string");
        }
        return (String) value;
    }

    private static boolean flag(Map<String, ?> values, String name, boolean usual) {
        Object value = values.get(name);
        if (value == null) {
            return usual;
        }
        if (!value.toString().matches("true|false")) {
            throw Refusal.of(400, "The '" + name + "' field must be true or false");
        }
        return Boolean.parseBoolean(value.toString());
    }
}
