/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Ends requests of Camel HTTP's client that take too long. The options of Camel HTTP limit only the time between two
 * received bytes, and neither the time for sending nor that of a whole answer.
 */
final class TransferGuard implements ExecChainHandler {

    private static final String HEAD = TransferGuard.class.getName();

    private final HttpSettings settings;
    private final TransferWatch watch;

    TransferGuard(HttpSettings settings, TransferWatch watch) {
        this.settings = settings;
        this.watch = watch;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (request.getEntity() instanceof MultipartFormEntity form) {
            RequestConfig config = scope.clientContext.getRequestConfigOrDefault();
            scope.clientContext.setRequestConfig(RequestConfig.copy(config)
                    .setResponseTimeout(Timeout.of(form.answerLimit()))
                    .build());
            return proceed(request, scope, chain, form.transfer(), form::stopReading, Long.MAX_VALUE);
        }
        try (Transfer head = watch.begin(settings.timeToConnect(), this)) {
            scope.clientContext.setAttribute(HEAD, head);
            return proceed(
                    request, scope, chain, head, () -> {}, settings.limits().of(AnswerKind.FILE));
        }
    }

    /** The time limit for the answer to a request without a form. */
    static Transfer head(HttpContext context) {
        return (Transfer) context.getAttribute(HEAD);
    }

    private ClassicHttpResponse proceed(
            ClassicHttpRequest request,
            ExecChain.Scope scope,
            ExecChain chain,
            Transfer transfer,
            Runnable stop,
            long limit)
            throws IOException, HttpException {
        Cancellable original = (Cancellable) scope.originalRequest;
        transfer.onCut(() -> {
            original.cancel();
            stop.run();
        });
        ClassicHttpResponse response = chain.proceed(request, scope);
        try {
            settings.limits().checkHeaders(response.getHeaders());
        } catch (OversizedAnswerException tooLarge) {
            original.cancel();
            throw tooLarge;
        }
        if (response.getEntity() != null) {
            response.setEntity(new HttpEntityWrapper(response.getEntity()) {
                @Override
                public InputStream getContent() throws IOException {
                    return new GuardedStream(super.getContent(), original, limit, settings.responseTimeout());
                }
            });
        }
        return response;
    }
}
