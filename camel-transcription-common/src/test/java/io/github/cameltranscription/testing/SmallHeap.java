/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recording larger than the heap of a JVM of its own that transcribes it; {@link #main} is what runs there, and ends
 * with 0 if a transcript with segments came out.
 */
public final class SmallHeap {

    /** How long the recording is: more than the heap. */
    public static final long LENGTH = TestSize.of(100, 200) * 1024L * 1024;

    private static final String STREAM = "stream:";

    private SmallHeap() {}

    /** A real beginning, then silence that takes no room on the disk, and what a text transfer would change. */
    public static void writeRecording(Path file) throws IOException {
        try (RandomAccessFile recording = new RandomAccessFile(file.toFile(), "rw")) {
            recording.write(Recordings.wav(2));
            recording.setLength(LENGTH);
            recording.seek(LENGTH - 2);
            recording.writeBytes("\r\n");
            recording.seek(4);
            recording.writeInt(Integer.reverseBytes((int) (LENGTH - 8)));
            recording.seek(40);
            recording.writeInt(Integer.reverseBytes((int) (LENGTH - 44)));
        }
    }

    /**
     * Transcribes in a JVM with 64 MB of heap.
     *
     * @param work       a folder for its output
     * @param source     what the route begins with, or {@code stream:} and a file that is sent as a stream
     * @param spooled    whether Camel's stream caching is on, and spools to the disk; it would take a stream into memory
     * @param transcribe the endpoint that it goes to
     */
    public static void transcribe(Path work, String source, boolean spooled, String transcribe) throws Exception {
        run(work, 64, SmallHeap.class, List.of(source, String.valueOf(spooled), transcribe));
    }

    /** Runs a main method in a JVM with so many MB of heap; fails unless it ends with 0. */
    static void run(Path work, int heap, Class<?> main, List<String> arguments) throws Exception {
        Path output = work.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-D" + TestSize.FULL_PROPERTY + "=" + TestSize.isFull(),
                "-cp",
                classPath(),
                main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            String text = Files.readString(output);
            assertThat(ended).as(text).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Without Quarkus's log manager: outside of Quarkus it logs everything, and keeps it. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jboss-logmanager"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** With the source, whether to spool, and the endpoint. */
    public static void main(String[] arguments) throws Exception {
        boolean stream = arguments[0].startsWith(STREAM);
        CountDownLatch transcribed = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getStreamCachingStrategy().setSpoolEnabled(Boolean.parseBoolean(arguments[1]));
            RouteBuilder.addRoutes(context, routes -> routes.from(stream ? "direct:stream" : arguments[0])
                    .streamCache(arguments[1])
                    .to(arguments[2])
                    .filter(exchange -> !exchange.getMessage()
                            .getBody(Transcript.class)
                            .segments()
                            .isEmpty())
                    .process(exchange -> transcribed.countDown()));
            context.start();
            if (stream) {
                Path file = Path.of(arguments[0].substring(STREAM.length()));
                try (InputStream recording = Files.newInputStream(file)) {
                    context.createProducerTemplate()
                            .sendBodyAndHeader(
                                    "direct:stream",
                                    recording,
                                    Exchange.FILE_NAME,
                                    file.getFileName().toString());
                }
            }
            System.exit(transcribed.await(2, TimeUnit.MINUTES) ? 0 : 1);
        }
    }
}
