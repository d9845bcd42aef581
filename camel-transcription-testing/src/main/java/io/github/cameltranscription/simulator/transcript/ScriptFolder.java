/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Text files that say what is spoken in the audio files of the same name. */
public final class ScriptFolder {

    private static final String EXTENSION = ".txt";

    private final Path folder;

    /** {@code folder} is null for no scripts at all. */
    public ScriptFolder(Path folder) {
        this.folder = folder;
    }

    /** UTF-8 text of {@code <file name>.txt}, else of {@code <file name without extension>.txt}; empty if there is neither, or only blanks. */
    public Optional<String> find(String audioFileName) {
        if (folder == null || audioFileName == null) {
            return Optional.empty();
        }
        // The name comes from the network: it must not lead out of the folder.
        String name =
                audioFileName.substring(Math.max(audioFileName.lastIndexOf('/'), audioFileName.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return read(name).or(() -> dot > 0 ? read(name.substring(0, dot)) : Optional.empty());
    }

    private Optional<String> read(String name) {
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
