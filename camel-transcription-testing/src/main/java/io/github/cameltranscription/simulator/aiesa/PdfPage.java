/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A PDF file of one page of text. Letters beyond ASCII would need a font of their own: a question mark stands for each. */
final class PdfPage {

    private static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 90;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private PdfPage() {}

    /** What does not fit on the page is left out. */
    static byte[] of(List<String> lines) {
        return new PdfPage().write(drawing(lines));
    }

    private static String drawing(List<String> lines) {
        StringBuilder drawing = new StringBuilder("BT /F1 10 Tf 14 TL 50 780 Td\n");
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> drawing.append('(').append(literal(line)).append(") Tj T*\n"));
        return drawing.append("ET").toString();
    }

    private static String literal(String line) {
        String shortened = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
        return shortened.replaceAll("[^ -~]", "?").replaceAll("[()\\\\]", "\\\\$0");
    }

    private byte[] write(String drawing) {
        text("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
                + " /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>");
        object("<< /Length " + drawing.length() + " >>\nstream\n" + drawing + "\nendstream");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        int crossReferences = file.size();
        int entries = offsets.size() + 1;
        // Each entry has twenty bytes, with its line break.
        text("xref\n0 " + entries + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> text(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        text("trailer\n<< /Size " + entries + " /Root 1 0 R >>\nstartxref\n" + crossReferences + "\n%%EOF\n");
        return file.toByteArray();
    }

    private void object(String content) {
        offsets.add(file.size());
        text(offsets.size() + " 0 obj\n" + content + "\nendobj\n");
    }

    private void text(String text) {
        file.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
