/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** The unchanged example with a simulator, on a free port. */
final class Application implements AutoCloseable {

    /** The jobs of longer recordings do not end during the tests. */
    static final Duration LONG_RECORDING = Duration.ofSeconds(60);

    private final ProviderSimulator simulator;
    private final Main main = new Main();
    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final Path folder;

    private Application(Path folder, Function<Duration, Duration> processingTime, String... properties) {
        this.folder = folder;
        simulator = ProviderSimulator.builder()
                .palatineApiKey("simulated")
                .shopotApiKey("simulated")
                .aiesaPublicKey("simulated")
                .aiesaSecretKey("simulated")
                .processingTime(processingTime)
                .start();
        JobsPage.addRoutes(main);
        JobsPage.redirect(main, simulator);
        main.addOverrideProperty("jobs-page.folder", folder.toString());
        main.addOverrideProperty("jobs-page.settled-after", "0");
        main.addOverrideProperty("jobs-page.port", "0");
        main.addOverrideProperty("jobs-page.max-upload-mb", "3");
        main.addOverrideProperty("camel.main.shutdown-timeout", "1");
        main.addOverrideProperty("camel.component.aiesa.initial-delay", "200ms");
        main.addOverrideProperty("camel.component.aiesa.max-poll-interval", "300ms");
        main.addOverrideProperty("camel.component.palatine.job-repository", "#parkedJobs");
        for (int i = 0; i < properties.length; i += 2) {
            main.addOverrideProperty(properties[i], properties[i + 1]);
        }
        main.bind("parkedJobs", repository);
        // A component whose jobs wait without polls, and without records.
        PalatineComponent waiting = new PalatineComponent();
        waiting.getConfiguration().setApiKey("simulated");
        waiting.getConfiguration().setBaseUrl(simulator.palatine().baseUrl());
        main.bind("waiting", waiting);
    }

    static Application start(Path folder, Function<Duration, Duration> processingTime, String... properties)
            throws Exception {
        Application application = new Application(folder, processingTime, properties);
        try {
            application.main.start();
        } catch (Exception | Error failed) {
            application.close();
            throw failed;
        }
        return application;
    }

    ProviderSimulator simulator() {
        return simulator;
    }

    Path folder() {
        return folder;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    int port() {
        return context().hasService(VertxPlatformHttpServer.class).getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Puts a recording into the folder. */
    void put(String name, byte[] recording) throws IOException {
        Path part = folder.resolve(name + ".part");
        Files.write(part, recording);
        Files.move(part, folder.resolve("inbox").resolve(name));
    }

    /** Begins to wait for a number of jobs. */
    void waitFor(int jobs, String name) {
        var endpoint = context().getEndpoint("waiting:await?initialDelay=2h&jobTimeout=3h&maxInFlight=20000");
        var template = context().createProducerTemplate();
        for (int i = 0; i < jobs; i++) {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, name + "-" + i);
            template.asyncSend(endpoint, exchange);
        }
    }

    /** Transcribes a recording with Palatine, which reports no progress. */
    void transcribe(String name, byte[] recording) {
        var endpoint = context().getEndpoint("waiting:transcribe?initialDelay=300ms&maxPollInterval=1s");
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setHeader(TranscriptionConstants.FILE_NAME, name);
        exchange.getMessage().setBody(recording);
        context().createProducerTemplate().asyncSend(endpoint, exchange);
    }

    /** A record that needs a person; without an id it is uncertain whether the provider has the job. */
    String park(String fileName, String jobId, String why) {
        String key = fileName + "|1|1";
        JobScope scope =
                new JobScope("palatine", "transcribe", simulator.palatine().baseUrl());
        repository.insert(new JobRecord.Draft(scope, key, 1)
                .state(JobRecordState.PARKED)
                .jobId(jobId)
                .fileName(fileName)
                .recordedAt(Instant.now())
                .submittedAt(jobId == null ? null : Instant.now())
                .attempts(1)
                .nextAttemptAt(Instant.now())
                .lastError(why)
                .make());
        return key;
    }

    /** Uses the repository: the page shows only the repositories of endpoints in use. */
    void useParked() {
        context().createProducerTemplate().requestBody("palatine:parked", (Object) null);
    }

    MemoryJobRepository repository() {
        return repository;
    }

    @Override
    public void close() {
        main.stop();
        simulator.close();
    }
}
