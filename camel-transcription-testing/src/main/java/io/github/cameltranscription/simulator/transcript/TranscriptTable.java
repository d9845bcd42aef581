/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.util.ArrayList;
import java.util.List;

/** A transcript as rows, the first of which is the heading. The columns are a guess: the documents name none. */
public final class TranscriptTable {

    private final List<List<String>> rows = new ArrayList<>();

    private TranscriptTable() {}

    /** One row a segment; with a speaker column where speakers are known. */
    public static TranscriptTable ofSegments(SimulatedTranscript transcript) {
        return of(transcript, false);
    }

    /** One row a word; with a speaker column where speakers are known. */
    public static TranscriptTable ofWords(SimulatedTranscript transcript) {
        return of(transcript, true);
    }

    private static TranscriptTable of(SimulatedTranscript transcript, boolean byWord) {
        TranscriptTable table = new TranscriptTable();
        boolean speakers = transcript.segments().stream().anyMatch(segment -> segment.speaker() != null);
        table.add("start", "end", speakers ? "speaker" : null, byWord ? "word" : "text");
        for (SimulatedSegment segment : transcript.segments()) {
            if (byWord) {
                for (SimulatedWord word : segment.words()) {
                    table.add(seconds(word.start()), seconds(word.end()), segment.speaker(), word.text());
                }
            } else {
                table.add(seconds(segment.start()), seconds(segment.end()), segment.speaker(), segment.text());
            }
        }
        return table;
    }

    private static String seconds(double seconds) {
        return Double.toString(Timestamps.rounded(seconds));
    }

    private void add(String start, String end, String speaker, String text) {
        rows.add(speaker == null ? List.of(start, end, text) : List.of(start, end, speaker, text));
    }

    List<List<String>> rows() {
        return rows;
    }

    /** RFC 4180. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                csv.append(column == 0 ? "" : ",").append(quoted(row.get(column)));
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(character -> character == ',' || character == '"' || character < ' ');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** An Office Open XML workbook with one sheet. */
    public byte[] toXlsx() {
        return Workbook.of(rows);
    }
}
