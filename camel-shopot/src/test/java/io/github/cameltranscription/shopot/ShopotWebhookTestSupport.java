/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A webhook on a server of its own; the simulator calls it back at once. */
abstract class ShopotWebhookTestSupport extends ShopotTestSupport {

    static final String SECRET = "webhook-secret-41d7";
    static final String PATH = "/hooks/shopot";

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    String server;

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.shopotCallbackInterval(Duration.ofMillis(50));
    }

    @Override
    protected void configure(CamelContext newContext) throws Exception {
        VertxPlatformHttpServerConfiguration address = new VertxPlatformHttpServerConfiguration();
        address.setBindHost("127.0.0.1");
        address.setBindPort(0);
        VertxPlatformHttpServer http = new VertxPlatformHttpServer(address);
        newContext.addService(http, true, true);
        http.start();
        server = "http://127.0.0.1:" + http.getPort();
        super.configure(newContext);
    }

    @Override
    void configure(ShopotConfiguration configuration) {
        configuration.setWebhookSecret(SECRET);
        configuration.setCallbackUrl(server + PATH);
    }

    @Override
    protected RouteBuilder routes() throws Exception {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("shopot:webhook?path=" + PATH).to("mock:called-back");
            }
        };
    }

    MockEndpoint calledBack() {
        return context.getEndpoint("mock:called-back", MockEndpoint.class);
    }

    /** Waits for the first exchange that the webhook's route has passed on. */
    Exchange received() {
        return await().until(() -> calledBack().getExchanges(), exchanges -> !exchanges.isEmpty())
                .get(0);
    }

    /** Submits a recording; gives the job's id. */
    String submit(Map<String, Object> headers) {
        return jobId(sent("shopot:submit", Recordings.wav(2), headers));
    }

    /** What a submission would send as callback_id. */
    static String signed(ShopotCallbackId.Purpose purpose, String ownId) {
        return new ShopotCallbackId(purpose, ownId).sign(SECRET);
    }

    /** Posts a callback as Shopot does; {@code callbackId} is {@code null} for no header. */
    HttpResponse<String> post(String callbackId, String body) throws IOException, InterruptedException {
        return HTTP.send(request(callbackId, body), BodyHandlers.ofString());
    }

    HttpRequest request(String callbackId, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + PATH))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return callbackId == null
                ? request.build()
                : request.header("X-Callback-ID", callbackId).build();
    }

    static String result(String jobId) {
        return "{\"id\":\"" + jobId + "\",\"transcription_status\":\"TRANSCRIBED\",\"webhook_status\":\"PENDING\","
                + "\"output\":{\"duration\":\"3\",\"language\":\"ru\",\"list\":["
                + "{\"start\":\"0\",\"end\":\"3\",\"speaker\":\"A\",\"text\":\"готово\"}]}}";
    }

    /** Waits for the last attempt of a callback; the attempts got these HTTP statuses. */
    void assertAnswered(String jobId, Integer... statuses) {
        await().until(() -> shopot.callbacks().of(jobId).size() >= statuses.length);
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(statuses);
    }
}
