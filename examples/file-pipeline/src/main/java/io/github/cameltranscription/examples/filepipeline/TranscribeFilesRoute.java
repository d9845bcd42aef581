/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;

import io.github.cameltranscription.examples.demo.ConsoleReport;
import io.github.cameltranscription.examples.demo.Outcomes;
import io.github.cameltranscription.format.OutputFormat;

/**
 * The pipeline: a recording in the folder is transcribed once, and its transcript written in four formats. The
 * recording itself is moved last, to {@code done}, or to {@code error} beside a report of what went wrong.
 */
@ApplicationScoped
public class TranscribeFilesRoute extends RouteBuilder {

    private static final List<OutputFormat> OUTPUTS =
            List.of(OutputFormat.TEXT, OutputFormat.SRT, OutputFormat.VTT, OutputFormat.JSON);

    private final ConsoleReport console;
    private final ObjectMapper json;

    TranscribeFilesRoute(ConsoleReport console, ObjectMapper json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void configure() {
        console.begin();
        // Outcomes reports a failure when the recording has been moved; its job is kept.
        errorHandler(noErrorHandler());

        ProcessorDefinition<?> transcribed = from("file:{{pipeline.folder}}?includeExt={{pipeline.extensions}}"
                        // A file that changed in the last two seconds may still be copied, and waits.
                        + "&readLock=changed&readLockMinAge=2s&readLockMinLength=0&readLockLoggingLevel=DEBUG"
                        + "&move=done/${file:onlyname}&moveFailed=error/${file:onlyname}")
                .routeId("transcribe-files")
                .process(new Outcomes(console, json, FileOutcome::of))
                // Options that are not set are left out; a provider that has no such option does not start with it.
                .to("{{provider}}:transcribe?maxCost={{?max-cost}}&unknownDuration={{?unknown-duration}}")
                .setVariable("transcript", body());

        for (OutputFormat format : OUTPUTS) {
            transcribed
                    .setBody(variable("transcript"))
                    .transformDataType("transcription:" + format.name().toLowerCase(Locale.ROOT))
                    .to(file(format.getFileExtension()));
        }
    }

    /** The name contains that of the recording, {@code call.wav.srt}. The file is visible only when it is complete. */
    private static String file(String extension) {
        return "file:{{pipeline.folder}}/out?fileName=${file:onlyname}." + extension
                + "&tempFileName=.${file:onlyname}." + extension + ".part&charset=UTF-8";
    }
}
