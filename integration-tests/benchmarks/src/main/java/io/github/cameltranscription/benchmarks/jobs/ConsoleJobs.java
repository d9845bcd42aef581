/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.monitor.MonitorQuery;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/** A Camel context whose jobs wait for hours, so they need no server, and its monitor. */
final class ConsoleJobs {

    private static final int WARM_UP = 20;
    private static final int MEASURED = 21;
    private static final int FINISHED = 100;

    private final DefaultCamelContext context = new DefaultCamelContext();

    private ConsoleJobs() {}

    /** Serves a parent. */
    public static void main(String[] arguments) throws IOException {
        ConsoleJobs console = new ConsoleJobs();
        new ChildCommands()
                .on("load", count -> console.load(Integer.parseInt(count)))
                .on("first", limit -> console.first(Integer.parseInt(limit)))
                .on("measure", limit -> console.measure(Integer.parseInt(limit)))
                .serve();
    }

    private Answer load(int count) throws Exception {
        context.start();
        AsyncProducer await = context.getEndpoint("palatine:await?baseUrl=http://127.0.0.1:1&apiKey="
                        + PolledJobs.API_KEY + "&initialDelay=2h&jobTimeout=3h&maxInFlight=" + count)
                .createAsyncProducer();
        await.start();
        for (int number = 0; number < count; number++) {
            Exchange exchange = await.getEndpoint().createExchange();
            exchange.getMessage()
                    .setBody(new TranscriptionJob("palatine", PolledJobs.id(number), "call.wav", Instant.now()));
            await.process(exchange, doneSync -> {});
        }
        return Answer.done();
    }

    private TranscriptionMonitor monitor() {
        return TranscriptionMonitor.of(context);
    }

    private static MonitorQuery query(int limit) {
        return new MonitorQuery(null, limit, FINISHED);
    }

    private Answer first(int limit) throws Exception {
        return Answer.of("text", millis(() -> monitor().toText(query(limit))))
                .and("json", millis(() -> monitor().toJson(query(limit)).toJson()));
    }

    private Answer measure(int limit) throws Exception {
        JsonObject ready = monitor().toJson(query(limit));
        ObjectMapper jackson = new ObjectMapper();
        return Answer.of("bare", median(() -> jackson.writeValueAsString(ready)))
                .and("text", median(() -> monitor().toText(query(limit))))
                .and("json", median(() -> monitor().toJson(query(limit)).toJson()));
    }

    private static double median(Callable<String> answer) throws Exception {
        for (int time = 0; time < WARM_UP; time++) {
            answer.call();
        }
        double[] millis = new double[MEASURED];
        for (int time = 0; time < MEASURED; time++) {
            millis[time] = millis(answer);
        }
        Arrays.sort(millis);
        return millis[MEASURED / 2];
    }

    private static double millis(Callable<String> answer) throws Exception {
        long begin = System.nanoTime();
        int length = answer.call().length();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (length == 0) {
            throw new IllegalStateException("an empty answer");
        }
        return millis;
    }
}
