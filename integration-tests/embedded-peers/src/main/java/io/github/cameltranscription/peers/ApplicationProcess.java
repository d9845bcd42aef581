/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application of a demo, in a JVM of its own with the same output. */
final class ApplicationProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Process process;

    private ApplicationProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param  jar         the application
     * @param  settings    override its {@code application.properties}; no secrets, because other users see them
     * @return             the application, which is to be closed
     * @throws IOException if there is no Java
     */
    static ApplicationProcess start(Path jar, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-Dfile.encoding=UTF-8");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        return new ApplicationProcess(new ProcessBuilder(command).inheritIO().start());
    }

    /**
     * Fails if it has ended.
     *
     * @throws IllegalStateException if so
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application has ended");
        }
    }

    /** Ends it, and waits at most 30 seconds for jobs under way. */
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
