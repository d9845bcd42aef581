/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.ReplyHeaders;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionProducer;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.palatine.stream.StreamCodec;
import io.github.cameltranscription.palatine.stream.StreamFeeder;
import io.github.cameltranscription.palatine.stream.StreamFormat;
import io.github.cameltranscription.palatine.stream.StreamRecording;
import io.github.cameltranscription.transcript.Transcript;

/**
 * {@code to("palatine:stream")}: streams a whole recording and replies with the transcript. With the header of a stream's
 * id, the body is a chunk of that stream; an empty chunk ends the stream, and the reply is the transcript.
 */
final class PalatineStreamProducer extends TranscriptionProducer {

    private final PalatineEndpoint endpoint;
    private final PalatineConfiguration configuration;

    PalatineStreamProducer(PalatineEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        String id = ReplyHeaders.given(exchange.getMessage(), PalatineConstants.STREAM_ID, null);
        return id == null ? whole(current) : chunk(current, id);
    }

    private CompletionStage<Reply> whole(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        if (!(endpoint.readAudio(exchange) instanceof AudioUpload upload)) {
            throw new IllegalArgumentException("stream takes an upload, not a sourceUrl: use transcribe for a link");
        }
        current.ofRecording(upload.name(), null);
        StreamRecording recording = StreamRecording.of(
                upload,
                StreamCodec.of(configuration.getCodec()),
                configuration.getSampleRate(),
                configuration.getChannels());
        String id = exchange.getContext().getUuidGenerator().generateUuid();
        return hold(current, () -> {
            PalatineStream stream = begin(exchange, id, recording.format(), false);
            return new StreamFeeder(stream.session(), recording, streams().readers())
                    .feed()
                    .thenApply(transcript -> reply(stream, transcript));
        });
    }

    private CompletionStage<Reply> chunk(PendingExchange current, String id) throws IOException {
        Exchange exchange = current.exchange();
        byte[] audio = audio(exchange);
        PalatineStream stream = streams().find(id);
        if (audio.length == 0) {
            return end(current, id, stream);
        }
        if (stream == null) {
            StreamCodec codec = StreamCodec.of(configuration.getCodec());
            StreamRecording.requireStream(audio, codec);
            stream = begin(
                    exchange,
                    id,
                    StreamRecording.format(codec, configuration.getSampleRate(), configuration.getChannels()),
                    true);
        }
        Object body = exchange.getMessage().getBody();
        CompletionStage<Void> opened = stream.session().open();
        CompletionStage<Void> taken = stream.session().send(audio);
        return onReplyThread(current, opened.thenCombine(taken, (first, second) -> Reply.of(body)
                .with(PalatineConstants.STREAM_ID, id)
                .with(TranscriptionConstants.PROVIDER, PalatineOperation.SCHEME)));
    }

    private PalatineStream begin(Exchange exchange, String id, StreamFormat format, boolean fed) {
        return streams().begin(endpoint, this, id, format, endpoint.submissionParameters(exchange.getMessage()), fed);
    }

    private CompletionStage<Reply> end(PendingExchange current, String id, PalatineStream stream) {
        if (stream == null) {
            throw new IllegalArgumentException("there is no stream \"" + id
                    + "\" to end: an empty body ends the stream that CamelPalatineStreamId names");
        }
        return onReplyThread(current, stream.session().end().whenComplete((transcript, thrown) -> streams()
                        .forget(stream)))
                .thenApply(transcript -> reply(stream, transcript));
    }

    private static byte[] audio(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof String text && !text.isEmpty()) {
            throw new IllegalArgumentException("the body is text, and a chunk of the stream is audio: send bytes");
        }
        byte[] audio = exchange.getMessage().getBody(byte[].class);
        if (audio == null) {
            throw new IllegalArgumentException(
                    "the body is a " + body.getClass().getName()
                            + ", and a chunk of the stream is bytes: send byte[], or what Camel can convert to it");
        }
        return audio;
    }

    /** The stream's id is left out, because it would make the next recording a chunk of that stream. */
    private Reply reply(PalatineStream stream, Transcript transcript) {
        return Reply.of(endpoint, null, JobResult.of(transcript))
                .with(PalatineConstants.STREAM_RESENT, stream.session().resentSeconds());
    }

    /** A stream of chunks ends with the route that began it. */
    @Override
    protected void doStop() throws Exception {
        streams().stop(this);
        super.doStop();
    }

    private PalatineStreams streams() {
        return endpoint.getComponent().streams();
    }
}
