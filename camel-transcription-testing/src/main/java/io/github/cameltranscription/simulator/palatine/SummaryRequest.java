/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Set;
import java.util.function.Function;

import io.github.cameltranscription.simulator.http.Refusal;

/**
 * Checked parameters of a summary.
 *
 * @param task {@code meeting_summary} or {@code user_prompt}
 * @param prompt what the user wants of it; null for none
 * @param text what to summarise; null for what is said in the recording
 */
record SummaryRequest(String task, String prompt, String text) {

    private static final String MEETING_SUMMARY = "meeting_summary";
    private static final String USER_PROMPT = "user_prompt";
    private static final Set<String> TASKS = Set.of(MEETING_SUMMARY, USER_PROMPT);

    /** {@code source} gives null for what is absent. */
    static SummaryRequest of(Function<String, String> source, String text) {
        String given = source.apply("task");
        String task = given == null ? MEETING_SUMMARY : given;
        if (!TASKS.contains(task)) {
            throw Refusal.invalid("query", "task", "Input should be 'meeting_summary' or 'user_prompt'");
        }
        String prompt = source.apply("prompt");
        if (task.equals(USER_PROMPT) && (prompt == null || prompt.isBlank())) {
            throw Refusal.invalid("query", "prompt", "Field required with task user_prompt");
        }
        PalatineParameters.flag(source.apply("thinking"), "thinking", false);
        return new SummaryRequest(task, prompt, text);
    }

    /** Plainly artificial: the first sentence, and how many words there were. */
    String write(String whatWasSaid) {
        String stripped = whatWasSaid.strip();
        String firstSentence = stripped.split("(?<=[.!?])\\s", 2)[0];
        int words = stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
        String asked = task.equals(USER_PROMPT) ? ", asked for: " + prompt : "";
        return "[simulated " + task + " of " + words + " words" + asked + "] " + firstSentence;
    }
}
