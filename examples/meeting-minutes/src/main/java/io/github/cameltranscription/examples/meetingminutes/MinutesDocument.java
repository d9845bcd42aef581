/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.time.Duration;

import org.apache.camel.Exchange;

import io.github.cameltranscription.palatine.PalatineSummary;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

/** The document in Markdown: the minutes, followed by who said what. */
final class MinutesDocument {

    /** The variable that keeps the transcript while it is summarised. */
    static final String TRANSCRIPT = "transcript";

    private MinutesDocument() {}

    /** The document of an exchange whose body is the summary of its transcript. */
    static String of(Exchange exchange) {
        return render(
                exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class),
                exchange.getMessage().getBody(PalatineSummary.class).text(),
                exchange.getVariable(TRANSCRIPT, Transcript.class));
    }

    static String render(String file, String summary, Transcript transcript) {
        // A summary may be Markdown itself.
        StringBuilder document = new StringBuilder("# ")
                .append(escaped(file))
                .append("\n\n## Minutes\n\n")
                .append(summary.strip())
                .append("\n\n## Who said what");
        String speaker = null;
        boolean first = true;
        for (Segment segment : transcript.segments()) {
            boolean another = segment.speaker() != null && !segment.speaker().equals(speaker);
            if (another || first) {
                document.append("\n\n");
                beginTurn(document, segment);
            } else {
                document.append(' ');
            }
            document.append(escaped(segment.text().strip()));
            speaker = segment.speaker() == null ? speaker : segment.speaker();
            first = false;
        }
        return document.append('\n').toString();
    }

    private static void beginTurn(StringBuilder document, Segment segment) {
        document.append("**");
        if (segment.speaker() != null) {
            document.append(escaped(segment.speaker())).append(", ");
        }
        document.append(time(segment.start())).append("** ");
    }

    private static String time(Duration time) {
        return String.format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1");
    }
}
