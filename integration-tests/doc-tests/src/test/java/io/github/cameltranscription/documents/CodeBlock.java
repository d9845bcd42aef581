/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code in a document.
 *
 * @param document by its path from the root
 * @param line     of its first line of code, from 1
 * @param language as in the document; may be empty
 * @param file     the name of its file, if the line before the block is one; else {@code null}
 * @param code     without the marks around it
 */
record CodeBlock(Path document, int line, String language, String file, String code) {

    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern SOURCE = Pattern.compile("\\[source,\\s*(\\w+)[^]]*]");
    private static final Pattern FILE_NAME = Pattern.compile("`([^`]+)`(?: \\([^)]*\\))?:");
    private static final String LISTING = "----";

    /** The blocks of all documents, in their order. */
    static List<CodeBlock> all() {
        return Documents.all().stream()
                .flatMap(document -> in(document, Documents.read(document)).stream())
                .toList();
    }

    /** The blocks of all documents in one language. */
    static List<CodeBlock> in(String language) {
        return all().stream().filter(block -> block.language.equals(language)).toList();
    }

    /** The blocks of one document. */
    static List<CodeBlock> in(Path document, String text) {
        List<String> lines = text.lines().toList();
        List<CodeBlock> blocks = new ArrayList<>();
        boolean markdown = document.toString().endsWith(".md");
        for (int i = 0; i < lines.size(); i++) {
            String language = markdown ? fence(lines.get(i)) : listing(lines, i);
            if (language != null) {
                String end = markdown ? "```" : LISTING;
                int first = i + 1;
                int last = lines.subList(first, lines.size()).indexOf(end);
                if (last < 0) {
                    throw new IllegalArgumentException(document + ":" + first + ": the block has no end");
                }
                i = first + last;
                blocks.add(new CodeBlock(
                        document,
                        first + 1,
                        language,
                        file(lines, first - 1),
                        String.join("\n", lines.subList(first, i)) + "\n"));
            }
        }
        return blocks;
    }

    private static String fence(String line) {
        Matcher fence = FENCE.matcher(line);
        return fence.matches() ? fence.group(1) : null;
    }

    private static String listing(List<String> lines, int index) {
        if (!lines.get(index).equals(LISTING)) {
            return null;
        }
        Matcher source = SOURCE.matcher(index == 0 ? "" : lines.get(index - 1));
        return source.matches() ? source.group(1) : "";
    }

    private static String file(List<String> lines, int fence) {
        int before = fence - 1;
        while (before >= 0 && lines.get(before).isBlank()) {
            before--;
        }
        Matcher name = FILE_NAME.matcher(before < 0 ? "" : lines.get(before));
        return name.lookingAt() && lines.get(before).endsWith(":") ? name.group(1) : null;
    }

    String firstLine() {
        return code.lines().findFirst().orElse("");
    }

    /** Its place, for the names of tests. */
    @Override
    public String toString() {
        return document + ":" + line + " " + language;
    }
}
