/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application in a JVM of its own, which prints where this one does: for demos. */
final class ApplicationProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Process process;

    private ApplicationProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param  jar         can be run, and is built
     * @param  settings    override those of its {@code application.properties}; no secrets, as others see them
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
            throw new IllegalStateException("the application has ended by itself");
        }
    }

    /** Lets it end what it is about; not for ever. */
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
