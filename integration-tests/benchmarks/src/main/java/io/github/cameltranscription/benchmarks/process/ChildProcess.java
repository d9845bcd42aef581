/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A separate JVM with our class path. It reads commands from its standard input and ends when that ends. */
public final class ChildProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final PrintStream toChild;
    private final BufferedReader fromChild;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.toChild = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.fromChild = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a JVM.
     *
     * @param main       whose {@code main} runs {@link ChildCommands}
     * @param jvmOptions such as {@code -Xmx64m}
     * @param arguments  of {@code main}
     */
    public static ChildProcess start(Class<?> main, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ChildProcess(main.getSimpleName(), process);
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            entries.add(new File(entry).getAbsolutePath());
        }
        return String.join(File.pathSeparator, entries);
    }

    /**
     * Sends a command and waits for the answer.
     *
     * @throws IllegalStateException if the child ends instead; its error is on standard error
     */
    public Answer ask(String command) throws IOException {
        toChild.println(command);
        List<String> notes = new ArrayList<>();
        for (String line = fromChild.readLine(); line != null; line = fromChild.readLine()) {
            if (line.startsWith(Answer.FIGURES)) {
                return new Answer(Answer.parseFigures(line), notes);
            }
            if (line.startsWith(Answer.NOTE)) {
                notes.add(line.substring(Answer.NOTE.length()));
            }
        }
        throw new IllegalStateException(name + " ended when asked to " + command + ": see standard error");
    }

    @Override
    public void close() {
        toChild.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
