/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TranscriptJsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Transcript FULL = new Transcript(
            "palatine",
            "4f6d",
            "ru",
            Duration.ofMillis(360_123_456),
            "Привет, «мир»! \uD83D\uDE00",
            List.of(
                    new Segment(
                            Duration.ofNanos(1_234_567_000),
                            Duration.ofSeconds(3),
                            "Анна",
                            "Привет,",
                            List.of(
                                    new Word(
                                            Duration.ofMillis(1_250),
                                            Duration.ofMillis(1_500),
                                            "Анна",
                                            "Привет,",
                                            0.987),
                                    new Word(Duration.ofMillis(1_500), Duration.ofSeconds(2), null, "мир", null))),
                    Segment.of(Duration.ofSeconds(3), Duration.ofSeconds(2), null, "«мир»!"),
                    new Segment(
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(5),
                            "Б",
                            "Х***!",
                            null,
                            "Клиент",
                            new Emotion("angry", 0.8, Map.of("angry", 0.8)),
                            true)),
            "Здоровались",
            new Analysis("gpt", "О чём?", "О мире"),
            "{\"id\":\"4f6d\",\"data\":null}",
            Map.of(
                    "Анна",
                    new Speaker("Анна Ли", "Оператор", Duration.ofMillis(1_500), 2, 0, Map.of("sad", 0.25)),
                    "Б",
                    Speaker.inRole("Клиент")),
            List.of("emotions_unavailable"),
            List.of("speaker_roles"),
            List.of(
                    new ProfanityHit(2, "Б", Duration.ofSeconds(4), Duration.ofMillis(4_500), 7),
                    new ProfanityHit(null, null, null, null, null)));

    @Test
    void theNamesAreThoseOfTheModelWhateverTheMapperPrefers() throws Exception {
        ObjectMapper preferring = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setSerializationInclusion(JsonInclude.Include.ALWAYS);

        assertThat(preferring.writeValueAsString(FULL)).isEqualTo(MAPPER.writeValueAsString(FULL));
        assertThat(preferring.writeValueAsString(Transcript.empty())).isEqualTo("{\"text\":\"\",\"segments\":[]}");
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        assertThat(MAPPER.readValue(MAPPER.writeValueAsString(FULL), Transcript.class))
                .isEqualTo(FULL);
        assertThat(MAPPER.readValue(MAPPER.writeValueAsString(Transcript.empty()), Transcript.class))
                .isEqualTo(Transcript.empty());
    }

    @Test
    void writesTimesAsSecondsAndLeavesOutWhatIsUnknown() {
        JsonNode json = MAPPER.valueToTree(FULL);

        assertThat(json.path("duration").decimalValue()).isEqualByComparingTo("360123.456");
        assertThat(json.at("/segments/0/start").decimalValue()).isEqualByComparingTo("1.234567");
        assertThat(json.at("/segments/0/end").isIntegralNumber()).isTrue();
        assertThat(json.at("/segments/0/words/0/confidence").doubleValue()).isEqualTo(0.987);
        assertThat(json.at("/segments/1").has("speaker")).isFalse();
        assertThat(json.at("/segments/1").has("words")).isFalse();
        assertThat(json.at("/segments/0/words/1").has("confidence")).isFalse();
    }

    @Test
    void leavesOutAnAnalysisThatWasNotMade() throws Exception {
        Transcript plain = new Transcript(
                null, null, null, null, null, List.of(Segment.of(null, null, "A", "a")), null, null, null);

        assertThat(MAPPER.valueToTree(plain).toString())
                .isEqualTo("{\"text\":\"a\",\"segments\":[{\"start\":0,\"end\":0,\"speaker\":\"A\",\"text\":\"a\"}]}");
    }

    @Test
    void isReadAsPartOfAnotherObject() throws Exception {
        Transcript[] two =
                MAPPER.readValue("[" + MAPPER.writeValueAsString(FULL) + ",{\"text\":\"b\"}]", Transcript[].class);

        assertThat(two).extracting(Transcript::text).containsExactly(FULL.text(), "b");
    }

    @Test
    void isNotReadFromAnythingElse() {
        assertThatThrownBy(() -> MAPPER.readValue("[1]", Transcript.class))
                .isInstanceOf(MismatchedInputException.class);
    }
}
