/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.service;

import java.util.ArrayList;
import java.util.List;

/**
 * Recognises the words of a speech in the frames of one connection, in blocks of 300 ms. Of a word in whose middle the
 * connection begins, it recognises the remaining letters.
 */
public final class ScriptedRecognizer {

    public static final int BLOCK_FRAMES = 15;
    private static final int PAUSE_FRAMES = 50;

    /**
     * The style of partials.
     *
     * @param revises          the last word is wrong first, and corrected with the next block
     * @param lateBlocks       the delay of a word after its end, in blocks
     * @param partialsPerBlock the least number of partials for a block with words
     * @param anew             the full text begins anew after a second of silence
     * @param emptyFull        the full text is always empty
     * @param silence          blocks without words have partials too
     */
    public record Style(
            boolean revises, int lateBlocks, int partialsPerBlock, boolean anew, boolean emptyFull, boolean silence) {

        public static final Style PLAIN = new Style(false, 0, 1, false, false, false);
    }

    /** A partial; {@code full} is empty where the style says so. */
    public record Partial(String chunk, String full) {}

    private record Heard(String text, int visibleBlock, boolean anew) {}

    private final NumberedSpeech speech;
    private final Style style;
    private final List<Heard> waiting = new ArrayList<>();
    private final List<String> utterance = new ArrayList<>();
    private int firstFrame = -1;
    private int frames;
    private int nextWord;
    private int block;
    private String provisionalOf;
    private boolean lost;

    public ScriptedRecognizer(NumberedSpeech speech, Style style) {
        this.speech = speech;
        this.style = style;
    }

    /** Whether a frame was missing between others. */
    public boolean lost() {
        return lost;
    }

    /** Receives a frame; gives the partials that the service then sends. */
    public List<Partial> accept(int frame) {
        if (firstFrame < 0) {
            firstFrame = frame;
            while (nextWord < speech.words().size()
                    && speech.words().get(nextWord).end() <= frame) {
                nextWord++;
            }
        }
        lost |= frame != firstFrame + frames;
        frames++;
        while (nextWord < speech.words().size() && speech.words().get(nextWord).end() <= frame + 1) {
            hear(speech.words().get(nextWord), nextWord);
            nextWord++;
        }
        return frames % BLOCK_FRAMES == 0 ? endOfBlock(false) : List.of();
    }

    private void hear(NumberedSpeech.Word word, int index) {
        int missing = Math.max(0, firstFrame - word.first());
        String rest = word.text()
                .substring((int) Math.ceil((double) missing * word.text().length() / (word.end() - word.first())));
        if (!rest.isEmpty()) {
            boolean anew = style.anew()
                    && index > 0
                    && word.first() - speech.words().get(index - 1).end() >= PAUSE_FRAMES
                    && speech.words().get(index - 1).end() > firstFrame;
            waiting.add(new Heard(rest, block + style.lateBlocks(), anew));
        }
    }

    /** Receives the end of the audio; gives the last partials. */
    public List<Partial> end() {
        List<Partial> last = new ArrayList<>(endOfBlock(true));
        last.addAll(correct());
        return last;
    }

    private List<Partial> endOfBlock(boolean all) {
        List<Partial> partials = new ArrayList<>(correct());
        int before = partials.size();
        while (!waiting.isEmpty() && (all || waiting.get(0).visibleBlock() <= block)) {
            Heard heard = waiting.remove(0);
            if (heard.anew()) {
                partials.addAll(correct());
                utterance.clear();
            } else if (provisionalOf != null) {
                utterance.set(utterance.size() - 1, provisionalOf);
            }
            provisionalOf = style.revises() ? heard.text() : null;
            utterance.add(style.revises() ? provisional(heard.text()) : heard.text());
            partials.add(partial(utterance.get(utterance.size() - 1)));
        }
        if (partials.size() > before && style.partialsPerBlock() == 1 && !style.anew()) {
            String chunk = String.join(" ", chunks(partials.subList(before, partials.size())));
            partials.subList(before, partials.size()).clear();
            partials.add(partial(chunk));
        }
        if (!partials.isEmpty() && !style.emptyFull()) {
            while (partials.size() < style.partialsPerBlock()) {
                partials.add(new Partial("", partial("").full()));
            }
        }
        if (partials.isEmpty() && style.silence()) {
            partials.add(partial(""));
        }
        block++;
        return partials;
    }

    private static List<String> chunks(List<Partial> partials) {
        return partials.stream().map(Partial::chunk).toList();
    }

    private List<Partial> correct() {
        if (provisionalOf == null) {
            return List.of();
        }
        utterance.set(utterance.size() - 1, provisionalOf);
        provisionalOf = null;
        return List.of(partial(utterance.get(utterance.size() - 1)));
    }

    private static String provisional(String word) {
        return word.length() > 2 ? word.substring(0, word.length() - 1) : word + "х";
    }

    private Partial partial(String chunk) {
        return new Partial(chunk, style.emptyFull() ? "" : String.join(" ", utterance));
    }
}
