/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server and the measured client, each in its own JVM.
 *
 * @param server answers {@code listen} with its port
 * @param client has the server's URL as its first argument
 */
public record ServerAndClient(ChildProcess server, ChildProcess client) implements AutoCloseable {

    /**
     * Starts both; the server listens.
     *
     * @param server          whose {@code main} runs {@link ChildCommands}
     * @param serverArguments of its {@code main}
     * @param client          whose {@code main} runs {@link ChildCommands}
     * @param jvmOptions      of the client
     * @param clientArguments of its {@code main}, after the URL
     */
    public static ServerAndClient start(
            Class<?> server, List<?> serverArguments, Class<?> client, List<String> jvmOptions, List<?> clientArguments)
            throws IOException {
        ChildProcess started = ChildProcess.start(server, List.of("-Xmx256m"), texts(serverArguments));
        String url = "http://127.0.0.1:" + (int) started.ask("listen").figure("port");
        return new ServerAndClient(
                started,
                ChildProcess.start(
                        client,
                        jvmOptions,
                        Stream.concat(Stream.of(url), texts(clientArguments).stream())
                                .toList()));
    }

    private static List<String> texts(List<?> arguments) {
        return arguments.stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
