/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** A process that works on a job repository, for tests that kill it: says what it has done, line by line. */
final class JobRepositoryProcess {

    static final int WRITES_WHILE_ENDING = 200;
    static final String ENDED = "ended";

    private JobRepositoryProcess() {}

    /** @param arguments the JDBC URL, and what to do */
    public static void main(String[] arguments) {
        // The log would be on the same stream.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        JdbcJobRepository repository = new JdbcJobRepository();
        repository.setUrl(arguments[0]);
        repository.setUsername("sa");
        try {
            repository.start();
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

    static String value(int number) {
        return JobRecord.intent(
                        "palatine",
                        JobWaiter.TRANSCRIBE,
                        "talk-" + number + ".mp3",
                        new TestClock().instant(),
                        null,
                        null)
                .toJson();
    }

    private static void record(JdbcJobRepository repository, int number) {
        if (repository.putIfAbsent("key-" + number, value(number))) {
            System.out.println(number);
        }
    }
}
