/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A recipe that runs in its own JVM and can be killed. */
final class RecipeProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    /** The last line of a thread dump. */
    private static final String THREADS = "JNI global refs";

    private final Process process;
    private final Path log;

    private RecipeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a recipe.
     *
     * @param main     its main class
     * @param settings override those of its {@code application.properties}
     * @param log      the file to which its output is appended
     */
    static RecipeProcess start(Class<?> main, Map<String, String> settings, Path log) throws IOException {
        return start(List.of(), main, settings, log);
    }

    /**
     * As {@link #start(Class, Map, Path)}, but none of the files that it writes becomes larger than {@code kilobytes}
     * until {@link #freeSpace}.
     */
    static RecipeProcess startWithLittleSpace(int kilobytes, Class<?> main, Map<String, String> settings, Path log)
            throws IOException {
        String limited = "ulimit -S -f " + 2 * kilobytes + " && exec \"$0\" \"$@\"";
        return start(List.of("sh", "-c", limited), main, settings, log);
    }

    private static RecipeProcess start(List<String> prefix, Class<?> main, Map<String, String> settings, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath(main)));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(main.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new RecipeProcess(process, log);
    }

    /** Without the other recipes, because each has its own {@code application.properties}. */
    private static String classPath(Class<?> main) {
        String own = Path.of(
                        main.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.equals(own) || !entry.contains("durable-") && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Ends the limit of {@link #startWithLittleSpace}. */
    void freeSpace() throws IOException, InterruptedException {
        Process command = new ProcessBuilder("prlimit", "--pid", "" + process.pid(), "--fsize=unlimited:")
                .inheritIO()
                .start();
        if (command.waitFor() != 0) {
            throw new IllegalStateException("prlimit, of util-linux, could not end the limit");
        }
    }

    /** Whether a condition holds; fails with the output if the process has ended. */
    boolean has(Callable<Boolean> condition) throws Exception {
        requireAlive();
        return condition.call();
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The recipe has ended unexpectedly. " + output());
        }
    }

    /** Makes it print a thread dump. */
    void printThreads() throws IOException, InterruptedException {
        int dumps = printed(THREADS).size();
        new ProcessBuilder("kill", "-QUIT", "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> printed(THREADS).size() > dumps);
    }

    /** Whether it is still alive after this time. */
    boolean survives(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM, and waits until it has stopped. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The recipe does not stop. " + output());
        }
    }

    /** The lines of the log that contain a text, including those of earlier processes with the same log. */
    List<String> printed(String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The whole log. */
    String output() {
        return String.join(System.lineSeparator(), printed(""));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
