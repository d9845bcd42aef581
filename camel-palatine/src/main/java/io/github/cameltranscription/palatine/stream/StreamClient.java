/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.http.VerdictTable;

/** Opens sessions with the settings of an endpoint. */
public final class StreamClient {

    private static final String PATH = "/stream/asr";

    private final StreamEventLoops eventLoops;
    private final WebSocketClient sockets;
    private final StreamSettings settings;
    private final VerdictTable verdicts;

    StreamClient(StreamEventLoops eventLoops, WebSocketClient sockets, StreamSettings settings, VerdictTable verdicts) {
        this.eventLoops = eventLoops;
        this.sockets = sockets;
        this.settings = settings;
        this.verdicts = verdicts;
    }

    /**
     * Makes a session without connecting it.
     *
     * @param parameters the query parameters of the session
     * @param endsWhenIdle whether to end the session when no audio arrives for {@code idleTimeout}; {@code false} for a
     *     whole recording
     */
    public StreamSession session(
            StreamFormat recording, Map<String, String> parameters, boolean endsWhenIdle, StreamListener listener) {
        WebSocketConnectOptions address = connectOptions(recording, parameters);
        int chunkSize = recording.chunkSize(settings.chunkDuration());
        return new StreamSession(
                new VertxLoop(eventLoops.next()),
                () -> new VertxSocket(sockets, address, chunkSize),
                settings,
                recording,
                new StreamFailures(new SecretMask(settings.apiKey(), encoded(settings.apiKey())), verdicts),
                eventLoops.load(),
                endsWhenIdle,
                listener);
    }

    private WebSocketConnectOptions connectOptions(StreamFormat format, Map<String, String> parameters) {
        URI base = URI.create(settings.baseUrl());
        boolean secure = "https".equalsIgnoreCase(base.getScheme());
        Map<String, String> query = new LinkedHashMap<>();
        if (settings.auth() == StreamAuth.QUERY) {
            query.put("token", settings.apiKey());
        }
        query.putAll(parameters);
        query.put("sample_rate", String.valueOf(format.sampleRate()));
        query.put("codec", format.codec().wireName());
        query.put("channels", String.valueOf(format.channels()));
        query.putAll(settings.ownParameters());
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(base.getHost())
                .setPort(base.getPort() > 0 ? base.getPort() : secure ? 443 : 80)
                .setSsl(secure)
                .setURI(path + PATH + "?"
                        + query.entrySet().stream()
                                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                                .collect(Collectors.joining("&")));
        options.setTimeout(settings.connectTimeout().toMillis());
        if (settings.auth() == StreamAuth.HEADER) {
            options.putHeader("Authorization", "Bearer " + settings.apiKey());
        }
        return options;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Closes all connections. */
    public void close() {
        sockets.close();
    }
}
