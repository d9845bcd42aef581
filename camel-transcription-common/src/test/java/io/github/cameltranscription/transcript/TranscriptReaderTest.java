/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TranscriptReaderTest {

    @Test
    void readsThePalatineShape() throws IOException {
        Transcript transcript = read("""
                {"duration": 5.5, "language": "ru", "text": " Привет. Пока. ", "segments": [
                  {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Привет.", "tokens": [1, [2]], "words": null},
                  {"id": 1, "start": 2.5, "end": 5.5, "text": " Пока.", "speaker": "SPEAKER_01"}]}""");

        assertThat(transcript.text()).isEqualTo("Привет. Пока.");
        assertThat(transcript.duration()).isEqualTo(Duration.ofMillis(5_500));
        assertThat(transcript.segments())
                .containsExactly(
                        Segment.of(Duration.ZERO, Duration.ofMillis(2_500), null, "Привет."),
                        Segment.of(Duration.ofMillis(2_500), Duration.ofMillis(5_500), "SPEAKER_01", "Пока."));
    }

    @Test
    void readsTheShopotShapeWithTimesAsStrings() throws IOException {
        Transcript transcript = read("""
                {"duration": "3,5", "language": "ru", "list": [
                  {"start": " 0.5 ", "end": "1", "speaker": 1, "text": "Раз"}, {"start": "1.5", "end": "", "text": 2}]}""");

        assertThat(transcript.text()).isEqualTo("Раз 2");
        assertThat(transcript.duration()).isEqualTo(Duration.ofMillis(3_500));
        assertThat(transcript.segments())
                .containsExactly(
                        Segment.of(Duration.ofMillis(500), Duration.ofSeconds(1), "1", "Раз"),
                        Segment.of(Duration.ofMillis(1_500), Duration.ofMillis(1_500), null, "2"));
    }

    /** The vendor's example of call analysis, with what is asked for and not found as null. */
    @Test
    void readsRolesEmotionsAndProfanityOfPalatine() throws IOException {
        Transcript transcript = read("""
                {"text": "Добрый день. Х***!", "duration": 184.2, "segments": [
                  {"id": 0, "speaker": "SPEAKER_00", "start": 0.4, "end": 3.1, "text": "Добрый день.", "role": "Оператор",
                   "emotion": {"label": "neutral", "confidence": 0.91, "probs": {"angry": 0.09, "neutral": 0.91}},
                   "profanity": false},
                  {"id": 1, "speaker": "SPEAKER_01", "start": 3.5, "end": 9.8, "text": "Х***!", "role": null,
                   "emotion": null, "profanity": true}],
                 "speaker_roles": {"SPEAKER_00": "Оператор", "SPEAKER_01": null, "SPEAKER_02": "Клиент"},
                 "speakers": {"SPEAKER_00": {"talk_time": 96.3, "turns": 14, "role": "Оператор", "profanity_count": 0,
                   "emotions": {"angry": 0.0, "neutral": 0.82}}},
                 "included_processing": ["speaker_roles", "emotions"], "warnings": ["emotions_skipped:language"],
                 "profanity_hits": [{"segment_id": 1, "speaker": "SPEAKER_01", "start": 3.52, "end": 3.98, "word_index": 2},
                   {"segment_id": 7, "speaker": null, "start": null, "end": null, "word_index": null}]}""");

        Segment first = transcript.segments().get(0);
        assertThat(first.role()).isEqualTo("Оператор");
        assertThat(first.emotion()).isEqualTo(new Emotion("neutral", 0.91, Map.of("angry", 0.09, "neutral", 0.91)));
        assertThat(first.profanity()).isFalse();
        assertThat(transcript.segments().get(1))
                .returns(null, Segment::role)
                .returns(null, Segment::emotion)
                .returns(true, Segment::profanity);
        assertThat(transcript.speakers())
                .containsEntry(
                        "SPEAKER_00",
                        new Speaker(
                                null,
                                "Оператор",
                                Duration.ofMillis(96_300),
                                14,
                                0,
                                Map.of("angry", 0.0, "neutral", 0.82)))
                .containsEntry("SPEAKER_02", Speaker.inRole("Клиент"));
        assertThat(transcript.nameOf("SPEAKER_00")).isEqualTo("Оператор");
        assertThat(transcript.nameOf("SPEAKER_01")).isEqualTo("SPEAKER_01");
        assertThat(transcript.includedProcessing()).containsExactly("speaker_roles", "emotions");
        assertThat(transcript.warnings()).containsExactly("emotions_skipped:language");
        assertThat(transcript.profanityHits())
                .containsExactly(
                        new ProfanityHit(1, "SPEAKER_01", Duration.ofMillis(3_520), Duration.ofMillis(3_980), 2),
                        new ProfanityHit(null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'text': 'Да.', 'segments': [{'start': 0, 'end': 1.5, 'speaker': 'A', 'text': 'Да.'}]}",
                "{'result': {'text': 'Да.', 'segments': [{'segment_id': 0, 'start': '0', 'end': '1.5', 'speaker': 'A', 'text': 'Да.'}]}}",
                "{'status': 'success', 'data': {'result': {'segments': [{'start': 0, 'end': 1.5, 'speaker': 'A', 'text': ' Да.'}]}}}",
                "{'transcription': {'duration': 2, 'segments': [{'start_time': '00:00:00', 'end_time': '00:00:01.5', 'speaker': 'A', 'text': 'Да.'}]}}",
                "{'output': {'list': [{'start': '00:00', 'end': '00:01,5', 'speaker': 'A', 'text': 'Да.'}]}, 'text': 'Да.'}",
                "[{'start': 0, 'end': 1.5, 'speaker': 'A', 'text': 'Да.'}]"
            })
    void readsTheSameTranscriptWhereverItStands(String json) throws IOException {
        Transcript transcript = readValue(json);

        assertThat(transcript.text()).isEqualTo("Да.");
        assertThat(transcript.segments())
                .containsExactly(Segment.of(Duration.ZERO, Duration.ofMillis(1_500), "A", "Да."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'text': ''}", "{'data': {'text': ' ', 'segments': []}}", "{'segments': []}", "[]", "''"})
    void anExplicitEmptyTextIsSilence(String json) throws IOException {
        assertThat(readValue(json)).returns("", Transcript::text).returns(List.of(), Transcript::segments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'text': null, 'segments': null}",
                "{'text': {'content': 'Да.'}}",
                "{'data': {'utterances': [{'phrase': 'Да.'}]}}",
                "{'segments': [{'start': 0, 'end': 1, 'phrase': 'Да.'}]}",
                "{'text': '', 'segments': [{'start': 0, 'end': 1, 'phrase': 'Да.'}]}",
                "[{'phrase': 'Да.'}]",
                "17",
                "true"
            })
    void whatHasNoTextInAKnownPlaceIsNoTranscript(String json) throws IOException {
        assertThat(readValue(json)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'segments': [{'speaker': 'A', 'start': 0, 'end': 1}]} | 1",
                "{'data': {'segments': []}} | 0",
                "{'segments': [{'who': 'A'}]} | ",
                "{'text': ''} | "
            })
    void speakersNeedNoText(String json, Integer segments) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json.replace('\'', '"'))) {
            parser.nextToken();
            Transcript transcript = TranscriptReader.readSpeakers(parser);
            assertThat(transcript == null ? null : transcript.segments().size()).isEqualTo(segments);
        }
    }

    private static Transcript readValue(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json.replace('\'', '"'))) {
            parser.nextToken();
            return TranscriptReader.readValue(parser);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "1 | 1000000",
                "12.34 | 12340000",
                "0.0000005 | 1",
                "0.0000004 | 0",
                "1e2 | 100000000",
                "1.5E-3 | 1500",
                "359999.999999 | 359999999999",
                "123.4567891234567890123456789 | 123456789",
                "999999999 | 999999999000000",
                "\"7\" | 7000000",
                "\"7,25\" | 7250000"
            })
    void readsTimesToTheMicrosecond(String json, long micros) throws IOException {
        assertThat(read("{\"duration\":" + json + "}").duration()).isEqualTo(Duration.ofNanos(micros * 1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "{}",
                "[1]",
                "-1",
                "-0.5",
                "1e10",
                "1e400",
                "\"\"",
                "\"x\"",
                "\"NaN\"",
                "\"Infinity\"",
                "99999999999999999999999"
            })
    void passesOverTimesThatAreNone(String json) throws IOException {
        assertThat(read("{\"duration\":" + json + ",\"text\":\"after\"}"))
                .isEqualTo(new Transcript(null, null, null, null, "after", List.of(), null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"segments\":{\"a\":[1]},\"text\":\"ok\"}",
                "{\"segments\":\"none\",\"text\":\"ok\"}",
                "{\"segments\":[null,1,\"x\",[{}]],\"text\":\"ok\"}",
                "{\"text\":\"ok\",\"words\":7,\"analysis\":[1],\"summary\":{\"a\":1},\"language\":[],\"duration\":{}}",
                "{\"extra\":{\"segments\":[{\"text\":\"no\"}],\"text\":\"no\"},\"text\":\"ok\"}"
            })
    void passesOverWhatItDoesNotKnow(String json) throws IOException {
        assertThat(read(json)).isEqualTo(new Transcript(null, null, null, null, "ok", List.of(), null, null, null));
    }

    @Test
    void readsATextThatIsANumber() throws IOException {
        assertThat(read("{\"text\":42}").text()).isEqualTo("42");
    }

    @Test
    void passesOverDeepJunk() throws IOException {
        assertThat(read("{\"junk\":" + "[".repeat(900) + "]".repeat(900) + ",\"text\":\"ok\"}")
                        .text())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"text\"",
                "{\"text\":",
                "{\"text\":\"a",
                "{\"text\":\"a\",}",
                "{\"segments\":[",
                "{\"segments\":[{]}",
                "{\"segments\":[{\"words\":[{\"start\":1",
                "{\"duration\":1.2.3}",
                "{\"text\":nul}"
            })
    void failsOnBrokenJson(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void stopsAtTheEndOfItsObject() throws IOException {
        try (JsonParser parser = new JsonFactory().createParser("[{\"text\":\"a\",\"x\":{}},1]")) {
            parser.nextToken();
            parser.nextToken();
            TranscriptReader.readObject(parser);

            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
        }
    }

    @Test
    void givesWordsBesideTheSegmentsToTheirSegments() throws IOException {
        Transcript transcript = read("""
                {"words": [{"word": "Раз", "start": 0, "end": 1, "confidence": 0.5, "speaker": "A"},
                           {"word": " два", "start": "1", "end": "2.2"}, {"text": "три", "start": 2.2, "end": 3}],
                 "segments": [{"start": 0, "end": 2, "text": "Раз два"}, {"start": 2, "end": 3, "text": "три"}]}""");

        assertThat(transcript.segments())
                .extracting(segment -> segment.words().stream().map(Word::text).toList())
                .containsExactly(List.of("Раз", "два"), List.of("три"));
        assertThat(transcript.segments().get(0).words().get(0))
                .isEqualTo(new Word(Duration.ZERO, Duration.ofSeconds(1), "A", "Раз", 0.5));
    }

    @Test
    void givesWordsOfTwoWhoSpeakAtOnceToTheirOwnSegments() throws IOException {
        Transcript transcript = read("""
                {"segments": [{"start": 0, "end": 4, "speaker": "A", "text": "a b c"},
                              {"start": 2, "end": 3, "speaker": "B", "text": "x y"}],
                 "words": [{"word": "a", "start": 0, "end": 1, "speaker": "A"},
                           {"word": "x", "start": 2, "end": 2.5, "speaker": "B"},
                           {"word": "b", "start": 2.2, "end": 2.8, "speaker": "A"},
                           {"word": "y", "start": 2.5, "end": 3, "speaker": "B"},
                           {"word": "c", "start": 3, "end": 4, "speaker": "A"}]}""");

        assertThat(transcript.segments())
                .extracting(segment -> segment.words().stream().map(Word::text).toList())
                .containsExactly(List.of("a", "b", "c"), List.of("x", "y"));
    }

    @Test
    void keepsTheWordsThatSegmentsHave() throws IOException {
        Transcript transcript = read("""
                {"segments": [{"start": 0, "end": 2, "text": "own", "words": [{"word": "own", "start": 0, "end": 2}]}],
                 "words": [{"word": "other", "start": 0, "end": 2}]}""");

        assertThat(transcript.segments().get(0).words()).extracting(Word::text).containsExactly("own");
    }

    private static Transcript read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return TranscriptReader.readObject(parser);
        }
    }

    @Test
    void anEmptySpeakerIsNone() {
        assertThat(Segment.of(Duration.ZERO, Duration.ofSeconds(1), " ", "text").speaker())
                .isNull();
        assertThat(new Word(Duration.ZERO, Duration.ofSeconds(1), "", "text", null).speaker())
                .isNull();
        assertThat(Segment.of(Duration.ZERO, Duration.ofSeconds(1), "A", "text").speaker())
                .isEqualTo("A");
    }
}
