/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads a transcript from a JSON stream, in any shape of the providers and of this project. It is lenient on purpose:
 * it ignores unknown fields, nulls and values of undocumented types, because a paid transcript with an odd field is
 * worth more than an error. Only malformed JSON fails, with an {@link IOException}. The parser is at the value, and
 * afterwards at its end.
 *
 * <p>Known fields: {@code language}, {@code duration}, {@code text}, {@code summary}, {@code analysis} and the list of
 * segments, which is {@code segments} (Palatine, AIESA, ours), {@code list} or {@code paragraphs} (Shopot, where it may
 * be a text too); {@code speakers}, {@code speaker_roles} and {@code recognized_speakers}; {@code warnings},
 * {@code included_processing} and {@code profanity_hits}. They may also be in an object {@code data},
 * {@code result}, {@code output}, {@code response} or {@code transcription}. Times are seconds, as numbers or as
 * strings, or those of a clock.
 */
public final class TranscriptReader {

    private final TranscriptParts parts = new TranscriptParts();
    private List<Word> words = List.of();
    private List<ProviderHit> profanityHits = List.of();
    private SegmentIds segmentIds = new SegmentIds();
    private boolean listed;
    private boolean speechListed;
    private boolean timesListed;

    private TranscriptReader() {}

    /** Reads an object; missing values are {@code null} or empty. */
    public static Transcript readObject(JsonParser parser) throws IOException {
        TranscriptReader reader = new TranscriptReader();
        reader.read(parser);
        return reader.toTranscript();
    }

    /**
     * Reads a provider's answer, which is an object, a list of segments, or only a text.
     *
     * @return             the transcript, or {@code null} if the value has neither a text nor a list of segments with
     *     texts, because its shape is unknown. An explicit empty text or list is silence
     */
    public static Transcript readValue(JsonParser parser) throws IOException {
        TranscriptReader reader = ofValue(parser);
        return reader.hasSpeech() ? reader.toTranscript() : null;
    }

    /**
     * Like {@link #readValue}, for an answer with only speakers and times.
     *
     * @return             the transcript, or {@code null} if the value has no list of segments with speakers or times
     */
    public static Transcript readSpeakers(JsonParser parser) throws IOException {
        TranscriptReader reader = ofValue(parser);
        return reader.listed && (reader.parts.segments.isEmpty() || reader.timesListed) ? reader.toTranscript() : null;
    }

