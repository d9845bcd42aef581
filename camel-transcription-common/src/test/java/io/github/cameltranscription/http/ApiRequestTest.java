/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApiRequestTest {

    @Test
    void aJobIdIsOnePathSegmentWhateverItHolds() {
        assertThat(ApiRequest.get("status", "a/b c?d#e%2F", "/jobs/{jobId}/result")
                        .uri("https://host"))
                .hasToString("https://host/jobs/a%2Fb%20c%3Fd%23e%252F/result");
    }

    @Test
    void queryParametersKeepTheirOrderAndAreEncodedAsUtf8() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("z", "один два");
        query.put("a&b", "1+1=2");

        assertThat(ApiRequest.post("transcribe", null, "/jobs").withQuery(query).uri("https://host"))
                .hasToString("https://host/jobs?z=%D0%BE%D0%B4%D0%B8%D0%BD%20%D0%B4%D0%B2%D0%B0&a%26b=1%2B1%3D2");
    }

    @Test
    void aLaterChangeOfTheMapDoesNotChangeTheQuery() {
        Map<String, String> query = new LinkedHashMap<>(Map.of("model", "large"));
        ApiRequest request = ApiRequest.get("status", null, "/jobs").withQuery(query);

        query.clear();

        assertThat(request.query()).containsEntry("model", "large");
    }

    @Test
    void itsTextLeavesOutTheQueryAndTheBody() {
        ApiRequest request = ApiRequest.post("transcribe", "job-1", "/jobs/{jobId}")
                .withQuery(Map.of("token", "s3cret"))
                .withBody(RequestBody.json(Map.of("key", "s3cret")));

        assertThat(request).asString().isEqualTo("POST /jobs/{jobId}");
    }
}
