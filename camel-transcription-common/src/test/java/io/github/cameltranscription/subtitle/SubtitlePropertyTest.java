/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds for every transcript, however odd; a failure names the seed that makes the transcript again. */
@Tag("heavy")
class SubtitlePropertyTest {

    @AutoClose
    private static final VttReader READER = new VttReader();

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 300), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rendersEveryWordInCuesThatKeepTheRules(long seed) throws IOException {
        Random random = new Random(seed);
        Transcript transcript = new RandomSpeech(random).transcript();
        CueLayout layout = random.nextBoolean()
                ? CueLayout.DEFAULT
                : new CueLayout(10 + random.nextInt(60), 1 + random.nextInt(4));

        SpeakerLabels labels = new SpeakerLabels(layout, transcript);
        List<Cue> plain = Speech.cues(transcript, layout);
        List<Cue> labelled = CueBuilder.build(transcript, layout, (speaker, emotion) -> labels.label(speaker, emotion)
                .length());

        assertRules(plain, layout, new SpeakerLabels(layout, transcript), false);
        assertRules(labelled, layout, labels, true);
        assertThat(spoken(plain)).isEqualTo(said(transcript));
        assertThat(spoken(labelled)).isEqualTo(said(transcript));
        assertThat(READER.read(VttRenderer.render(transcript, layout))).isEqualTo(plain);
        assertThat(SrtReader.read(SrtRenderer.render(transcript, layout)))
                .isEqualTo(labelled.stream()
                        .map(cue -> new Cue(
                                cue.start(),
                                cue.end(),
                                null,
                                (labels.label(cue.speaker(), cue.emotion()) + cue.text()).replace("-->", "\u2192")))
                        .toList());
    }

    private static void assertRules(List<Cue> cues, CueLayout layout, SpeakerLabels labels, boolean labelled) {
        long free = 0;
        for (Cue cue : cues) {
            assertThat(cue.start()).isGreaterThanOrEqualTo(free);
            assertThat(cue.end() - cue.start()).isBetween(1L, CueTiming.LONGEST);
            free = cue.end();
            String shown = (labelled ? labels.label(cue.speaker(), cue.emotion()) : "") + cue.text();
            assertThat(shown.lines())
                    .hasSizeBetween(1, layout.maxLines())
                    .allMatch(line -> !line.isBlank() && line.length() <= layout.maxLineLength());
        }
    }

    /** By speaker, without blanks, as a broken word has none that are its own. */
    private static Map<String, String> spoken(List<Cue> cues) {
        Map<String, String> spoken = new HashMap<>();
        cues.forEach(cue -> spoken.merge(cue.speaker(), cue.text().replaceAll("\\s", ""), String::concat));
        return spoken;
    }

    private static Map<String, String> said(Transcript transcript) {
        Map<String, String> said = new HashMap<>();
        List<Segment> segments = new ArrayList<>(transcript.segments());
        segments.sort(java.util.Comparator.comparingLong(SubtitlePropertyTest::start));
        for (Segment segment : segments) {
            if (segment.words().isEmpty() || segment.speaker() != null) {
                said.merge(segment.speaker(), segment.text().replaceAll("\\s", ""), String::concat);
            } else {
                for (Word word : segment.words()) {
                    said.merge(word.speaker(), word.text(), String::concat);
                }
            }
        }
        said.values().removeIf(String::isEmpty);
        return said;
    }

    /** A segment is said when its words are. */
    private static long start(Segment segment) {
        List<Word> words = segment.words();
        return Utterance.millis(words.isEmpty() ? segment.start() : words.get(0).start());
    }
}
