/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Recognises files that are certainly no recordings, by their first bytes or the extension: documents, pictures,
 * archives and programs. The first bytes of a recording override its extension. The provider judges unknown files.
 */
public final class ForeignContent {

    /** Extensions that no audio or video has. Without those of raw audio, and without {@code ts}, which is video too. */
    private static final Set<String> EXTENSIONS = Set.of("""
            txt text md adoc rtf log csv tsv json jsonl xml html htm yaml yml properties srt vtt pdf doc docx
            odt xls xlsx ods ppt pptx odp epub eml msg jpg jpeg png gif bmp svg tif tiff webp ico zip gz tgz bz2
            xz zst 7z rar tar exe dll so jar class sh bat java py js css sql
            """.strip().split("\\s+"));

    private static final Map<byte[], String> SIGNATURES = signatures();

    private ForeignContent() {}

    private static Map<byte[], String> signatures() {
        HexFormat hex = HexFormat.of();
        Map<byte[], String> all = new LinkedHashMap<>();
        all.put(ascii("%PDF-"), "a PDF document");
        all.put(hex.parseHex("504b0304"), "a ZIP archive or an office document");
        all.put(hex.parseHex("d0cf11e0a1b11ae1"), "an office document");
        all.put(ascii("{\\rtf"), "an RTF document");
        all.put(hex.parseHex("89504e470d0a1a0a"), "a PNG picture");
        all.put(hex.parseHex("ffd8ffe0"), "a JPEG picture");
        all.put(hex.parseHex("ffd8ffe1"), "a JPEG picture");
        all.put(hex.parseHex("ffd8ffdb"), "a JPEG picture");
        all.put(ascii("GIF87a"), "a GIF picture");
        all.put(ascii("GIF89a"), "a GIF picture");
        all.put(hex.parseHex("1f8b0800"), "a gzip archive");
        all.put(hex.parseHex("1f8b0808"), "a gzip archive");
        all.put(hex.parseHex("377abcaf271c"), "a 7z archive");
        all.put(ascii("Rar!"), "a RAR archive");
        all.put(hex.parseHex("7f454c46"), "a program");
        all.put(ascii("WEBVTT"), "a file of subtitles");
        all.put(ascii("<!doctype html"), "a page in HTML");
        all.put(ascii("<!DOCTYPE html"), "a page in HTML");
        all.put(ascii("<html"), "a page in HTML");
        all.put(ascii("<?xml"), "an XML document");
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The kind of a file that is no recording.
     *
     * @param  upload      the upload; it can be sent as before
     * @return             such as {@code a PDF document}, or {@code null} if it may be a recording
     * @throws IOException if it cannot be read
     */
    public static String of(AudioUpload upload) throws IOException {
        byte[] head = upload.head(MediaType.SIGNATURE_LENGTH);
        if (MediaContainer.of(head) != MediaContainer.UNKNOWN) {
            return null;
        }
        for (Map.Entry<byte[], String> signature : SIGNATURES.entrySet()) {
            byte[] first = signature.getKey();
            if (Arrays.equals(first, 0, first.length, head, 0, Math.min(first.length, head.length))) {
                return signature.getValue();
            }
        }
        String extension = MediaType.extensionOf(upload.name());
        return EXTENSIONS.contains(extension) ? "a file of the type ." + extension : null;
    }
}
