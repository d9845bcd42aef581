/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The child's side: executes the parent's commands, one per line, and ends with the parent. */
public final class ChildCommands {

    /** A command of the parent. */
    @FunctionalInterface
    public interface Command {
        /**
         * Carries it out.
         *
         * @param argument what followed the command's name; may be empty
         */
        Answer run(String argument) throws Exception;
    }

    private final Map<String, Command> commands = new LinkedHashMap<>();

    /** A command without an answer. */
    @FunctionalInterface
    public interface Action {
        /** Carries it out. */
        void run() throws Exception;
    }

    /** Adds a command. */
    public ChildCommands on(String name, Command command) {
        commands.put(name, command);
        return this;
    }

    /** Adds a command that has no argument and no answer. */
    public ChildCommands on(String name, Action action) {
        return on(name, nothing -> {
            action.run();
            return Answer.done();
        });
    }

    private Command command(String name) {
        Command command = commands.get(name);
        if (command == null) {
            throw new IllegalArgumentException("unknown command " + name + ", known are " + commands.keySet());
        }
        return command;
    }

    /** Serves until standard input ends, and then ends the JVM. */
    public void serve() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            try {
                out.print(
                        command(words[0]).run(words.length > 1 ? words[1] : "").toLines());
                out.flush();
            } catch (Exception | Error failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }
        // A proper stop of 10,000 jobs takes long, and its result is not needed.
        Runtime.getRuntime().halt(0);
    }
}
