/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/** Reports the outcome of each recording when it has been moved, and writes a file beside each failed one. */
public final class Outcomes extends SynchronizationAdapter implements Processor {

    private final Path errors;
    private final ObjectMapper json;
    private final ConsoleReport console;
    private final Function<Exchange, Outcome> reader;

    /**
     * @param console prints the outcomes
     * @param reader  makes the outcome of an exchange that has ended
     */
    public Outcomes(ConsoleReport console, ObjectMapper json, Function<Exchange, Outcome> reader) {
        this.console = console;
        this.errors = console.folder().resolve("error");
        this.json = json;
        this.reader = reader;
    }

    @Override
    public void process(Exchange exchange) {
        console.begun();
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    /** After the recording has been moved. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        console.ended(reader.apply(exchange));
    }

    @Override
    public void onFailure(Exchange exchange) {
        Outcome outcome = reader.apply(exchange);
        try {
            write(outcome);
        } finally {
            console.ended(outcome);
        }
    }

    private void write(Outcome outcome) {
        try {
            Files.createDirectories(errors);
            // Visible only when it is complete.
            Path unfinished = errors.resolve("." + outcome.file() + ".part");
            json.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), outcome);
            Files.move(unfinished, errors.resolve(outcome.file() + ".error.json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
