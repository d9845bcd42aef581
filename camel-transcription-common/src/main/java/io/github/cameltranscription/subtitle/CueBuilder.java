/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntBiFunction;

import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

/** Turns a transcript into cues, each of one speaker, none empty, none overlapping, as readable as the times allow. */
final class CueBuilder {

    private final CueLayout layout;
    private final ToIntBiFunction<String, String> labelWidth;
    private final LineBreaker lineBreaker;
    private final CueSplitter splitter;
    private final TimedWords tokens = new TimedWords();
    private final WordTimes wordTimes = new WordTimes();
    private final SpeakerNames speakerNames = new SpeakerNames();
    private final List<Cue> cues = new ArrayList<>();

    private CueBuilder(CueLayout layout, ToIntBiFunction<String, String> labelWidth) {
        this.layout = layout;
        this.labelWidth = labelWidth;
        this.lineBreaker = new LineBreaker(layout);
        this.splitter = new CueSplitter(layout);
    }

    /**
     * The cues of a transcript in the order of their times.
     *
     * @param labelWidth the characters of a speaker's name and an emotion, either of which may be {@code null}, on a
     *     cue's first line
     */
    static List<Cue> build(Transcript transcript, CueLayout layout, ToIntBiFunction<String, String> labelWidth) {
        CueBuilder builder = new CueBuilder(layout, labelWidth);
        for (Utterance utterance : Utterances.of(transcript)) {
            if (utterance.words().isEmpty()) {
                builder.addWithoutWords(utterance);
            } else {
                builder.addWithWords(utterance);
            }
        }
        CueTiming.arrange(
                builder.cues, transcript.duration() == null ? Long.MAX_VALUE : Utterance.millis(transcript.duration()));
        return builder.cues;
    }

    private void addWithoutWords(Utterance utterance) {
        String text = utterance.text();
        int firstLimit = firstLimit(utterance.speaker(), utterance.emotion());
        String lines = null;
        if (text.length() <= firstLimit) {
            // The times of its words are unknown, so splitting a single line would not improve them.
            lines = text;
        } else if (layout.maxLines() > 1 && utterance.end() - utterance.start() <= CueTiming.LONGEST) {
            lines = lineBreaker.twoLines(text, firstLimit);
        }
        if (lines != null) {
            cues.add(new Cue(utterance.start(), utterance.end(), utterance.speaker(), lines, utterance.emotion()));
            return;
        }
        tokens.split(text, firstLimit);
        tokens.spread(0, tokens.count(), utterance.start(), utterance.end());
        split(0, tokens.count(), utterance.speaker(), utterance.emotion(), firstLimit);
    }

    private void addWithWords(Utterance utterance) {
        String emotion = utterance.emotion();
        int firstLimit = firstLimit(utterance.speaker(), emotion);
        for (Word word : utterance.words()) {
            // The name as shown: a name of many blanks has a longer label than its raw form.
            String speaker = speakerNames.clean(word.speaker());
            if (!Objects.equals(speaker, utterance.speaker())) {
                firstLimit = Math.min(firstLimit, firstLimit(speaker, emotion));
            }
        }
        tokens.split(utterance.text(), firstLimit);
        wordTimes.align(tokens, utterance);
        int first = 0;
        for (int token = 1; token <= tokens.count(); token++) {
            String speaker = wordTimes.speaker(first);
            if (token == tokens.count() || !Objects.equals(speaker, wordTimes.speaker(token))) {
                split(first, token, speaker, emotion, firstLimit(speaker, emotion));
                first = token;
            }
        }
    }

    private void split(int first, int last, String speaker, String emotion, int firstLimit) {
        boolean[] begins = splitter.split(tokens, first, last, firstLimit);
        int from = first;
        for (int token = first + 1; token <= last; token++) {
            if (token == last || begins[token - first]) {
                String lines = lineBreaker.lines(tokens, from, token, firstLimit);
                cues.add(new Cue(tokens.start(from), tokens.end(token - 1), speaker, lines, emotion));
                from = token;
            }
        }
    }

    private int firstLimit(String speaker, String emotion) {
        return layout.maxLineLength() - labelWidth.applyAsInt(speaker, emotion);
    }
}
