/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The documented answers and other usual shapes. */
class PalatineAnalysisReaderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static PalatineSummary summary(String json) throws IOException {
        return PalatineAnalysisReader.summary("id", JSON.readTree(json), json);
    }

    private static PalatineSentiment sentiment(String json) throws IOException {
        return PalatineAnalysisReader.sentiment("id", JSON.readTree(json), json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":\"S\"} | S",
                "{\"data\":{\"summary\":\"S\",\"text\":\"T\"}} | S",
                "{\"data\":{\"text\":\"S\"}} | S",
                "{\"data\":{\"result\":{\"text\":\"S\"}}} | S",
                "{\"result\":\"S\",\"data\":null} | S",
                "{\"output\":{\"content\":\"S\"}} | S",
                "{\"response\":{\"data\":\"S\"}} | S",
                "{\"data\":{\"summary\":null,\"text\":\"S\"}} | S"
            })
    void aSummaryIsFound(String json, String text) throws IOException {
        assertThat(summary(json)).isEqualTo(new PalatineSummary("id", text, json));
    }

    /** The vendor's example, shortened. */
    @Test
    void minutesOfAMeetingHaveSections() throws IOException {
        String json = """
                {"status":"success","data":{"meeting_title":"Синхронизация","meeting_goals":[{"content":"Выровнять воронку"},
                {"content":"Определить план"}],"established_facts":[{"content":"Конверсия 12%"}],"existing_problems":[],
                "decisions_made":null,"tasks_to_execute":[{"content":"Скрипты до 12 марта"},"Кампания"],
                "open_questions":[{"topic":"Бюджет"}],"qa_items":[{"question":"Какой KPI?","answer":"200 лидов"},
                {"question":"Когда?","answer":null}]},"error":null}""";

        PalatineSummary summary = summary(json);

        assertThat(summary.meeting())
                .isEqualTo(new PalatineMeetingSummary(
                        "Синхронизация",
                        List.of("Выровнять воронку", "Определить план"),
                        List.of("Конверсия 12%"),
                        List.of(),
                        List.of(),
                        List.of("Скрипты до 12 марта", "Кампания"),
                        List.of("{\"topic\":\"Бюджет\"}"),
                        List.of(
                                new PalatineMeetingSummary.Question("Какой KPI?", "200 лидов"),
                                new PalatineMeetingSummary.Question("Когда?", ""))));
        assertThat(summary.text()).isEqualTo("""
                Синхронизация

                Цели:
                - Выровнять воронку
                - Определить план

                Факты:
                - Конверсия 12%

                Задачи:
                - Скрипты до 12 марта
                - Кампания

                Открытые вопросы:
                - {"topic":"Бюджет"}

                Вопросы и ответы:
                - Какой KPI?
                  200 лидов
                - Когда?""");
        assertThat(summary.raw()).isEqualTo(json);
        assertThat(summary(json.replace("{\"meeting_title", "{\"result\":{\"meeting_title")
                                .replace("null}]}", "null}]}}"))
                        .meeting())
                .isEqualTo(summary.meeting());
        assertThat(summary("{\"data\":{\"decisions_made\":[{\"content\":\"Buy\"}]}}")
                        .text())
                .isEqualTo("Decisions:\n- Buy");
    }

    /** A result of unknown shape is not lost, because it was paid for. */
    @Test
    void theTextOfASummaryOfUnknownStructureIsJson() throws IOException {
        assertThat(summary("{\"data\":{\"decisions\":[\"buy\"]}}").text())
                .isEqualToIgnoringWhitespace("{\"decisions\":[\"buy\"]}");
        assertThat(summary("{\"data\":{\"summary\":[1]}}").text()).isEqualToIgnoringWhitespace("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":[{\"label\":\"A\",\"score\":0.9},{\"label\":\"B\",\"score\":0.1}]} | A | 0.9 | 2",
                "{\"data\":{\"result\":[{\"class\":\"B\",\"probability\":0.1},{\"class\":\"A\",\"probability\":0.9}]}} | A | 0.9 | 2",
                "{\"data\":{\"sentiments\":[{\"name\":\"A\",\"confidence\":\"0.9\"}]}} | A | 0.9 | 1",
                "{\"data\":{\"A\":0.9,\"B\":0.1}} | A | 0.9 | 2",
                "{\"result\":{\"probabilities\":{\"B\":0.1,\"A\":0.9}}} | A | 0.9 | 2",
                "{\"data\":{\"label\":\"A\",\"score\":0.9}} | A | 0.9 | 1",
                "{\"data\":{\"sentiment\":\"A\",\"scores\":{\"B\":0.1,\"A\":0.9}}} | A | 0.9 | 2",
                "{\"data\":{\"sentiment\":{\"label\":\"A\",\"score\":0.9}}} | A | 0.9 | 1",
                "{\"data\":\"A\"} | A |  | 1",
                "{\"data\":[\"A\",\"B\"]} | A |  | 2",
                "{\"data\":{\"mood\":\"A\"}} |  |  | 0",
                "{\"data\":7} |  |  | 0"
            })
    void aSentimentIsFound(String json, String label, Double score, int classes) throws IOException {
        PalatineSentiment sentiment = sentiment(json);

        assertThat(sentiment.label()).isEqualTo(label);
        assertThat(sentiment.score()).isEqualTo(score);
        assertThat(sentiment.classes()).hasSize(classes);
        assertThat(sentiment.raw()).isEqualTo(json);
    }

    @Test
    void theSegmentsOfASentimentAreRead() throws IOException {
        String json = "{\"data\":{\"label\":\"A\",\"segments\":[{\"start\":0.5,\"end\":\"2\",\"speaker\":\"S1\","
                + "\"text\":\"hi\",\"sentiment\":\"B\",\"score\":0.7},{}]}}";

        assertThat(sentiment(json).segments())
                .containsExactly(
                        new PalatineSentimentSegment(0.5, 2.0, "S1", "hi", "B", 0.7),
                        new PalatineSentimentSegment(null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"balance\":1.5,\"currency\":\"RUB\"} | 1.5 | RUB",
                "{\"balance\":\" 1.50 \"} | 1.5 | ",
                "{\"amount\":-2} | -2 | ",
                "{\"data\":{\"balance\":{\"amount\":\"3\",\"currency\":\"RUB\"}}} | 3 | RUB",
                "{\"currency\":\"RUB\",\"data\":{\"amount\":3}} | 3 | RUB",
                "4.5 | 4.5 | ",
                "{\"total\":5,\"balance\":4} | 5 | "
            })
    void aBalanceIsFound(String json, Double amount, String currency) throws IOException {
        assertThat(PalatineAnalysisReader.balance(json)).isEqualTo(new PalatineBalance(amount, currency, json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"real\":100.5,\"bonus\":20} | 120.5 | 100.5 | 20",
                "{\"real_balance\":\"100.5\",\"bonus_balance\":\"20\",\"currency\":\"RUB\"} | 120.5 | 100.5 | 20",
                "{\"data\":{\"realBalance\":100.5,\"bonusBalance\":0}} | 100.5 | 100.5 | 0",
                "{\"balance\":{\"real\":100.5,\"bonus\":20}} | 120.5 | 100.5 | 20",
                "{\"balance\":120.5,\"bonus\":20} | 120.5 |  | 20",
                "{\"bonus\":20} | 20 |  | 20"
            })
    void realMoneyAndBonusesAreSeparate(String json, Double amount, Double real, Double bonus) throws IOException {
        assertThat(PalatineAnalysisReader.balance(json))
                .returns(amount, PalatineBalance::amount)
                .returns(real, PalatineBalance::real)
                .returns(bonus, PalatineBalance::bonus);
    }

    @Test
    void anAnswerWithoutAResultGivesNull() throws IOException {
        assertThat(summary("{\"status\":\"success\"}")).isNull();
        assertThat(sentiment("[1]")).isNull();
        assertThat(PalatineAnalysisReader.balance("{\"data\":[]}")).isNull();
    }
}
