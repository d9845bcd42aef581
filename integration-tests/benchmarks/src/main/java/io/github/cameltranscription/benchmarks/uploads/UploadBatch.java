/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;
import io.github.cameltranscription.benchmarks.process.ProcessorTime;

/** A route that uploads recordings, several at once: the same for both sides. */
final class UploadBatch {

    private final int atOnce;
    private final BodyKind kind;
    private final UnaryOperator<Object> body;
    private final ProducerTemplate template;
    private final ExecutorService callers;

    private UploadBatch(int atOnce, BodyKind kind, UnaryOperator<Object> body, ProducerTemplate template) {
        this.atOnce = atOnce;
        this.kind = kind;
        this.body = body;
        this.template = template;
        this.callers = Executors.newFixedThreadPool(atOnce);
    }

    /**
     * Serves a parent.
     *
     * @param arguments the server's address, how many at once, and the {@link BodyKind}
     * @param to        the endpoint of the route
     * @param body      makes the message body of a file or stream
     */
    static void serve(String[] arguments, String to, UnaryOperator<Object> body) throws Exception {
        CamelContext context = new DefaultCamelContext();
        // Camel's stream cache would read a whole stream into memory before the endpoint gets it.
        context.setStreamCaching(false);
        RouteBuilder.addRoutes(
                context, routes -> routes.from("direct:recordings").to(to).convertBodyTo(String.class));
        context.start();
        UploadBatch batch = new UploadBatch(
                Integer.parseInt(arguments[1]), BodyKind.of(arguments[2]), body, context.createProducerTemplate());
        new ChildCommands()
                .on("send", recording -> batch.send(Path.of(recording)))
                .serve();
    }

    private Answer send(Path recording) throws Exception {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        ProcessorTime window = ProcessorTime.begin();
        List<Future<?>> uploads = new ArrayList<>();
        for (int number = 0; number < atOnce; number++) {
            uploads.add(callers.submit(() -> upload(recording)));
        }
        for (Future<?> accepted : uploads) {
            accepted.get();
        }
        return window.end()
                .and(
                        "peakHeap",
                        heap.stream()
                                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                .sum());
    }

    /** Returns when the recording is accepted. */
    private Object upload(Path recording) throws Exception {
        if (kind == BodyKind.FILE) {
            return template.requestBody("direct:recordings", body.apply(recording.toFile()));
        }
        try (InputStream stream = Files.newInputStream(recording)) {
            return template.requestBody("direct:recordings", body.apply(stream));
        }
    }
}
