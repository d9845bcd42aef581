/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

/**
 * Receives recordings from the page, in parts that fit into memory, and moves them to the inbox when they are complete:
 * {@code POST /uploads} with name and size returns an id, {@code POST /uploads/ID/OFFSET} sends a part.
 */
final class Uploads {

    /**
     * An incomplete upload.
     *
     * @param file  the parts received so far
     * @param name  the name of the recording, safe as a file name
     * @param size  the size of the whole recording, in bytes
     * @param begun the time of the first request
     */
    private record Upload(Path file, String name, long size, Instant begun) {}

    /** Uploads at the same time; abandoned ones end after an hour. */
    private static final int MOST = 50;

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LONGEST_NAME_BYTES = 200;
    private static final Set<String> EXTENSIONS = Set.of(TranscribeRoute.EXTENSIONS.split(","));
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final Path folder;
    private final Path parts;
    private final long largest;
    private final Map<String, Upload> open = new ConcurrentHashMap<>();

    /**
     * Creates them for a folder.
     *
     * @param largest the largest recording, in bytes
     */
    Uploads(Path folder, long largest) throws IOException {
        this.folder = folder;
        this.parts = folder.resolve("uploads");
        this.largest = largest;
        Files.createDirectories(parts);
        // These were incomplete when the last process ended.
        try (Stream<Path> left = Files.list(parts)) {
            left.forEach(Uploads::delete);
        }
    }

    void begin(Exchange exchange) throws RefusedException, IOException {
        JsonNode wanted = read(exchange);
        String name = safe(wanted.path("name").asText());
        long size = wanted.path("size").asLong(-1);
        if (!EXTENSIONS.contains(Library.extension(name))) {
            throw new RefusedException(
                    415,
                    "This is not a recording: its name must end in one of "
                            + TranscribeRoute.EXTENSIONS.replace(",", ", ") + ".");
        }
        if (size <= 0) {
            throw new RefusedException(400, "The recording is empty.");
        }
        if (size > largest) {
            throw new RefusedException(413, "The recording is larger than " + (largest >> 20) + " MB.");
        }
        String id = UUID.randomUUID().toString();
        synchronized (open) {
            dropAbandoned();
            if (open.size() >= MOST) {
                throw new RefusedException(429, "Too many recordings are being sent.");
            }
            open.put(id, new Upload(Files.createFile(parts.resolve(id)), name, size, Instant.now()));
        }
        Reply.json(exchange, Map.of("id", id, "name", name));
    }

    private static JsonNode read(Exchange exchange) throws RefusedException {
        try {
            JsonNode json = Reply.JSON.readTree(exchange.getMessage().getBody(byte[].class));
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException | IllegalArgumentException malformed) {
            // Refused below.
        }
        throw new RefusedException(400, "A JSON object is expected.");
    }

    void add(Exchange exchange) throws RefusedException, IOException {
        Upload upload = open.get(exchange.getMessage().getHeader("id", "", String.class));
        if (upload == null) {
            throw new RefusedException(404, "There is no such upload; begin again.");
        }
        byte[] part = exchange.getMessage().getBody(byte[].class);
        String offset = exchange.getMessage().getHeader("offset", "", String.class);
        boolean complete;
        synchronized (upload) {
            if (!Files.exists(upload.file()) || !offset.equals(String.valueOf(Files.size(upload.file())))) {
                throw new RefusedException(409, "This part is not the next one.");
            }
            if (part == null || part.length == 0 || part.length > upload.size() - Files.size(upload.file())) {
                throw new RefusedException(400, "The part has a wrong length.");
            }
            Files.write(upload.file(), part, StandardOpenOption.APPEND);
            complete = Files.size(upload.file()) == upload.size();
            if (complete) {
                // A folder for each upload: two recordings may have the same name.
                Path own = Files.createDirectories(
                        folder.resolve("inbox").resolve(upload.file().getFileName()));
                Files.move(upload.file(), own.resolve(upload.name()), StandardCopyOption.ATOMIC_MOVE);
                open.values().remove(upload);
            }
        }
        Reply.json(exchange, Map.of("complete", complete));
    }

    private void dropAbandoned() {
        Instant before = Instant.now().minus(LONGEST);
        List<Map.Entry<String, Upload>> abandoned = open.entrySet().stream()
                .filter(entry -> entry.getValue().begun().isBefore(before))
                .sorted(Comparator.comparing(entry -> entry.getValue().begun()))
                .toList();
        abandoned.forEach(entry -> {
            open.remove(entry.getKey());
            delete(entry.getValue().file());
        });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A safe file name: without folders, control characters and characters that change the direction of text, not hidden,
     * and not too long for a file system.
     */
    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}]", "")
                .replaceAll(WINDOWS ? "[<>:\"|?*]" : "\\x00", "_")
                .strip()
                .replaceFirst("^\\.+", "");
        int dot = plain.lastIndexOf('.');
        String stem = dot < 0 ? plain : plain.substring(0, dot);
        String ending = dot < 0 ? "" : plain.substring(dot);
        while (!stem.isEmpty() && (stem + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return (stem.isBlank() ? "recording" : stem) + ending;
    }
}
