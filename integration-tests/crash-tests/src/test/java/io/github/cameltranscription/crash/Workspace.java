/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.cameltranscription.testing.Recordings;

/** The folder of a recipe: recordings at its top, and their transcripts, reports and moved recordings below. */
final class Workspace {

    /** How many recordings are under way at once. */
    static final int RECORDINGS = 30;

    private static final String SOUND = ".wav";
    private static final String TEXT = ".txt";
    /** Recordings have 1 to 6 tones, each of 1.5 s. */
    private static final int LENGTHS = 6;

    private static final int HEADER_BYTES = 44;

    private final Path folder;
    private final Path scripts;

    /**
     * A delivered transcript.
     *
     * @param recording the name of the recording
     * @param jobId     the job of the transcript
     * @param text      the text of the transcript
     */
    record Delivered(String recording, String jobId, String text) {}

    Workspace(Path parent) throws IOException {
        folder = Files.createDirectories(parent.resolve("inbox"));
        scripts = Files.createDirectories(parent.resolve("scripts"));
    }

    Path folder() {
        return folder;
    }

    /** The texts of the recordings, for the simulator. */
    Path scripts() {
        return scripts;
    }

    static List<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj("recording-%02d.wav"::formatted)
                .toList();
    }

    static String said(String recording) {
        return "What is said in " + recording;
    }

    /** Creates different recordings; each appears in the folder complete. */
    List<String> record(int count) throws IOException {
        List<String> names = names(count);
        for (int number = 0; number < count; number++) {
            String name = names.get(number);
            Files.writeString(scripts.resolve(name + TEXT), said(name));
            byte[] sound = Recordings.wav(1 + number % LENGTHS);
            sound[HEADER_BYTES] = (byte) number;
            Files.move(Files.write(scripts.resolve(name), sound), folder.resolve(name));
        }
        return names;
    }

    /** The recordings that are not processed yet. */
    List<String> waiting() {
        return list("", SOUND);
    }

    /** The recordings that were moved away as failed. */
    List<String> failed() {
        return list("error", SOUND);
    }

    /** The reasons of failures, by the name of the recording. */
    Map<String, String> reports() {
        return list("error", TEXT).stream()
                .collect(Collectors.toMap(
                        name -> name.substring(0, name.length() - TEXT.length()),
                        name -> read(folder.resolve("error").resolve(name))));
    }

    /** The delivered transcripts, by the name of the recording. */
    Map<String, List<Delivered>> delivered() {
        return list("out", TEXT).stream()
                .map(this::delivered)
                .collect(Collectors.groupingBy(Delivered::recording, TreeMap::new, Collectors.toList()));
    }

    private Delivered delivered(String file) {
        int end = file.indexOf(SOUND) + SOUND.length();
        String jobId = file.substring(end + 1, file.length() - TEXT.length());
        return new Delivered(
                file.substring(0, end), jobId, read(folder.resolve("out").resolve(file)));
    }

    /** Moves failed recordings back, as a person does for a second try. */
    void bringAgain(Collection<String> failed) throws IOException {
        Path errors = folder.resolve("error");
        for (String name : failed) {
            Files.delete(errors.resolve(name + TEXT));
            Files.move(errors.resolve(name), folder.resolve(name));
        }
    }

    private List<String> list(String below, String end) {
        Path place = folder.resolve(below);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end) && !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
