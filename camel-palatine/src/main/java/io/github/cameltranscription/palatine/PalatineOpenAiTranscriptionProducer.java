/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.camel.Exchange;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.TranscriptionProducer;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.SubmissionRequest;
import io.github.cameltranscription.http.HttpAnswer;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/**
 * {@code openai-transcription}: one synchronous request, compatible with OpenAI's. There is no job, so the answer is the only
 * copy of the transcript.
 */
final class PalatineOpenAiTranscriptionProducer extends TranscriptionProducer {

    private static final String OPERATION = PalatineOperation.OPENAI_TRANSCRIPTION.getName();

    private final PalatineEndpoint endpoint;

    PalatineOpenAiTranscriptionProducer(PalatineEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        if (!(endpoint.readAudio(exchange) instanceof AudioUpload audio)) {
            throw new IllegalArgumentException(
                    "openai-transcription takes an upload, not a sourceUrl: use transcribe for a link");
        }
        current.ofRecording(audio.name(), null);
        Map<String, String> fields = endpoint.submissionParameters(exchange.getMessage());
        boolean asIs = endpoint.isOwnFormatAskedFor();
        return submit(current, new Request(endpoint.api(), audio, fields))
                .thenApply(answer -> asIs ? asIs(answer) : rendered(answer));
    }

    private Reply asIs(HttpAnswer answer) {
        return Reply.of(endpoint, null, JobResult.of(answer.text()))
                .with(Exchange.CONTENT_TYPE, answer.header(Exchange.CONTENT_TYPE));
    }

    private Reply rendered(HttpAnswer answer) {
        String json = answer.text();
        try (JsonParser parser = LenientJson.parser(json)) {
            Transcript transcript =
                    parser.nextToken() == JsonToken.START_OBJECT ? TranscriptReader.readValue(parser) : null;
            if (transcript == null) {
                throw new IOException("not a JSON object with a text");
            }
            return Reply.of(
                    endpoint,
                    null,
                    PalatineWarnings.resultOf(
                            transcript.withJob(PalatineOperation.SCHEME, null).withRaw(json)));
        } catch (IOException broken) {
            throw endpoint.api().unreadableTranscription(OPERATION, answer);
        }
    }

    /** The transcription as one request. */
    private record Request(PalatineApi api, AudioUpload audio, Map<String, String> fields)
            implements SubmissionRequest<HttpAnswer> {

        @Override
        public CompletionStage<HttpAnswer> send() {
            return api.transcribeSynchronously(OPERATION, audio, fields);
        }

        @Override
        public boolean isRepeatable() {
            return audio.isRepeatable();
        }
    }
}
