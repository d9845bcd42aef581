/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the Kamelets of each component: each in a route in YAML, in Camel Main. */
public abstract class KameletContract {

    private static final String WRONG = "wrong-secret-c82d-of-";

    private final String scheme;
    private final String transcribe;
    private final Map<String, String> keys;
    private final Map<String, String> componentKeys;
    private final List<String> actions;
    private final List<String> kamelets;

    @TempDir
    protected Path folder;

    /**
     * @param scheme        the component
     * @param keys          the properties of a Kamelet with the provider's keys
     * @param componentKeys the same as properties of the component
     * @param actions       the Kamelets that take the keys and a recording
     * @param others        the other Kamelets
     */
    protected KameletContract(
            String scheme,
            Map<String, String> keys,
            Map<String, String> componentKeys,
            List<String> actions,
            List<String> others) {
        this.scheme = scheme;
        this.keys = keys;
        this.componentKeys = componentKeys;
        this.actions = actions;
        transcribe = scheme + "-transcribe-action";
        kamelets = Stream.concat(actions.stream(), others.stream()).sorted().toList();
    }

    /** The provider's address. */
    protected abstract String baseUrl();

    /** Lets each job fail. */
    protected abstract void failJobs();

    /** Fails unless a recording was submitted once, and what else belongs to a transcription. */
    protected abstract void assertTranscribed();

    /** What the provider's own answer has in it. */
    protected abstract String raw();

    /** The application with an action. */
    protected final KameletApplication start(String kamelet, Map<String, Object> parameters) throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of(
                component("initial-delay"),
                "20ms",
                component("max-poll-interval"),
                "50ms",
                component("max-retries"),
                "0"));
        Map<String, Object> all = new HashMap<>(Map.of("baseUrl", baseUrl()));
        keys.forEach((key, value) -> {
            all.put(key, "{{test." + key + "}}");
            properties.put("test." + key, value);
        });
        all.putAll(parameters);
        return KameletApplication.action(kamelet, all, properties);
    }

    private String component(String option) {
        return "camel.component." + scheme + "." + option;
    }

    @Test
    void theyKeepTheRulesOfACatalog() {
        assertThat(KameletRules.violations(scheme, kamelets)).isEmpty();
    }

    /** Fails unless the reply is text of this type, and the route's own header is kept. */
    protected static Message assertText(Exchange reply, String contentType, String expected) {
        assertThat(reply.getMessage().getBody())
                .isInstanceOf(String.class)
                .asString()
                .contains(expected);
        assertThat(reply.getMessage().getHeaders()).containsEntry(Exchange.CONTENT_TYPE, contentType);
        return reply.getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "text, text/plain;charset=UTF-8, simulated speech 1",
        "json, application/json, '\"segments\":[{\"start\":0'",
        "srt, application/x-subrip;charset=UTF-8, '00:00:00,000 --> '",
        "vtt, text/vtt;charset=UTF-8, WEBVTT",
        "csv, text/csv;charset=UTF-8, 'start,end,speaker,text'",
        "raw, application/json,"
    })
    void aTranscriptHasTheFormatOfTheOption(String format, String contentType, String expected) throws Exception {
        Path file = Files.write(folder.resolve("звонок.wav"), Recordings.wav(2));

        try (KameletApplication application = start(transcribe, Map.of("outputFormat", format))) {
            Exchange reply = application.send(file.toFile(), Map.of("mine", "kept"));

            assertThat(assertText(reply, contentType, expected == null ? raw() : expected)
                            .getHeaders())
                    .containsEntry("mine", "kept")
                    .containsKey(TranscriptionConstants.JOB_ID);
            assertThat(application.received()).hasSize(1);
            assertTranscribed();
        }
    }

    @Test
    void theDefaultsAreJsonAndTheKeysOfTheComponent() throws Exception {
        Map<String, String> properties =
                new HashMap<>(Map.of(component("base-url"), baseUrl(), component("initial-delay"), "20ms"));
        componentKeys.forEach((key, value) -> properties.put(component(key), value));
        for (String action : actions) {
            try (KameletApplication application = KameletApplication.action(action, Map.of(), properties)) {
                String body = application
                        .send(Recordings.wav(1), Map.of())
                        .getMessage()
                        .getBody(String.class);

                assertThat(body).startsWith("{");
                assertThat(body.contains("\"provider\":\"" + scheme + "\"")).isEqualTo(!action.contains("calculate"));
            }
        }
    }

    @Test
    void aFailedJobReachesTheErrorHandlerOfTheRoute() throws Exception {
        failJobs();

        try (KameletApplication application = start(transcribe, Map.of())) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.received()).isEmpty();
            assertFailed(application.failed(), JobFailedException.class, "JOB_FAILED");
            assertThat(application.failed().get(0).getMessage().getHeaders())
                    .containsKey(TranscriptionConstants.JOB_ID);
        }
    }

    /** One exchange came there, with this failure. */
    protected static void assertFailed(
            List<Exchange> exchanges, Class<? extends TranscriptionException> type, String category) {
        assertThat(exchanges).singleElement().satisfies(failed -> {
            assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(type);
            assertThat(failed.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                    .isEqualTo(category);
        });
    }

    @Test
    void wrongKeysReachTheErrorHandlerOfTheRouteAndAreNotLogged() throws Exception {
        Map<String, Object> wrong = new HashMap<>();
        keys.keySet().forEach(key -> wrong.put(key, WRONG + key));
        for (String action : actions) {
            try (VisibleFromOutside outside = new VisibleFromOutside()) {
                outside.atInfo();
                try (KameletApplication application = start(action, wrong)) {
                    application.send(Recordings.wav(1), Map.of());

                    assertFailed(application.failed(), AuthenticationException.class, "AUTHENTICATION");
                    outside.look(application.failed().get(0), Set.of());
                    outside.lookAtOwnEndpoints(application.context());
                }
                assertThat(outside.lines())
                        .anyMatch(line -> line.startsWith(scheme + ":"))
                        .noneMatch(line -> line.contains(WRONG));
            }
        }
    }
}
