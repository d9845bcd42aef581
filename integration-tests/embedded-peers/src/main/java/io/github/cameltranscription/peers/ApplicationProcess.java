/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application of a demo in its own JVM, with the standard output of this one. */
final class ApplicationProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Process process;

    private ApplicationProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param jar      an executable jar
     * @param settings override those of its {@code application.properties}; no secrets, because they are in the command line
     */
    static ApplicationProcess start(Path jar, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-Dfile.encoding=UTF-8");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        return new ApplicationProcess(new ProcessBuilder(command).inheritIO().start());
    }

    /** Fails if it has ended. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the application has ended unexpectedly");
        }
    }

    /** Stops it, and kills it if it has not stopped after 30 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
