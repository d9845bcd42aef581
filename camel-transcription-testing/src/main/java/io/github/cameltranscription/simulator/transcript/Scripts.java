/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is spoken in audio files: texts that a test has set, else UTF-8 text files of the same name. */
public final class Scripts {

    private static final String EXTENSION = ".txt";

    private final Path folder;
    private final Map<String, String> ofFile = new ConcurrentHashMap<>();
    private volatile String ofOthers;

    /**
     * Texts of a folder, and those that are {@linkplain #put set}.
     *
     * @param folder null for none
     */
    public Scripts(Path folder) {
        this.folder = folder;
    }

    /** Sets the text of an audio file; it goes before the folder's. */
    public void put(String audioFileName, String text) {
        ofFile.put(Objects.requireNonNull(audioFileName), Objects.requireNonNull(text));
    }

    /** Sets the text of every audio file that has none of its own. */
    public void putForOthers(String text) {
        ofOthers = Objects.requireNonNull(text);
    }

    /**
     * The text that was set, else that of {@code <file name>.txt}, else that of {@code <file name without extension>.txt}, else the
     * one for all others.
     *
     * @param audioFileName null if the audio has no name
     * @return empty if there is none, or only blanks
     */
    public Optional<String> find(String audioFileName) {
        return ofFile(audioFileName).or(() -> Optional.ofNullable(ofOthers)).filter(text -> !text.isBlank());
    }

    private Optional<String> ofFile(String audioFileName) {
        if (audioFileName == null) {
            return Optional.empty();
        }
        // The name comes from the network: it must not lead out of the folder.
        String name =
                audioFileName.substring(Math.max(audioFileName.lastIndexOf('/'), audioFileName.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return Optional.ofNullable(ofFile.get(name))
                .or(() -> read(name))
                .or(() -> dot > 0 ? read(name.substring(0, dot)) : Optional.empty());
    }

    private Optional<String> read(String name) {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            Path script = folder.resolve(name + EXTENSION);
            return Files.isRegularFile(script)
                    ? Optional.of(Files.readString(script)).filter(text -> !text.isBlank())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
