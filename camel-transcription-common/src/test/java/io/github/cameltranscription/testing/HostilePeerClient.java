/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.HostilePeer.Attack;

/**
 * Runs in a JVM with a small heap: orders each attack on each request, and makes 20 good requests after it. Ends with 0 if each
 * attack ended with its error and all good requests were answered.
 */
public final class HostilePeerClient {

    /** On a busy machine any answer may come later than the response timeout. */
    private static final int TRIES = 5;

    private static final int GOOD_REQUESTS = 20;
    private static final long SECONDS = 8;

    private final String peer;
    private final String scheme;
    private final String options;
    private final ProducerTemplate template;
    private final List<String> problems = new ArrayList<>();

    private HostilePeerClient(String peer, String scheme, String options, ProducerTemplate template) {
        this.peer = peer;
        this.scheme = scheme;
        this.options = options;
        this.template = template;
    }

    /**
     * @param arguments the peer's address, the scheme, the options, and pairs of an operation and its marker
     */
    // A CamelContext declares that closing may be interrupted.
    @SuppressWarnings("try")
    public static void main(String[] arguments) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            HostilePeerClient client =
                    new HostilePeerClient(arguments[0], arguments[1], arguments[2], context.createProducerTemplate());
            client.good("before any attack");
            for (int i = 3; i < arguments.length; i += 2) {
                for (Attack attack : Attack.values()) {
                    if (isToRun(arguments[i], attack)) {
                        client.attack(arguments[i], arguments[i + 1], attack);
                    }
                }
            }
            client.problems.forEach(System.out::println);
            System.exit(client.problems.isEmpty() ? 0 : 1);
        }
    }

    /** A broken download is made again after seconds; the answer of the synchronous call may begin as late as a job ends. */
    private static boolean isToRun(String operation, Attack attack) {
        boolean late = attack == Attack.ENDLESS_HINTS || attack == Attack.SLOW_HEADER;
        boolean againAfterSeconds = operation.equals("download") && attack.compareTo(Attack.MANY_HEADERS) >= 0;
        return TestSize.isFull() ? !late || !operation.equals("openai-transcription") : !late && !againAfterSeconds;
    }

    private void attack(String operation, String marker, Attack attack) throws Exception {
        String what = operation + " " + attack;
        List<String> expected = expected(operation, attack, marker.startsWith("POST"));
        String problem = "not tried";
        for (int i = 0; i < TRIES && problem != null; i++) {
            order(attack, marker);
            long begun = System.nanoTime();
            Exchange reply = send(operation).get(60, TimeUnit.SECONDS);
            TranscriptionException failure = reply.getException(TranscriptionException.class);
            System.out.println(what + " took " + (System.nanoTime() - begun) / 1_000_000 + " ms: "
                    + (failure == null ? null : failure.getMessage()));
            boolean asExpected = expected.contains(String.valueOf(failure == null ? null : failure.getCategory()));
            problem = asExpected ? null : what + " ended with " + reply.getException();
        }
        if (problem != null) {
            problems.add(problem);
        }
        good(what);
    }

    /** A download that came broken is made again, and then it is good. */
    private static List<String> expected(String operation, Attack attack, boolean paid) {
        if (paid) {
            return attack == Attack.ERROR_PAGE
                    ? List.of("UNCERTAIN_SUBMISSION", "PROVIDER_UNAVAILABLE")
                    : List.of("UNCERTAIN_SUBMISSION");
        }
        boolean download = operation.equals("download");
        return switch (attack) {
            case LARGE_JSON, ENDLESS_BODY, LONG_HEADER, LARGE_HEAD, GZIP_BOMB, MANY_HEADERS, LONG_STATUS_LINE ->
                List.of("ANSWER_TOO_LARGE");
            case LONG_CHUNK_SIZE, ENDLESS_TRAILERS -> List.of(download ? "null" : "ANSWER_TOO_LARGE");
            case GZIP_IN_GZIP -> List.of(download ? "ANSWER_TOO_LARGE" : "PROVIDER_UNAVAILABLE");
            default -> List.of(download ? "null" : "PROVIDER_UNAVAILABLE");
        };
    }

    private void order(Attack attack, String marker) throws Exception {
        HttpURLConnection order = (HttpURLConnection)
                URI.create(peer + "/attack/" + attack + "/" + marker).toURL().openConnection();
        if (order.getResponseCode() != 200) {
            throw new IllegalStateException("the attack was not ordered");
        }
    }

    /** What an attack harms fails each time. */
    private void good(String after) {
        List<String> failed = List.of("not tried");
        for (int i = 0; i < TRIES && !failed.isEmpty(); i++) {
            failed = failuresOfGoodRequests(after);
        }
        problems.addAll(failed);
    }

    private List<String> failuresOfGoodRequests(String after) {
        List<String> failures = new ArrayList<>();
        long begun = System.nanoTime();
        List<CompletableFuture<Exchange>> replies = new ArrayList<>();
        for (int i = 0; i < GOOD_REQUESTS; i++) {
            replies.add(send(i % 2 == 0 ? "status" : "submit"));
        }
        for (CompletableFuture<Exchange> reply : replies) {
            try {
                long left = TimeUnit.SECONDS.toNanos(SECONDS) - (System.nanoTime() - begun);
                Exception failure = reply.get(left, TimeUnit.NANOSECONDS).getException();
                if (failure != null) {
                    failures.add("a good request failed, " + after + ": " + failure);
                }
            } catch (Exception late) {
                failures.add("a good request was not done within " + SECONDS + " s, " + after + ": " + late);
            }
        }
        return failures;
    }

    private CompletableFuture<Exchange> send(String operation) {
        return template.asyncSend(scheme + ":" + operation + "?" + options, exchange -> {
            boolean paid = operation.equals("submit") || operation.equals("openai-transcription");
            exchange.getMessage().setBody(paid ? Recordings.wav(1) : null);
            exchange.getMessage()
                    .setHeader(TranscriptionConstants.JOB_ID, operation.equals("download") ? "done-1" : "job-1");
        });
    }
}
