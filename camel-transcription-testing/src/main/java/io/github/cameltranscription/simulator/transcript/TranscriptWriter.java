/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.audio.SpeechSegment;

/** Spreads the words of a script over the speech of an audio file. Always gives the same for the same input. */
public final class TranscriptWriter {

    private final Scripts scripts;

    /** Words come from these scripts, where there is one for the audio. */
    public TranscriptWriter(Scripts scripts) {
        this.scripts = scripts;
    }

    /** {@code speakers} take turns from segment to segment; zero for no diarization. */
    public SimulatedTranscript write(String audioFileName, AudioAnalysis audio, int speakers) {
        String[] words = scripts.find(audioFileName)
                .map(text -> text.strip().split("\\s+"))
                .orElse(null);
        List<SimulatedSegment> segments = new ArrayList<>();
        double spoken =
                audio.segments().stream().mapToDouble(SpeechSegment::duration).sum();
        double before = 0;
        int taken = 0;
        for (SpeechSegment speech : audio.segments()) {
            before += speech.duration();
            String[] share;
            if (words == null) {
                share = new String[] {"[simulated", "speech", segments.size() + 1 + "]"};
            } else {
                int until = (int) Math.round(words.length * before / spoken);
                share = Arrays.copyOfRange(words, taken, until);
                taken = until;
            }
            // Fewer words than segments: a segment without a word is none.
            if (share.length > 0) {
                String speaker = speakers == 0 ? null : speaker(segments.size() % speakers);
                segments.add(segment(speech, share, speaker));
            }
        }
        return new SimulatedTranscript(audio.duration(), segments);
    }

    /** Label of the speaker with this index: the documents show none, this is what the common diarization models say. */
    public static String speaker(int index) {
        return index < 10 ? "SPEAKER_0" + index : "SPEAKER_" + index;
    }

    private static SimulatedSegment segment(SpeechSegment speech, String[] words, String speaker) {
        int characters = Arrays.stream(words).mapToInt(String::length).sum();
        List<SimulatedWord> timed = new ArrayList<>(words.length);
        int before = 0;
        for (String word : words) {
            double start = speech.start() + speech.duration() * before / characters;
            before += word.length();
            timed.add(new SimulatedWord(word, start, speech.start() + speech.duration() * before / characters));
        }
        return new SimulatedSegment(speech.start(), speech.end(), String.join(" ", words), speaker, timed);
    }
}
