/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaCalculationTest extends AiesaTestBase {

    private JsonObject calculated(Object duration) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.calculate(new JsonObject().put("priority", "queue").put("duration", duration));
        assertStatus(200, answer);
        return new JsonObject(answer.body());
    }

    @Test
    void theAnswerIsAsDocumented() throws Exception {
        JsonObject answer = calculated("120.5");

        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("durationSeconds", 120.5)
                        .put("durationMinutes", 2.01)
                        .put("minutesBilled", 3)
                        .put("cost", 2.1)
                        .put(
                                "balance",
                                new JsonObject()
                                        .put("balance", 15000.5)
                                        .put("currency", "RUB")
                                        .put("credit_limit", 0.0)
                                        .put("overdraft_enabled", false)
                                        .put("overdraft_used", 0.0)
                                        .put("available_credit", 15000.5)
                                        .put("tariff_plan", "regional_plus")
                                        .put(
                                                "usage_current_month",
                                                new JsonObject()
                                                        .put("minutes_lightning", 0)
                                                        .put("minutes_queue", 0)
                                                        .put("total_cost", 0.0))));
        assertThat(aiesa.requests().calculations().get(0).body())
                .isEqualTo("{\"priority\":\"queue\",\"duration\":\"120.5\"}");
        aiesa.requests().assertSubmitted(0);
    }

    @ParameterizedTest
    @CsvSource({"00:05, 5", "2:00, 120", "75:30, 4530", "00:01:00, 60", "1:00:01, 3601", "90, 90"})
    void durationsAreReadAsMinutesAndSeconds(String duration, double seconds) throws Exception {
        assertThat(calculated(duration).getDouble("durationSeconds")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"00:05, 300", "1:30, 5400", "00:01:00, 60", "90, 90"})
    void durationsMayBeReadAsHoursAndMinutes(String duration, double seconds) throws Exception {
        aiesa.durationReading(AiesaDurationReading.HOURS_AND_MINUTES);

        assertThat(calculated(duration).getDouble("durationSeconds")).isEqualTo(seconds);
    }

    @Test
    void aNumberIsSeconds() throws Exception {
        assertThat(calculated(61).getInteger("minutesBilled")).isEqualTo(2);
        assertThat(calculated(60).getInteger("minutesBilled")).isEqualTo(1);
    }

    @Test
    void pricesCanBeSet() throws Exception {
        JsonObject lightning = new JsonObject().put("priority", "lightning").put("duration", "10:00");
        assertThat(new JsonObject(client.calculate(lightning).body()).getDouble("cost"))
                .isEqualTo(14.0);
        aiesa.price(AiesaPriority.LIGHTNING, 0.25);
        assertThat(new JsonObject(client.calculate(lightning).body()).getDouble("cost"))
                .isEqualTo(2.5);
        assertThat(calculated("10:00").getDouble("cost")).isEqualTo(7.0);
        aiesa.balance(3);
        assertThat(calculated("10:00").getJsonObject("balance").getDouble("balance"))
                .isEqualTo(3.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"duration\":null}",
                "{\"duration\":\"\"}",
                "{\"duration\":\"soon\"}",
                "{\"duration\":\"00:60\"}",
                "{\"duration\":\"1:2\"}",
                "{\"duration\":\"1:60:00\"}",
                "{\"duration\":\"0:0:0:1\"}",
                "{\"duration\":\"-5\"}",
                "{\"duration\":\" 5\"}",
                "{\"duration\":\"00:00\"}",
                "{\"duration\":0}",
                "{\"duration\":true}",
                "{\"duration\":[\"00:05\"]}",
                "{\"duration\":\"PT5S\"}"
            })
    void aBadDurationIsRefused(String body) throws Exception {
        HttpResponse<String> answer = client.postJson("/transcriptions/calculate", body);

        assertStatus(422, answer);
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.getString("error")).isEqualTo("validation_error");
        assertThat(error.getJsonObject("errors"))
                .isEqualTo(new JsonObject().put("duration", new JsonArray().add(error.getString("message"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"fast\"", "\"\"", "\"QUEUE\"", "7"})
    void anUnknownPriorityIsRefused(String priority) throws Exception {
        HttpResponse<String> answer =
                client.postJson("/transcriptions/calculate", "{\"duration\":\"00:05\",\"priority\":" + priority + "}");

        assertStatus(422, answer);
        assertThat(new JsonObject(answer.body()).getJsonObject("errors").fieldNames())
                .containsExactly("priority");
    }

    @Test
    void onlyJsonIsAccepted() throws Exception {
        String path = "/transcriptions/calculate";
        assertStatus(400, client.postJson(path, "no json"));
        assertStatus(415, client.post(path, "text/plain", "{\"duration\":\"00:05\"}"));
        assertStatus(405, client.get(path));
    }

    @Test
    void modelsAreListed() throws Exception {
        JsonArray models = new JsonObject(client.get("/ai/models").body()).getJsonArray("data");

        assertThat(models.getJsonObject(0).getString("id")).isEqualTo("gpt-oss:20b");
        assertThat(models.getJsonObject(0).getString("name")).isNotBlank();
        assertThat(aiesa.requests().models()).hasSize(1);
    }
}
