/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;

import io.github.cameltranscription.examples.demo.ConsoleReport;
import io.github.cameltranscription.examples.demo.Outcomes;
import io.github.cameltranscription.format.OutputFormat;

/** A recording in the folder becomes JSON, which names the provider, and subtitles, whichever provider transcribed it. */
@ApplicationScoped
public class RecordingsRoute extends RouteBuilder {

    private static final List<OutputFormat> OUTPUTS = List.of(OutputFormat.JSON, OutputFormat.SRT);

    private final ConsoleReport console;
    private final Providers providers;
    private final ObjectMapper json;

    RecordingsRoute(ConsoleReport console, Providers providers, ObjectMapper json) {
        this.console = console;
        this.providers = providers;
        this.json = json;
    }

    @Override
    public void configure() {
        console.begin("In this order: " + providers);
        // Outcomes reports a failure when the recording has been moved.
        errorHandler(noErrorHandler());

        ProcessorDefinition<?> transcribed = from("file:{{failover.folder}}?includeExt={{failover.extensions}}"
                        // A file that changed in the last two seconds may still be copied, and waits.
                        + "&readLock=changed&readLockMinAge=2s&readLockMinLength=0&readLockLoggingLevel=DEBUG"
                        + "&sortBy=file:name&move=done/${file:onlyname}&moveFailed=error/${file:onlyname}")
                .routeId("recordings")
                .process(new Outcomes(console, json, ProviderOutcome::of))
                .to(AnyProviderRoute.URI)
                .setVariable("transcript", body());

        for (OutputFormat format : OUTPUTS) {
            transcribed
                    .setBody(variable("transcript"))
                    .transformDataType("transcription:" + format.name().toLowerCase(Locale.ROOT))
                    .to("file:{{failover.folder}}/out?fileName=${file:onlyname}." + format.getFileExtension()
                            + "&tempFileName=.${file:onlyname}.part&charset=UTF-8");
        }
    }
}
