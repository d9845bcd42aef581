/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.examples.demo.ConsoleReport;
import io.github.cameltranscription.examples.demo.Outcomes;

/**
 * A recorded meeting in the folder is transcribed, its transcript summarised, and both written as one document. Both
 * jobs are kept at Palatine until the document is there.
 */
@ApplicationScoped
public class MeetingMinutesRoute extends RouteBuilder {

    private final String prompt;
    private final ConsoleReport console;
    private final ObjectMapper json;

    MeetingMinutesRoute(
            @ConfigProperty(name = "minutes.prompt") Optional<String> prompt,
            ConsoleReport console,
            ObjectMapper json) {
        // RAW, because a prompt may have any characters.
        this.prompt = prompt.map(text -> "&prompt=RAW(" + text + ")").orElse("");
        this.console = console;
        this.json = json;
    }

    @Override
    public void configure() {
        console.begin();
        // Outcomes reports a failure when the recording has been moved.
        errorHandler(noErrorHandler());

        from("file:{{minutes.folder}}?includeExt={{minutes.extensions}}"
                        // A file that changed in the last two seconds may still be copied, and waits.
                        + "&readLock=changed&readLockMinAge=2s&readLockMinLength=0&readLockLoggingLevel=DEBUG"
                        + "&sortBy=file:name&move=done/${file:onlyname}&moveFailed=error/${file:onlyname}")
                .routeId("meeting-minutes")
                .process(new Outcomes(console, json, MinutesOutcome::of))
                .to("palatine:transcribe?diarizationModel={{minutes.diarization-model}}")
                .setVariable(MinutesDocument.TRANSCRIPT, body())
                .to("palatine:summarize?task={{minutes.task}}" + prompt)
                .setBody()
                .exchange(MinutesDocument::of)
                .to("file:{{minutes.folder}}/out?fileName=${file:onlyname}.md"
                        + "&tempFileName=.${file:onlyname}.part&charset=UTF-8");
    }
}
