/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Minutes of a meeting, which is what {@code summarize} makes with {@code task=meeting_summary} (the vendor's public
 * documentation). All lists are never {@code null}.
 *
 * @param title            the subject of the meeting; {@code null} if Palatine does not say
 * @param questions        the questions asked, with their answers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PalatineMeetingSummary(
        String title,
        List<String> goals,
        List<String> establishedFacts,
        List<String> problems,
        List<String> decisions,
        List<String> tasks,
        List<String> openQuestions,
        List<Question> questions) {

    private static final List<String> HEADINGS =
            List.of("Goals", "Facts", "Problems", "Decisions", "Tasks", "Open questions", "Questions and answers");

    private static final List<String> RUSSIAN_HEADINGS =
            List.of("Цели", "Факты", "Проблемы", "Решения", "Задачи", "Открытые вопросы", "Вопросы и ответы");

    /**
     * A question and its answer.
     *
     * @param question the question; never {@code null}
     * @param answer   the answer; never {@code null}, empty without one
     */
    public record Question(String question, String answer) {}

    /** Keeps its own copies of the lists. */
    public PalatineMeetingSummary {
        goals = List.copyOf(goals);
        establishedFacts = List.copyOf(establishedFacts);
        problems = List.copyOf(problems);
        decisions = List.copyOf(decisions);
        tasks = List.copyOf(tasks);
        openQuestions = List.copyOf(openQuestions);
        questions = List.copyOf(questions);
    }

    /** The minutes as readable text: the title, then each section that is not empty, under a heading. */
    String toText() {
        List<String> answered = questions.stream()
                .map(item -> item.answer().isEmpty() ? item.question() : item.question() + "\n  " + item.answer())
                .toList();
        List<List<String>> sections =
                List.of(goals, establishedFacts, problems, decisions, tasks, openQuestions, answered);
        boolean russian = title != null && isRussian(title)
                || sections.stream().flatMap(List::stream).anyMatch(PalatineMeetingSummary::isRussian);
        StringBuilder text = new StringBuilder(title == null ? "" : title);
        for (int i = 0; i < sections.size(); i++) {
            append(text, (russian ? RUSSIAN_HEADINGS : HEADINGS).get(i), sections.get(i));
        }
        return text.toString();
    }

    private static boolean isRussian(String text) {
        return text.codePoints()
                .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC);
    }

    private static void append(StringBuilder text, String heading, List<String> items) {
        if (!items.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(heading).append(':');
            items.forEach(item -> text.append("\n- ").append(item));
        }
    }
}
