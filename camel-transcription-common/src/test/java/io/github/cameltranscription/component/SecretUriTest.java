/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretUriTest extends ComponentTest {

    private static final String SECRET = "s3cret";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fake:transcribe?apiKey=s3cret&language=ru",
                "fake:transcribe?language=ru&apiKey=s3cret",
                "fake:transcribe?apiKey=RAW(s3cret&with=more)&language=ru",
                "fake:transcribe?language=ru&apiKey=RAW{s3cret)&more}",
                "fake:transcribe?secretKey=s3cret",
                "fake:transcribe?publicKey=s3cret",
                "fake:transcribe?webhookSecret=s3cret",
                "fake:transcribe?proxyUsername=s3cret&proxyPassword=s3cret",
                "fake:transcribe?sourceUrl=https://bucket/talk.mp3?signature=s3cret"
            })
    void noSecretStaysInTheUri(String uri) {
        assertThat(SecretUri.mask(uri))
                .doesNotContain(SECRET)
                .doesNotContain("more")
                .contains("=xxxxxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake:transcribe", "fake:transcribe?language=ru&param.apiKeyName=visible"})
    void otherOptionsStayVisible(String uri) {
        assertThat(SecretUri.mask(uri)).isEqualTo(uri);
    }

    @Test
    void theTextFormsOfAnEndpointHaveNoSecret() {
        FakeEndpoint endpoint = endpoint("fake:transcribe?apiKey=RAW(s3cret&+x)&language=ru");

        assertThat(endpoint.getConfiguration().getApiKey()).isEqualTo("s3cret&+x");
        assertThat(endpoint.getEndpointUri()).doesNotContain(SECRET).contains("language=ru");
        assertThat(endpoint.toString()).doesNotContain(SECRET);
        assertThat(endpoint.getEndpointKey()).doesNotContain(SECRET);
    }

    @Test
    void thePropertiesAndHeadersOfAnExchangeHaveNoSecret() {
        routes(route -> route.from("direct:in").to("fake:transcribe?apiKey=s3cret"));

        Exchange exchange = send("direct:in", RECORDING);

        assertThat(exchange.getAllProperties().toString()).doesNotContain(SECRET);
        assertThat(exchange.getProperties().toString()).doesNotContain(SECRET);
        assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(SECRET);
    }

    @Test
    void endpointsThatDifferOnlyInTheSecretStayDifferent() {
        FakeEndpoint ours = endpoint("fake:transcribe?apiKey=ours");
        FakeEndpoint theirs = endpoint("fake:transcribe?apiKey=theirs");

        assertThat(ours).isNotSameAs(theirs).isNotEqualTo(theirs);
        assertThat(ours.getConfiguration().getApiKey()).isEqualTo("ours");
        assertThat(theirs.getConfiguration().getApiKey()).isEqualTo("theirs");
        assertThat(endpoint("fake:transcribe?apiKey=ours")).isSameAs(ours);
    }
}
