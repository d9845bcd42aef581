/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Arrays;
import java.util.List;

import io.github.cameltranscription.transcript.Word;

/**
 * Gives the tokens of an utterance the times and the speakers of its words. Words and text may differ: providers leave
 * out punctuation or words, split words, or spell out numbers.
 */
final class WordTimes {

    /** How far ahead to search for a word if text and words differ. */
    private static final int LOOK_AHEAD = 8;

    private final SpeakerNames speakerNames = new SpeakerNames();
    private long[] start = new long[64];
    private long[] end = new long[64];
    private String[] speakers = new String[64];

    /** Fills in the times of all tokens, in ascending order. */
    void align(TimedWords tokens, Utterance utterance) {
        List<Word> words = utterance.words();
        readTimes(words);
        if (speakers.length < tokens.count()) {
            speakers = new String[tokens.count() * 2];
        }
        Arrays.fill(speakers, 0, tokens.count(), utterance.speaker());
        if (!alignLetters(tokens, utterance)) {
            Arrays.fill(speakers, 0, tokens.count(), utterance.speaker());
            alignWords(tokens, utterance);
        }
    }

    /** The speaker of a token. */
    String speaker(int token) {
        return speakers[token];
    }

    private void readTimes(List<Word> words) {
        if (start.length < words.size()) {
            start = new long[words.size() * 2];
            end = new long[words.size() * 2];
        }
        long earliest = 0;
        for (int i = 0; i < words.size(); i++) {
            start[i] = Math.max(earliest, Utterance.millis(words.get(i).start()));
            end[i] = Math.max(start[i], Utterance.millis(words.get(i).end()));
            earliest = start[i];
        }
    }

    /** Compares text and words letter by letter, independently of how they are split; false if they differ. */
    private boolean alignLetters(TimedWords tokens, Utterance utterance) {
        LetterCursor walk = new LetterCursor(utterance.words());
        String text = tokens.text();
        int silent = 0;
        for (int token = 0; token < tokens.count(); token++) {
            long tokenStart = -1;
            long tokenEnd = -1;
            for (int i = tokens.from(token); i < tokens.to(token); i++) {
                char letter = text.charAt(i);
                if (LetterCursor.isLetter(letter)) {
                    if (!walk.next(letter)) {
                        return false;
                    }
                    int word = walk.word();
                    if (tokenStart < 0) {
                        tokenStart = walk.isFirstOfWord() ? start[word] : within(word, walk.shareBefore());
                        speakers[token] = speaker(utterance, word);
                    }
                    tokenEnd = within(word, walk.shareAfter());
                }
            }
            if (tokenStart >= 0) {
                tokens.time(token, tokenStart, tokenEnd);
                for (; silent < token; silent++) {
                    tokens.time(silent, tokenStart, tokenStart);
                    speakers[silent] = speakers[token];
                }
                silent = token + 1;
            }
        }
        for (; silent > 0 && silent < tokens.count(); silent++) {
            tokens.time(silent, tokens.end(silent - 1), tokens.end(silent - 1));
            speakers[silent] = speakers[silent - 1];
        }
        return silent > 0 && walk.isAtEnd();
    }

    /** Finds the words that both have in common, and spreads the rest evenly in between. */
    private void alignWords(TimedWords tokens, Utterance utterance) {
        List<Word> words = utterance.words();
        int gap = 0;
        int word = 0;
        long free = Math.min(start[0], utterance.start());
        for (int token = 0; token < tokens.count(); token++) {
            int found = find(tokens, token, words, word);
            if (found >= 0) {
                tokens.spread(gap, token, free, Math.max(free, start[found]));
                tokens.time(token, start[found], end[found]);
                speakers[token] = utterance.speaker() == null ? speaker(utterance, found) : utterance.speaker();
                Arrays.fill(speakers, gap, token, speakers[token]);
                free = end[found];
                gap = token + 1;
                word = found + 1;
            }
        }
        tokens.spread(gap, tokens.count(), free, Math.max(free, utterance.end()));
        if (gap > 0) {
            Arrays.fill(speakers, gap, tokens.count(), speakers[gap - 1]);
        }
    }

    private static int find(TimedWords tokens, int token, List<Word> words, int first) {
        int length = tokens.to(token) - tokens.from(token);
        int last = Math.min(words.size(), first + Math.min(LOOK_AHEAD, length));
        for (int word = first; word < last; word++) {
            if (LetterCursor.sameLetters(
                    tokens.text(),
                    tokens.from(token),
                    tokens.to(token),
                    words.get(word).text())) {
                return word;
            }
        }
        return -1;
    }

    private long within(int word, double share) {
        return start[word] + Math.round((end[word] - start[word]) * share);
    }

    private String speaker(Utterance utterance, int word) {
        String own = speakerNames.clean(utterance.words().get(word).speaker());
        return own == null ? utterance.speaker() : own;
    }
}
