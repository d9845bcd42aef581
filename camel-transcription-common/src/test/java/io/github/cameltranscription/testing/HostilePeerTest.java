/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A provider answers each kind of request with what a small heap cannot hold; a JVM of 96 MB goes on. It has a JVM of
 * its own for the size of its heap, and a server of its own as no simulator writes such answers.
 */
@Tag("server")
public abstract class HostilePeerTest {

    private final String scheme;
    private final String options;
    private final List<String> requests;

    @TempDir
    Path folder;

    /**
     * @param scheme   the component
     * @param options  its credentials, as in a URI
     * @param requests pairs of an operation and what the first line of its request begins with or has in it
     */
    protected HostilePeerTest(String scheme, String options, String... requests) {
        this.scheme = scheme;
        this.options = options;
        this.requests = List.of(requests);
    }

    /** The body of a good answer. */
    protected abstract String answer(String request, String peer);

    @Test
    void everyAttackIsFollowedByTwentyGoodRequests() throws Exception {
        Path output = folder.resolve("output.txt");
        String[] address = new String[1];
        try (HostilePeer peer = new HostilePeer(request -> answer(request, address[0]))) {
            address[0] = peer.url();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-D" + TestSize.FULL_PROPERTY + "=" + TestSize.isFull(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HostilePeerClient.class.getName(),
                    peer.url(),
                    scheme,
                    "baseUrl=" + peer.url() + "/v1&responseTimeout=1s&maxRetries=0&" + options));
            command.addAll(requests);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(2, TimeUnit.MINUTES))
                        .withFailMessage(() -> read(output))
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).withFailMessage(() -> read(output)).isZero();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
