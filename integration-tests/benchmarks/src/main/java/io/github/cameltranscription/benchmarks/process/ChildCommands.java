/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The child's side: carries out what the parent asks for, line by line, and ends with the parent. */
public final class ChildCommands {

    /** Something a child can be asked for. */
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

    /** Adds a command. */
    public ChildCommands on(String name, Command command) {
        commands.put(name, command);
        return this;
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
        // What is under way is of no interest any more, and a proper stop of 10,000 jobs takes its time.
        Runtime.getRuntime().halt(0);
    }
}
