/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;

import io.github.cameltranscription.component.TranscriptionComponent;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.shopot.ShopotComponent;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.SimulatedComponent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the routes of a document without changes, with the simulator, the test's working directory for folders, and stubs
 * for components that need a server. Routes that read a folder get a recording and must complete it.
 */
final class DocumentedRoutes implements AutoCloseable {

    /** The parent of the routes' folders. */
    static final Path WORK = Path.of("").toAbsolutePath();

    private static final Set<String> STUBBED = Set.of("aws2-s3", "kafka", "sftp");

    /** Folders that may stay empty: of refused recordings, and of summaries, which Shopot skips for short recordings. */
    private static final Set<Path> SOMETIMES = Set.of(WORK.resolve("refused"), WORK.resolve("minutes"));

    private final ProviderSimulator simulator;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, Exception> failed = new ConcurrentHashMap<>();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();

    DocumentedRoutes() throws Exception {
        assertThat(WORK).endsWithRaw(Path.of("target", "routes"));
        clean();
        simulator = ProviderSimulator.builder()
                .streamLatency(Duration.ZERO)
                .streamRealTimeFactor(0)
                .start();
        context.getPropertiesComponent().addInitialProperty("sftp.password", "none");
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        STUBBED.forEach(scheme -> context.addComponent(scheme, new StubComponent()));
        configureProviders();
        startHttpServer();
        context.getManagementStrategy().addEventNotifier(new Exchanges());
        context.addLifecycleStrategy(new Impatience());
        context.start();
    }

    private void configureProviders() {
        for (SimulatedComponent provider : SimulatedComponent.values()) {
            TranscriptionComponent<?> component = (TranscriptionComponent<?>) provider.find(context);
            provider.simulate(context, component, simulator);
            component.getConfiguration().setDelay(20);
        }
        context.getComponent("shopot", ShopotComponent.class)
                .getConfiguration()
                .setWebhookSecret("webhook-secret-90c4");
    }

    private void startHttpServer() throws Exception {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
        context.addService(server, true, true);
        server.start();
    }

    void add(String language, String code) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes." + language, code));
    }

    void add(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
    }

    /** Fails unless there are routes, all of them are started, and those that read a folder complete a recording. */
    void assertThatTheyWork(boolean run) throws IOException {
        assertThat(context.getRoutes()).isNotEmpty().allSatisfy(route -> assertThat(context.getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .isStarted())
                .isTrue());
        if (!run) {
            return;
        }
        List<Path> inboxes = inboxes();
        if (inboxes.isEmpty()) {
            return;
        }
        for (Path inbox : inboxes) {
            Files.createDirectories(inbox);
            // Moved when it is complete, because the route reads the folder every 50 ms, except hidden files.
            Path written = Files.write(inbox.resolve(".call.wav"), Recordings.wav(2));
            // Older than readLockMinAge.
            Files.setLastModifiedTime(written, FileTime.from(Instant.now().minusSeconds(60)));
            Files.move(written, inbox.resolve("call.wav"), StandardCopyOption.ATOMIC_MOVE);
        }
        List<String> reading = context.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof FileEndpoint)
                .map(route -> route.getRouteId())
                .toList();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !failed.isEmpty()
                        || completed.containsAll(reading)
                                && context.getInflightRepository().size() == 0
                                && outboxes(inboxes).stream().allMatch(DocumentedRoutes::hasText));
        assertThat(failed).isEmpty();
    }

    private static boolean hasText(Path folder) {
        File[] files = folder.toFile().listFiles();
        return files != null && Stream.of(files).anyMatch(file -> file.length() > 0);
    }

    private List<Path> inboxes() {
        return context.getRoutes().stream()
                .map(route -> route.getEndpoint())
                .filter(FileEndpoint.class::isInstance)
                .map(DocumentedRoutes::folder)
                .distinct()
                .toList();
    }

    private List<Path> outboxes(List<Path> inboxes) {
        return context.getEndpoints().stream()
                .filter(FileEndpoint.class::isInstance)
                .map(DocumentedRoutes::folder)
                .filter(folder -> !inboxes.contains(folder) && !SOMETIMES.contains(folder))
                .distinct()
                .toList();
    }

    private static Path folder(Endpoint endpoint) {
        return WORK.resolve(((FileEndpoint) endpoint).getConfiguration().getDirectory());
    }

    /** Reads folders at once, and stops a stub at once, which by default polls for a second. */
    private static final class Impatience extends LifecycleStrategySupport {

        @Override
        public void onEndpointAdd(Endpoint endpoint) {
            if (endpoint instanceof FileEndpoint folder) {
                folder.setInitialDelay(0);
                folder.setDelay(50);
            } else if (endpoint instanceof SedaEndpoint stub) {
                stub.setPollTimeout(20);
            }
        }
    }

    private final class Exchanges extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeEvent exchange) {
                String route = exchange.getExchange().getFromRouteId();
                switch (event.getType()) {
                    case ExchangeCompleted -> completed.add(String.valueOf(route));
                    case ExchangeFailed ->
                        failed.put(String.valueOf(route), exchange.getExchange().getException());
                    default -> {
                        // Not completed yet.
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        context.stop();
        simulator.close();
    }

    private static void clean() {
        try (Stream<Path> files = Files.walk(WORK)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(WORK))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
