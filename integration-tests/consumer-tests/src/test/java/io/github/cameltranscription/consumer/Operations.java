/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Runs every operation of components. It is loaded with the jars of a user's project, so it uses only the JDK and Camel, and
 * exchanges only the JDK's types with the test that loads it.
 */
public final class Operations {

    private static final String JOB_ID = "CamelTranscriptionJobId";
    private static final String FILE_NAME = "call.wav";
    private static final long PATIENCE_MILLIS = 20_000;

    private final Map<String, String> outcomes = new LinkedHashMap<>();
    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final ConsumerTemplate consumer;
    private final byte[] recording;

    private Operations(CamelContext camel, byte[] recording) {
        this.camel = camel;
        this.recording = recording;
        producer = camel.createProducerTemplate();
        consumer = camel.createConsumerTemplate();
    }

    /**
     * Runs all.
     *
     * @param schemes   of the components
     * @param options   of the components, by scheme
     * @param recording a WAV
     * @return stack traces by operation, empty where it succeeded
     */
    public static Map<String, String> run(
            List<String> schemes, Map<String, Map<String, String>> options, byte[] recording) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext(false);
        camel.setApplicationContextClassLoader(Operations.class.getClassLoader());
        camel.build();
        try {
            Operations operations = new Operations(camel, recording);
            for (String scheme : schemes) {
                Component component = camel.getComponent(scheme);
                Map<String, Object> all = new HashMap<>(options.get(scheme));
                all.put("initialDelay", "20ms");
                all.put("maxPollInterval", "50ms");
                all.forEach((option, value) ->
                        component.getComponentPropertyConfigurer().configure(camel, component, option, value, true));
            }
            camel.start();
            for (String scheme : schemes) {
                for (String operation : operations(scheme)) {
                    operations.run(scheme, operation);
                }
            }
            return operations.outcomes;
        } finally {
            camel.stop();
        }
    }

    /** All operations in the catalog of the component's jar. */
    private static TreeSet<String> operations(String scheme) throws IOException {
        String path = "META-INF/io/github/cameltranscription/" + scheme + "/" + scheme + ".json";
        try (InputStream catalog = Operations.class.getClassLoader().getResourceAsStream(path)) {
            Matcher names = Pattern.compile("\"operation\": \\{[^}]*\"enum\": \\[([^]]*)]")
                    .matcher(new String(catalog.readAllBytes(), StandardCharsets.UTF_8));
            if (!names.find()) {
                throw new IllegalStateException("No operations in " + path);
            }
            return new TreeSet<>(List.of(names.group(1).replaceAll("[\" ]", "").split(",")));
        }
    }

    private void run(String scheme, String operation) {
        String uri = scheme + ":" + operation;
        String failure = "";
        try {
            switch (operation) {
                case "await", "status", "done", "download" -> send(uri, null, Map.of(JOB_ID, submit(scheme)));
                case "balance", "models" -> send(uri, null, Map.of());
                case "parked" -> send(uri + "?jobRepository=#" + repository(scheme), null, Map.of());
                case "results" -> results(scheme);
                case "webhook" -> webhook(uri);
                default -> send(uri, recording, Map.of(Exchange.FILE_NAME, FILE_NAME));
            }
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            failure = trace.toString();
        }
        outcomes.put(uri, failure);
    }

    private String submit(String scheme) throws Exception {
        return send(scheme + ":submit", recording, Map.of(Exchange.FILE_NAME, FILE_NAME))
                .getMessage()
                .getHeader(JOB_ID, String.class);
    }

    /** Binds a repository in memory, and returns its name. */
    private String repository(String scheme) throws Exception {
        Object repository = Operations.class
                .getClassLoader()
                .loadClass("io.github.cameltranscription.job.MemoryJobRepository")
                .getConstructor()
                .newInstance();
        String name = scheme + "-jobs";
        camel.getRegistry().bind(name, repository);
        return name;
    }

    private void results(String scheme) throws Exception {
        String name = repository(scheme);
        send(
                scheme + ":submit?jobRepository=#" + name,
                recording,
                Map.of(Exchange.FILE_NAME, FILE_NAME, "CamelTranscriptionJobKey", "key"));
        Exchange emitted = consumer.receive(scheme + ":results?delay=50&jobRepository=#" + name, PATIENCE_MILLIS);
        if (emitted == null) {
            throw new IllegalStateException("No result was emitted");
        }
        consumer.doneUoW(emitted);
    }

    /** Only creates the endpoint, because its consumer needs an HTTP server, which not every project has. */
    private void webhook(String uri) {
        camel.getEndpoint(uri + "?webhookSecret=secret");
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) throws Exception {
        Exchange reply = producer.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (reply.getException() != null) {
            throw reply.getException();
        }
        if (reply.getMessage().getBody(String.class) == null && !uri.endsWith(":done")) {
            throw new IllegalStateException("No reply to " + uri);
        }
        return reply;
    }
}
