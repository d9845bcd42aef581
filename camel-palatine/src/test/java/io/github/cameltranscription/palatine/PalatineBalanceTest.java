/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineBalanceTest extends PalatineTestSupport {

    @Test
    void theBalanceIsTyped() {
        palatine.balance(12.25);

        Exchange reply = sent("palatine:balance", "whatever", Map.of("mine", "stays"));

        PalatineBalance balance = reply.getMessage().getBody(PalatineBalance.class);
        assertThat(balance.amount()).isEqualTo(12.25);
        assertThat(balance.currency()).isEqualTo("RUB");
        assertThat(reply.getMessage().getHeader(PalatineConstants.BALANCE)).isEqualTo(12.25);
        assertThat(reply.getMessage().getHeader(PalatineConstants.CURRENCY)).isEqualTo("RUB");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.PROVIDER))
                .isEqualTo("palatine");
        assertThat(reply.getMessage().getHeader("mine")).isEqualTo("stays");
        String text = reply.getMessage().getBody(String.class);
        assertThat(text).startsWith("{\"amount\":12.25,\"currency\":\"RUB\"");
        assertThat(new String(reply.getMessage().getBody(byte[].class))).isEqualTo(text);
        assertThat(reply.getMessage().getBody(java.io.InputStream.class)).hasContent(text);
        assertThat(reply.getMessage().getBody(JsonNode.class).get("amount").asDouble())
                .isEqualTo(12.25);
    }

    @Test
    void theRequestIsRepeatedAfterATemporaryFailure() {
        palatine.faults().onBalance().status(500).once();
        palatine.faults().onBalance().reset().once();

        sent("palatine:balance?maxRetries=2", null);
        assertThat(palatine.requests().count(PalatineCall.BALANCE)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"bal", "{}", "{\"balance\":\"much\"}", "[]", "<html>proxy</html>", "\"\"", "{\"balance\":null}"
            })
    void anAnswerWithoutABalanceIsUnavailable(String body) {
        palatine.faults().onBalance().body(body, "application/json").always();

        assertThat(send("palatine:balance?maxRetries=0", null).getException())
                .isInstanceOf(ProviderUnavailableException.class);
    }
}
