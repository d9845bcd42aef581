/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Transcribes the recordings in {@code inbox}, stores their transcripts in {@code transcripts}, and moves the recordings there
 * last. A recording that fails permanently is moved to {@code failed}; after any other failure it stays, and the next poll
 * continues with its job.
 */
public class TranscribeRoute extends RouteBuilder {

    /** The extensions of recordings. */
    static final String EXTENSIONS = "wav,mp3,ogg,opus,flac,aac,m4a,aiff,amr,wma,mp4,mov,mkv,webm,avi,wmv";

    private static final String KEY = "recordingKey";
    private static final String DESTINATION = "outcome";

    private Path folder;
    private Library library;

    @Override
    public void configure() throws Exception {
        folder = Path.of(getContext().resolvePropertyPlaceholders("{{jobs-page.folder}}"))
                .toAbsolutePath()
                .normalize();
        library = new Library(folder);
        Files.createDirectories(folder.resolve("inbox"));

        onException(TranscriptionException.class)
                .onWhen(TranscribeRoute::isFinal)
                .handled(true)
                .log(LoggingLevel.WARN, "${file:name} failed: ${exception.message}")
                .process(this::setAside);
        // Not handled: the recording stays in the folder, and the next poll takes it again.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${file:name} is tried again: ${exception.message}");

        // The consumer does not wait for an exchange: many jobs run at the same time, and none holds a thread.
        from("file:{{jobs-page.folder}}/inbox?recursive=true"
                        + "&readLock=changed&readLockMinAge={{jobs-page.settled-after}}&readLockMinLength=0"
                        + "&readLockLoggingLevel=DEBUG&move=${exchangeProperty.outcome}&includeExt=" + EXTENSIONS)
                .routeId("transcribe")
                .process(this::name)
                .to("{{provider}}:transcribe")
                .process(this::keep);
    }

    private void name(Exchange exchange) throws IOException {
        Path recording = Path.of(exchange.getMessage().getHeader(Exchange.FILE_PATH, String.class))
                .toAbsolutePath()
                .normalize();
        RecordingKey key = RecordingKey.of(folder.resolve("inbox"), recording);
        exchange.setProperty(KEY, key);
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_KEY, key.toString());
    }

    private void keep(Exchange exchange) throws IOException {
        exchange.setProperty(DESTINATION, library.keep(exchange).toString());
    }

    private void setAside(Exchange exchange) {
        RecordingKey key = exchange.getProperty(KEY, RecordingKey.class);
        exchange.setProperty(DESTINATION, key.inFailed(folder).toString());
    }

    private static boolean isFinal(Exchange exchange) {
        TranscriptionException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class);
        ErrorCategory category = failure.getCategory();
        return !category.isRetriable() && category != ErrorCategory.JOB_IN_PROGRESS;
    }
}