    private static TranscriptReader ofValue(JsonParser parser) throws IOException {
        TranscriptReader reader = new TranscriptReader();
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            reader.read(parser);
        } else {
            reader.readSegmentsOrText(parser);
        }
        return reader;
    }

    /** An empty text is not silence if the segments have no known texts. */
    private boolean hasSpeech() {
        boolean spoken = parts.text != null && (!parts.text.isBlank() || parts.segments.isEmpty());
        return spoken || speechListed || listed && parts.segments.isEmpty();
    }

    private void read(JsonParser parser) throws IOException {
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "provider" -> parts.provider = LenientJson.text(parser);
                case "jobId" -> parts.jobId = LenientJson.text(parser);
                case "language" -> parts.language = LenientJson.text(parser);
                case "duration" -> parts.duration = LenientJson.seconds(parser);
                case "text" -> parts.text = LenientJson.text(parser);
                case "segments", "list", "paragraphs" -> readSegmentsOrText(parser);
                case "data", "result", "output", "response", "transcription" -> readNested(parser);
                case "speakers", "speaker_roles", "recognized_speakers" -> readSpeakersOf(parser, field);
                case "warnings" -> parts.warnings = LenientJson.texts(parser);
                case "included_processing", "includedProcessing" ->
                    parts.includedProcessing = LenientJson.texts(parser);
                case "profanity_hits", "profanityHits" ->
                    profanityHits = LenientJson.objects(parser, TranscriptReader::readProfanityHit);
                case "words" -> words = readWords(parser);
                case "summary" -> parts.summary = LenientJson.text(parser);
                case "analysis" -> parts.analysis = readAnalysis(parser);
                case "raw" -> parts.raw = LenientJson.text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Values of the outer object override those of the nested one. */
    private void readNested(JsonParser parser) throws IOException {
        TranscriptReader nested = ofValue(parser);
        TranscriptParts inner = nested.parts;
        parts.language = parts.language == null ? inner.language : parts.language;
        parts.duration = parts.duration == null ? inner.duration : parts.duration;
        parts.text = parts.text == null ? inner.text : parts.text;
        parts.summary = parts.summary == null ? inner.summary : parts.summary;
        parts.analysis = parts.analysis == null ? inner.analysis : parts.analysis;
        inner.speakers.forEach((id, speaker) -> parts.speakers.merge(id, speaker, Speaker::completedBy));
        parts.warnings = parts.warnings.isEmpty() ? inner.warnings : parts.warnings;
        parts.includedProcessing =
                parts.includedProcessing.isEmpty() ? inner.includedProcessing : parts.includedProcessing;
        profanityHits = profanityHits.isEmpty() ? nested.profanityHits : profanityHits;
        words = words.isEmpty() ? nested.words : words;
        if (parts.segments.isEmpty()) {
            parts.segments = inner.segments;
            segmentIds = nested.segmentIds;
            listed |= nested.listed;
            speechListed |= nested.speechListed;
            timesListed |= nested.timesListed;
        }
    }

    private void readSegmentsOrText(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            parts.text = parts.text == null ? parser.getText() : parts.text;
            return;
        }
        boolean list = parser.hasToken(JsonToken.START_ARRAY);
        List<Segment> read = readSegments(parser);
        if (list) {
            parts.segments = read;
            listed = true;
        }
    }

    private Transcript toTranscript() {
        parts.text = parts.text == null ? null : parts.text.strip();
        parts.segments = WordAssignment.assign(parts.segments, words);
        parts.profanityHits =
                profanityHits.stream().map(hit -> hit.in(segmentIds)).toList();
        return parts.toTranscript();
    }

    private List<Segment> readSegments(JsonParser parser) throws IOException {
        int[] index = new int[1];
        return LenientJson.objects(parser, segment -> readSegment(segment, index[0]++));
    }

    private Segment readSegment(JsonParser parser, int index) throws IOException {
        Duration start = null;
        Duration end = null;
        Duration clockStart = null;
        Duration clockEnd = null;
        String speaker = null;
        String text = null;
        List<Word> words = List.of();
        String role = null;
        Emotion emotion = null;
        Boolean profanity = null;
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                // An older version of Palatine's API uses segment_id (public documentation).
                case "id", "segment_id" -> segmentIds.add(index, LenientJson.whole(parser));
                case "start" -> start = LenientJson.time(parser);
                case "end" -> end = LenientJson.time(parser);
                case "start_time" -> clockStart = LenientJson.time(parser);
                case "end_time" -> clockEnd = LenientJson.time(parser);
                case "speaker" -> speaker = LenientJson.text(parser);
                case "text" -> {
                    speechListed = true;
                    text = LenientJson.text(parser);
                }
                case "words" -> words = readWords(parser);
                case "role" -> role = LenientJson.text(parser);
                case "emotion" -> emotion = readEmotion(parser);
                case "profanity" -> profanity = LenientJson.truth(parser);
                default -> parser.skipChildren();
            }
        }
        start = start == null ? clockStart : start;
        end = end == null ? clockEnd : end;
        speechListed |= !words.isEmpty();
        timesListed |= start != null || speaker != null;
        return new Segment(start, end, speaker, text, words, role, emotion, profanity);
    }

    /** An object, as documented by Palatine, or only the label. */
    private static Emotion readEmotion(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            String label = LenientJson.text(parser);
            return label == null || label.isBlank() ? null : new Emotion(label, null, null);
        }
        String label = null;
        Double confidence = null;
        Map<String, Double> probabilities = Map.of();
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "label" -> label = LenientJson.text(parser);
                case "confidence" -> confidence = LenientJson.number(parser);
                case "probs", "probabilities" -> probabilities = LenientJson.numbers(parser);
                default -> parser.skipChildren();
            }
        }
        return label == null || label.isBlank() ? null : new Emotion(label, confidence, probabilities);
    }

    /**
     * Palatine maps labels to speakers, and in another field labels to roles; AIESA has a list of objects with an
     * {@code id}.
     */
    private void readSpeakersOf(JsonParser parser, String field) throws IOException {
        if (parser.hasToken(JsonToken.START_ARRAY)) {
            parts.speakers.putAll(readSpeakerList(parser));
            return;
        }
        LenientJson.readFields(parser, (value, id) -> {
            Speaker speaker = readSpeaker(value, field.equals("speaker_roles"));
            if (speaker != null) {
                parts.speakers.merge(id, speaker, Speaker::completedBy);
            }
        });
    }

    /** Reads a list of speakers by their ids, each an object with an {@code id}; empty if the value is no list. */
    public static Map<String, Speaker> readSpeakerList(JsonParser parser) throws IOException {
        Map<String, Speaker> speakers = new LinkedHashMap<>();
        LenientJson.objects(parser, element -> readListedSpeaker(element, speakers));
        return speakers;
    }

    private static Speaker readListedSpeaker(JsonParser parser, Map<String, Speaker> speakers) throws IOException {
        String id = null;
        String name = null;
        String role = null;
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "id" -> id = LenientJson.text(parser);
                case "name" -> name = LenientJson.text(parser);
                case "role" -> role = LenientJson.text(parser);
                default -> parser.skipChildren();
            }
        }
        return id == null || id.isBlank() ? null : speakers.put(id, new Speaker(name, role, null, null, null, null));
    }

    private static Speaker readSpeaker(JsonParser parser, boolean roleAlone) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            String text = LenientJson.text(parser);
            return text == null ? null : roleAlone ? Speaker.inRole(text) : Speaker.named(text);
        }
        String name = null;
        String role = null;
        Duration talkTime = null;
        Integer turns = null;
        Integer profanityCount = null;
        Map<String, Double> emotions = Map.of();
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "name" -> name = LenientJson.text(parser);
                case "role" -> role = LenientJson.text(parser);
                case "talk_time", "talkTime" -> talkTime = LenientJson.seconds(parser);
                case "turns" -> turns = LenientJson.whole(parser);
                case "profanity_count", "profanityCount" -> profanityCount = LenientJson.whole(parser);
                case "emotions" -> emotions = LenientJson.numbers(parser);
                default -> parser.skipChildren();
            }
        }
        return new Speaker(name, role, talkTime, turns, profanityCount, emotions);
    }

    private static ProviderHit readProfanityHit(JsonParser parser) throws IOException {
        Integer segmentId = null;
        Integer segment = null;
        String speaker = null;
        Duration start = null;
        Duration end = null;
        Integer wordIndex = null;
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "segment_id" -> segmentId = LenientJson.whole(parser);
                case "segment" -> segment = LenientJson.whole(parser);
                case "speaker" -> speaker = LenientJson.text(parser);
                case "start" -> start = LenientJson.seconds(parser);
                case "end" -> end = LenientJson.seconds(parser);
                case "word_index", "wordIndex" -> wordIndex = LenientJson.whole(parser);
                default -> parser.skipChildren();
            }
        }
        return new ProviderHit(segmentId, new ProfanityHit(segment, speaker, start, end, wordIndex));
    }

    /** A hit; its segment may come later in the answer. */
    private record ProviderHit(Integer segmentId, ProfanityHit hit) {

        ProfanityHit in(SegmentIds segmentIds) {
            return segmentId == null
                    ? hit
                    : new ProfanityHit(
                            segmentIds.indexOf(segmentId), hit.speaker(), hit.start(), hit.end(), hit.wordIndex());
        }
    }

    /** The provider's segment numbers, which count from 0 or 1: a map of them would be as large as the segments. */
    private static final class SegmentIds {

        private int first;
        private int count;
        private boolean consecutive = true;

        void add(int index, Integer id) {
            if (index == 0 && id != null) {
                first = id;
            }
            consecutive &= id != null && id == first + index;
            count = index + 1;
        }

        Integer indexOf(int id) {
            int index = id - first;
            return consecutive && index >= 0 && index < count ? index : null;
        }
    }

    private static List<Word> readWords(JsonParser parser) throws IOException {
        return LenientJson.objects(parser, TranscriptReader::readWord);
    }

    private static Word readWord(JsonParser parser) throws IOException {
        Duration start = null;
        Duration end = null;
        String speaker = null;
        String text = null;
        Double confidence = null;
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "start" -> start = LenientJson.seconds(parser);
                case "end" -> end = LenientJson.seconds(parser);
                case "speaker" -> speaker = LenientJson.text(parser);
                case "word", "text" -> text = LenientJson.text(parser);
                case "confidence" -> confidence = LenientJson.number(parser);
                default -> parser.skipChildren();
            }
        }
        return new Word(start, end, speaker, text, confidence);
    }

    /** Reads an analysis; {@code null} if the value is no object. */
    public static Analysis readAnalysis(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return null;
        }
        String model = null;
        String prompt = null;
        String text = null;
        for (String field = LenientJson.nextField(parser); field != null; field = LenientJson.nextField(parser)) {
            switch (field) {
                case "model" -> model = LenientJson.text(parser);
                case "prompt" -> prompt = LenientJson.text(parser);
                case "text" -> text = LenientJson.text(parser);
                default -> parser.skipChildren();
            }
        }
        return new Analysis(model, prompt, text);
    }
}
