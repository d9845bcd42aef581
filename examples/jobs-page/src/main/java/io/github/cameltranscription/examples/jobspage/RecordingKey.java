/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The key of a recording's job, which stays the same when the recording is moved: its path below {@code inbox}, its size
 * and the time of its last modification.
 *
 * @param path         below {@code inbox}, with slashes
 * @param size         in bytes
 * @param lastModified milliseconds since 1970
 */
record RecordingKey(String path, long size, long lastModified) {

    private static final int PARTS = 3;

    /** The key of a file in the inbox. */
    static RecordingKey of(Path inbox, Path recording) throws IOException {
        String path = inbox.relativize(recording).toString().replace('\\', '/');
        return new RecordingKey(
                path,
                Files.size(recording),
                Files.getLastModifiedTime(recording).toMillis());
    }

    /**
     * Parses the text of {@link #toString}.
     *
     * @return {@code null} if it is another text
     */
    static RecordingKey parse(String key) {
        String[] parts = key.split("\\|(?=\\d+(?:\\|\\d+)?$)");
        if (parts.length != PARTS) {
            return null;
        }
        try {
            return new RecordingKey(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /** The place of the recording after it has failed; two recordings never share a folder. */
    Path inFailed(Path folder) {
        String unique = UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return folder.resolve("failed").resolve(unique).resolve(path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    public String toString() {
        return path + "|" + size + "|" + lastModified;
    }
}
