/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.io.PrintStream;
import java.util.List;

/** The simulator as a program of its own. */
public final class ProviderSimulatorMain {

    private static final int USAGE_ERROR = 2;

    private ProviderSimulatorMain() {}

    /** See {@code --help}. Runs until it is interrupted. */
    public static void main(String[] arguments) {
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(CommandLine.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        if (commandLine.help()) {
            System.out.print(CommandLine.USAGE);
            return;
        }
        ProviderSimulator simulator = start(commandLine, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-shutdown"));
    }

    static ProviderSimulator start(CommandLine commandLine, PrintStream out) {
        ProviderSimulator simulator = commandLine.builder().start();
        out.println("Simulated providers: no speech is recognised, transcripts are made up.");
        out.println("Palatine base URL: " + simulator.palatine().baseUrl());
        out.println("Palatine streaming URL: " + simulator.palatine().streamUrl());
        out.println("Shopot base URL: " + simulator.shopot().baseUrl());
        out.println("AIESA base URL: " + simulator.aiesa().baseUrl());
        return simulator;
    }
}
