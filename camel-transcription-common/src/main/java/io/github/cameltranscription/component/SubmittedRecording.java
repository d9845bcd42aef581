/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;

/**
 * Remembers in the exchange which job was bought for which recording, so that Camel's redelivery to the same endpoint
 * goes on with that job instead of buying a second one.
 *
 * @param recording the body, compared by identity, or the link
 * @param jobId     the provider's id of the job
 */
record SubmittedRecording(Object recording, String jobId) {

    static void remember(Exchange exchange, TranscriptionEndpoint<?> endpoint, String jobId) {
        exchange.setProperty(propertyOf(endpoint), new SubmittedRecording(recordingOf(exchange, endpoint), jobId));
    }

    static void forget(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        exchange.removeProperty(propertyOf(endpoint));
    }

    /** The job bought for what the exchange holds now, or {@code null}. */
    static String find(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        SubmittedRecording known = exchange.getProperty(propertyOf(endpoint), SubmittedRecording.class);
        if (known == null) {
            return null;
        }
        Object now = recordingOf(exchange, endpoint);
        boolean same = now instanceof String link ? link.equals(known.recording) : now == known.recording;
        return same ? known.jobId : null;
    }

    private static Object recordingOf(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        String link = exchange.getMessage()
                .getHeader(
                        TranscriptionConstants.SOURCE_URL,
                        endpoint.getConfiguration().getSourceUrl(),
                        String.class);
        return link == null ? exchange.getMessage().getBody() : link;
    }

    private static String propertyOf(TranscriptionEndpoint<?> endpoint) {
        return endpoint.submittedRecordingProperty();
    }

    /** Leaves out the recording: a link may be pre-signed. */
    @Override
    public String toString() {
        return "SubmittedRecording[" + jobId + "]";
    }
}
