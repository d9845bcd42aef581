/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A transcript as rows, the first of which is the heading: a row for each segment or word, with a speaker where speakers are known. The columns are a guess: the documents name none. */
public final class TranscriptTable {

    private TranscriptTable() {}

    private static List<List<String>> rows(SimulatedTranscript transcript, boolean byWord) {
        List<List<String>> rows = new ArrayList<>();
        boolean speakers = transcript.segments().stream().anyMatch(segment -> segment.speaker() != null);
        rows.add(row("start", "end", speakers ? "speaker" : null, byWord ? "word" : "text"));
        for (SimulatedSegment segment : transcript.segments()) {
            if (byWord) {
                for (SimulatedWord word : segment.words()) {
                    rows.add(row(seconds(word.start()), seconds(word.end()), segment.speaker(), word.text()));
                }
            } else {
                rows.add(row(seconds(segment.start()), seconds(segment.end()), segment.speaker(), segment.text()));
            }
        }
        return rows;
    }

    private static List<String> row(String start, String end, String speaker, String text) {
        return speaker == null ? List.of(start, end, text) : List.of(start, end, speaker, text);
    }

    private static String seconds(double seconds) {
        return Double.toString(Timestamps.rounded(seconds));
    }

    /** RFC 4180; by segments unless {@code byWord}. */
    public static String csv(SimulatedTranscript transcript, boolean byWord) {
        StringBuilder csv = new StringBuilder();
        for (List<String> row : rows(transcript, byWord)) {
            csv.append(row.stream().map(TranscriptTable::quoted).collect(Collectors.joining(",", "", "\r\n")));
        }
        return csv.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(character -> character == ',' || character == '"' || character < ' ');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** An Office Open XML workbook with one sheet; by segments unless {@code byWord}. */
    public static byte[] xlsx(SimulatedTranscript transcript, boolean byWord) {
        return Workbook.of(rows(transcript, byWord));
    }
}
