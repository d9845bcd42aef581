/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.ArrayList;
import java.util.List;

import io.github.cameltranscription.simulator.transcript.SimulatedSegment;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;

/** What {@code report.pdf} says. */
final class AiesaReport {

    private AiesaReport() {}

    static byte[] of(AiesaJob job, SimulatedTranscript transcript) {
        List<String> lines = new ArrayList<>(List.of(
                "Simulated report",
                "Transcription " + job.id(),
                "File " + job.source().fileName(),
                "Seconds " + job.bill().seconds(),
                ""));
        for (SimulatedSegment segment : transcript.segments()) {
            lines.add(segment.speaker() == null ? segment.text() : segment.speaker() + ": " + segment.text());
        }
        return PdfPage.of(lines);
    }
}
