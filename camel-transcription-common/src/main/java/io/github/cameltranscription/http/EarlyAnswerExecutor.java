/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Reads the answer of a server that rejects a recording and closes the connection before it has read all of it.
 * HttpClient itself reports the broken pipe and drops the answer, so a rejection would look like a lost submission.
 */
final class EarlyAnswerExecutor extends HttpRequestExecutor {

    private static final Timeout ON_ITS_WAY = Timeout.ofSeconds(1);

    private final Duration answerLimit;

    /**
     * @param answerLimit the time limit for the head of an answer to a request without a form
     */
    EarlyAnswerExecutor(Duration answerLimit) {
        this.answerLimit = answerLimit;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informationCallback,
            HttpContext localContext)
            throws IOException, HttpException {
        if (request.getEntity() == null) {
            Transfer head = TransferGuard.head(localContext);
            // An upload through a proxy begins with a CONNECT, which its own transfer limits.
            if (head != null) {
                head.await(answerLimit);
            }
            return super.execute(request, connection, informationCallback, localContext);
        }
        HttpCoreContext context = HttpCoreContext.castOrCreate(localContext);
        context.setSSLSession(connection.getSSLSession());
        context.setEndpointDetails(connection.getEndpointDetails());
        try {
            send(request, connection);
            ClassicHttpResponse response = connection.receiveResponseHeader();
            while (response.getCode() < HttpStatus.SC_SUCCESS) {
                response = connection.receiveResponseHeader();
            }
            if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                connection.receiveResponseEntity(response);
            }
            return response;
        } catch (IOException | HttpException | RuntimeException failure) {
            connection.close(CloseMode.IMMEDIATE);
            throw failure;
        }
    }

    /** Sends all of it, or as much as the server reads before it answers. */
    private static void send(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        try {
            connection.sendRequestHeader(request);
            connection.sendRequestEntity(request);
            connection.flush();
        } catch (SocketException broken) {
            if (!isAnswered(connection)) {
                throw broken;
            }
        }
    }

    private static boolean isAnswered(HttpClientConnection connection) {
        try {
            return connection.isDataAvailable(ON_ITS_WAY);
        } catch (IOException nothingToRead) {
            return false;
        }
    }
}
