/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.lang.ref.WeakReference;

import org.apache.camel.Exchange;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * Remembers in the exchange what became of the submission of a recording, so that Camel's redelivery to the same endpoint
 * continues with the job that was bought instead of buying a second one.
 *
 * @param recording the body, compared by identity unless it is a text, or the link; weak once the route has the reply
 * @param options   the hash of the parameters that affect the result, since thousands of exchanges may wait
 * @param jobId     the provider's id of the job; {@code null} if it is uncertain whether there is one
 * @param fileName  the name of the recording; {@code null} if there is no job
 * @param uncertain why it is uncertain whether there is a job; {@code null} if there is one
 */
record SubmittedRecording(
        Object recording, int options, String jobId, String fileName, TranscriptionException uncertain) {

    static void remember(
            Exchange exchange,
            TranscriptionEndpoint<?> endpoint,
            String jobId,
            String fileName,
            TranscriptionException uncertain) {
        Object recording = recordingOf(exchange, endpoint);
        int options = optionsOf(exchange, endpoint);
        exchange.setProperty(
                endpoint.identity(), new SubmittedRecording(recording, options, jobId, fileName, uncertain));
    }

    /** The route has the reply: from here on the recording stays in memory only if the route keeps it. */
    static void replied(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        String property = endpoint.identity();
        SubmittedRecording known = exchange.getProperty(property, SubmittedRecording.class);
        if (known != null && !(known.recording instanceof String || known.recording instanceof WeakReference<?>)) {
            Object weak = new WeakReference<>(known.recording);
            exchange.setProperty(
                    property,
                    new SubmittedRecording(weak, known.options, known.jobId, known.fileName, known.uncertain));
        }
    }

    static void forget(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        exchange.removeProperty(endpoint.identity());
    }

    /** What is known of the recording that the exchange holds now, or {@code null} if it was not submitted before. */
    static SubmittedRecording find(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        SubmittedRecording known = exchange.getProperty(endpoint.identity(), SubmittedRecording.class);
        if (known == null) {
            return null;
        }
        Object now = recordingOf(exchange, endpoint);
        Object then = known.recording instanceof WeakReference<?> weak ? weak.get() : known.recording;
        boolean same = now instanceof String text ? text.equals(then) : now == then;
        return same && optionsOf(exchange, endpoint) == known.options ? known : null;
    }

    private static int optionsOf(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        return endpoint.resultParameters(exchange.getMessage()).hashCode();
    }

    private static Object recordingOf(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        String link = ReplyHeaders.given(
                exchange.getMessage(),
                TranscriptionConstants.SOURCE_URL,
                endpoint.getConfiguration().getSourceUrl());
        boolean bodyAlone = link == null || endpoint.findText(exchange.getMessage()) != null;
        return bodyAlone ? exchange.getMessage().getBody() : link;
    }

    /** Leaves out the recording: a link may be pre-signed. */
    @Override
    public String toString() {
        return "SubmittedRecording[" + jobId + "]";
    }
}
