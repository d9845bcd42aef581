/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets files; an answer that is not read would keep its connection. */
final class DownloadSender implements RequestSender.Lane<StreamedAnswer> {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadSender.class);

    private final HttpTransport transport;

    DownloadSender(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletionStage<StreamedAnswer> send(HttpCall call) {
        return transport.download(call);
    }

    @Override
    public void discard(StreamedAnswer answer) {
        try {
            answer.close();
        } catch (IOException broken) {
            LOG.debug("An answer that is not used could not be closed", broken);
        }
    }
}
