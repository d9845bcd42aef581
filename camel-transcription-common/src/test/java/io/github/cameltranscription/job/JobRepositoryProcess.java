/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Another process with a repository: prints the number of each record once it is committed. */
final class JobRepositoryProcess {

    static final int WRITES_WHILE_ENDING = 200;
    static final String ENDED = "ended";
    static final JobScope SCOPE = new JobScope("palatine", "transcribe", "https://example.org");

    private JobRepositoryProcess() {}

    /** @param arguments the JDBC URL or {@code file:} and a folder, and what to do */
    public static void main(String[] arguments) {
        // The log would be on the same stream.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        JdbcJobRepository repository;
        try {
            repository = open(arguments[0]);
        } catch (JobRepositoryException refused) {
            System.out.println(refused.getMessage());
            return;
        }
        switch (arguments[1]) {
            case "open" -> System.out.println(ENDED);
            case "write" -> {
                for (int i = 0; ; i++) {
                    record(repository, i);
                }
            }
            case "write-while-ending" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    for (int i = 0; i < WRITES_WHILE_ENDING; i++) {
                        record(repository, i);
                    }
                    repository.close();
                    System.out.println(ENDED);
                }));
                System.exit(0);
            }
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    static JdbcJobRepository open(String url) {
        JdbcJobRepository opened;
        if (url.startsWith("file:")) {
            opened = JdbcJobRepository.of(url);
        } else {
            opened = new JdbcJobRepository();
            opened.setUrl(url);
            opened.setUsername("sa");
        }
        opened.start();
        return opened;
    }

    static String id(int number) {
        return SCOPE.idOf("key-" + number);
    }

    private static void record(JdbcJobRepository repository, int number) {
        JobStep step = JobStep.by(new JobOwner("node", 1), Instant.now());
        if (repository.insert(JobTransitions.intent(SCOPE, "key-" + number, false, "talk.mp3", step))) {
            System.out.println(number);
        }
    }
}
