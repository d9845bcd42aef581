/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

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
    private static final String CONTENT = "content";
    private static final List<String> SECTIONS = List.of(
            "meeting_goals",
            "established_facts",
            "existing_problems",
            "decisions_made",
            "tasks_to_execute",
            "open_questions");
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

    /**
     * Plainly artificial: the first sentence, and how many words there were. Minutes of a meeting have sections; all of them have
     * something in them if {@code full}.
     */
    JsonObject write(String whatWasSaid, boolean full) {
        String stripped = whatWasSaid.strip();
        String firstSentence = stripped.split("(?<=[.!?])\\s", 2)[0];
        int words = stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
        if (task.equals(USER_PROMPT)) {
            return new JsonObject()
                    .put(
                            CONTENT,
                            "[simulated " + task + " of " + words + " words, asked for: " + prompt + "] "
                                    + firstSentence);
        }
        JsonObject minutes = new JsonObject()
                .put("meeting_title", "[simulated " + task + " of " + words + " words] " + firstSentence);
        for (String section : SECTIONS) {
            JsonArray items = new JsonArray();
            minutes.put(
                    section, full ? items.add(new JsonObject().put(CONTENT, "[simulated " + section + "]")) : items);
        }
        JsonArray questions = new JsonArray();
        return minutes.put(
                "qa_items",
                full
                        ? questions.add(new JsonObject()
                                .put("question", "[simulated question]")
                                .put("answer", "[simulated answer]"))
                        : questions);
    }
}
