/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.transcript.Transcript;

/**
 * Finished transcripts and their recordings, in a folder each. The name of the folder follows from the job, so a transcript
 * that is delivered twice is stored once.
 */
final class Library {

    /**
     * A transcript in the list.
     *
     * @param id         the name of its folder
     * @param fileName   the name of the recording
     * @param provider   the scheme of the component
     * @param jobId      the provider's id of the job
     * @param finishedAt ISO 8601
     * @param seconds    the length of the recording, or {@code null}
     */
    record About(String id, String fileName, String provider, String jobId, String finishedAt, Double seconds) {}

    private static final int LISTED = 200;

    /** A browser requests the next part itself. */
    private static final int LARGEST_PART = 1 << 20;

    private static final String RECORDING = "recording.";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final Map<String, OutputFormat> FORMATS = Map.of(
            "transcript.txt", OutputFormat.TEXT,
            "transcript.json", OutputFormat.JSON,
            "transcript.srt", OutputFormat.SRT,
            "transcript.vtt", OutputFormat.VTT,
            "transcript.csv", OutputFormat.CSV);
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("flac", "audio/flac"),
            Map.entry("aac", "audio/aac"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"));

    private final Path folder;
    private final Map<String, About> known = new ConcurrentHashMap<>();

    Library(Path folder) {
        this.folder = folder.resolve("transcripts");
    }

    /**
     * Stores the transcript of an exchange.
     *
     * @return the file to which the recording must be moved
     */
    Path keep(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Transcript transcript = message.getBody(Transcript.class);
        String provider = message.getHeader(TranscriptionConstants.PROVIDER, String.class);
        String jobId = message.getHeader(TranscriptionConstants.JOB_ID, String.class);
        String name = message.getHeader(Exchange.FILE_NAME_ONLY, String.class);
        String id = UUID.nameUUIDFromBytes((provider + "/" + jobId).getBytes(StandardCharsets.UTF_8))
                .toString();
        Double seconds =
                transcript.duration() == null ? null : transcript.duration().toMillis() / 1000.0;
        About about = new About(id, name, provider, jobId, Instant.now().toString(), seconds);
        Path own = Files.createDirectories(folder.resolve(id));
        Object json = TranscriptRenderer.render(transcript.withRaw(null), OutputFormat.JSON);
        write(own.resolve("transcript.json"), json.toString());
        write(own.resolve("about.json"), Reply.JSON.writeValueAsString(about));
        return own.resolve(RECORDING + extension(name));
    }

    private static void write(Path file, String content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, content);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lists the latest transcripts whose recording has been moved. */
    void list(Exchange exchange) throws IOException {
        Reply.json(exchange, latest());
    }

    private List<About> latest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(own -> known.computeIfAbsent(own.getFileName().toString(), this::read))
                    .filter(about -> about != null)
                    .sorted(Comparator.comparing(About::finishedAt).reversed())
                    .limit(LISTED)
                    .toList();
        }
    }

    /** Returns {@code null} while a file of it is missing. */
    private About read(String id) {
        try {
            return ID.matcher(id).matches() && recording(id) != null
                    ? Reply.JSON.readValue(
                            folder.resolve(id).resolve("about.json").toFile(), About.class)
                    : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Returns {@code null} if there is none. */
    private Path recording(String id) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(id))) {
            return files.filter(file -> file.getFileName().toString().startsWith(RECORDING))
                    .findFirst()
                    .orElse(null);
        } catch (NoSuchFileException unknown) {
            return null;
        }
    }

    /** Serves a transcript in one of its formats, or the recording. */
    void serve(Exchange exchange) throws IOException, RefusedException {
        Message request = exchange.getMessage();
        Object id = request.getHeader("id");
        Object file = request.getHeader("file");
        About about = id instanceof String name && ID.matcher(name).matches() ? read(name) : null;
        OutputFormat format = file instanceof String name ? FORMATS.get(name) : null;
        if (about == null || format == null && !"recording".equals(file)) {
            throw new RefusedException(404, "There is no such transcript.");
        }
        if (format == null) {
            serveRecording(exchange, recording(about.id()), request.getHeader("Range"));
        } else {
            serveTranscript(exchange, about, format);
        }
    }

    private void serveTranscript(Exchange exchange, About about, OutputFormat format) throws IOException {
        String json = Files.readString(folder.resolve(about.id()).resolve("transcript.json"));
        Transcript transcript = exchange.getContext().getTypeConverter().convertTo(Transcript.class, exchange, json);
        Reply.with(
                exchange,
                200,
                format.getContentType(),
                TranscriptRenderer.render(transcript, format).toString());
        String name = URLEncoder.encode(about.fileName() + "." + format.getFileExtension(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        exchange.getMessage().setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
    }

    /** A browser needs parts to seek. A part has at most a megabyte, and only the part is in memory. */
    private static void serveRecording(Exchange exchange, Path recording, Object range) throws IOException {
        String type =
                MEDIA_TYPES.getOrDefault(extension(recording.getFileName().toString()), "application/octet-stream");
        long size = Files.size(recording);
        Matcher part = RANGE.matcher(range instanceof String single ? single : "");
        if (!part.matches()) {
            InputStream whole = Files.newInputStream(recording);
            Reply.with(exchange, 200, type, whole);
        } else if (Long.parseLong(part.group(1)) >= size) {
            Reply.with(exchange, 416, type, "");
            exchange.getMessage().setHeader("Content-Range", "bytes */" + size);
        } else {
            long from = Long.parseLong(part.group(1));
            long asked = part.group(2).isEmpty() ? size - 1 : Math.max(from, Long.parseLong(part.group(2)));
            byte[] bytes = new byte[(int) Math.min(LARGEST_PART, Math.min(asked, size - 1) - from + 1)];
            try (RandomAccessFile file = new RandomAccessFile(recording.toFile(), "r")) {
                file.seek(from);
                file.readFully(bytes);
            }
            Reply.with(exchange, 206, type, bytes);
            exchange.getMessage()
                    .setHeader("Content-Range", "bytes " + from + "-" + (from + bytes.length - 1) + "/" + size);
        }
        exchange.getMessage().setHeader("Accept-Ranges", "bytes");
    }

    /** The extension in lower case, without the dot; the whole name without a dot. */
    static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
