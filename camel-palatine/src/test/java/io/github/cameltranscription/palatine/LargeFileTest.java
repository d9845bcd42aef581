/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording larger than the heap is transcribed by a JVM with 64 MB of heap; the simulator is in this JVM. */
@Tag("server")
class LargeFileTest {

    private static final long LENGTH = TestSize.of(100, 200) * 1024L * 1024;
    private static final String NAME = "Заседание \"Север\" часть 1.wav";

    @TempDir
    Path folder;

    private ProviderSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = ProviderSimulator.builder()
                .palatineApiKey(PalatineTestSupport.API_KEY)
                .start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "stream", "spooled"})
    void itIsTranscribedInASmallHeap(String source) throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("in"));
        writeRecording(inbox.resolve(NAME));

        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.jnu.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFileRoute.class.getName(),
                        source,
                        inbox.toString(),
                        NAME,
                        simulator.palatine().baseUrl(),
                        PalatineTestSupport.API_KEY)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue())
                .withFailMessage(() -> readQuietly(output))
                .isZero();
        RecordedRequest request =
                simulator.palatine().requests().of(PalatineCall.SUBMIT).get(0);
        assertThat(request.file().size()).isEqualTo(LENGTH);
        assertThat(request.file().fileName()).isEqualTo(NAME);
        assertThat(request.file().contentType()).isEqualTo("audio/wav");
        assertThat(request.chunked()).isEqualTo(source.equals("stream"));
    }

    private static String readQuietly(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** A real beginning, then silence that takes no room on the disk. */
    private static void writeRecording(Path file) throws IOException {
        byte[] start = Recordings.wav(2);
        try (RandomAccessFile recording = new RandomAccessFile(file.toFile(), "rw")) {
            recording.write(start);
            recording.setLength(LENGTH);
            recording.seek(4);
            recording.writeInt(Integer.reverseBytes((int) (LENGTH - 8)));
            recording.seek(40);
            recording.writeInt(Integer.reverseBytes((int) (LENGTH - 44)));
        }
        assertThat(Files.size(file)).isEqualTo(LENGTH);
        assertThat(new String(start, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    }
}
