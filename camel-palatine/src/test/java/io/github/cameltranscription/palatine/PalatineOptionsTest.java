/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong with an endpoint is said when its route starts. */
class PalatineOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.getComponent("palatine", PalatineComponent.class)
                .getConfiguration()
                .setApiKey("key");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Camel resolves the endpoint, and starts what a route would start. */
    private void start(String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        boolean consumed = uri.matches("\\w+:(results|webhook)\\b.*");
        context.addService(consumed ? endpoint.createConsumer(exchange -> {}) : endpoint.createProducer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "palatine:transcibe | Unknown operation \"transcibe\" | transcribe, submit, await, status, results, parked, download, done",
                "palatine:transcribe?baseUrl=ftp://host | baseUrl \"ftp://host\" | https://host/api/v1",
                "palatine:transcribe?language=russian | language \"russian\" | ISO 639-1",
                "palatine:transcribe?initialDelay=0 | initialDelay 0ms | longer than 0",
                "palatine:transcribe?pollMultiplier=0.5 | pollMultiplier 0.5 | at least 1",
                "palatine:transcribe?maxPollInterval=-1 | maxPollInterval | longer than 0",
                "palatine:transcribe?jobTimeout=0 | jobTimeout | longer than 0",
                "palatine:transcribe?maxInFlight=0 | maxInFlight 0 | at least 1",
                "palatine:transcribe?maxConcurrentUploads=0 | maxConcurrentUploads 0 | greater than 0",
                "palatine:transcribe?maxConnections=0 | maxConnections 0 | greater than 0",
                "palatine:transcribe?connectTimeout=0 | connectTimeout 0 | greater than 0",
                "palatine:transcribe?responseTimeout=0 | responseTimeout 0 | greater than 0",
                "palatine:transcribe?maxRetries=-1 | maxRetries -1 | 0 means no retry",
                "palatine:transcribe?proxyHost=proxy | proxyPort 0 | such as 3128",
                "palatine:transcribe?cueMaxLineLength=0 | cueMaxLineLength | 0",
                "palatine:transcribe?cueMaxLines=0 | cueMaxLines | 0",
                "palatine:transcribe?apiKey=a%20b | apiKey has blanks | how it is read",
                "palatine:transcribe?speakers=2 | need a diarizationModel | diarizationModel=auto",
                "palatine:transcribe?diarizationModel=auto&speakers=0 | speakers 0 | at least 1",
                "palatine:transcribe?diarizationModel=auto&speakers=2&minSpeakers=1 | speakers 2 | remove minSpeakers",
                "palatine:transcribe?diarizationModel=auto&minSpeakers=3&maxSpeakers=2 | minSpeakers 3 | maxSpeakers 2",
                "palatine:transcribe?diarizationModel=palatine_diarize&speakers=5 | up to 4 speakers | palatine_diarize_multi",
                "palatine:diarize?maxSpeakers=5 | default takes up to 4 speakers, not 5 | palatine_diarize_multi",
                "palatine:diarize?speakers=8 | default takes up to 4 speakers, not 8 | palatine_diarize_multi",
                "palatine:transcribe?language=Haw | language \"Haw\" | such as ru, en or haw",
                "palatine:transcribe?roles=auto | roles needs a diarizationModel | diarizationModel=auto",
                "palatine:submit?emotions=true | emotions needs a diarizationModel | diarizationModel=auto",
                "palatine:openai-transcription?roles=auto | roles needs a diarizationModel | diarizationModel=auto",
                "palatine:transcribe?diarizationModel=auto&roles=Operator | roles \"Operator\" is neither auto nor JSON | RAW(",
                "palatine:transcribe?diarizationModel=auto&roles=RAW([]) | names 0 roles | 1 to 10",
                "palatine:transcribe?diarizationModel=auto&roles=RAW([1]) | no text of 1 to 64 | roles",
                "palatine:transcribe?diarizationModel=auto&roles=RAW([\"a\",\"A \"]) | the name \"A \" twice | roles",
                "palatine:transcribe?diarizationModel=auto&roles=RAW([\"a\\n\"]) | a line break | roles",
                "palatine:transcribe?diarizationModel=auto&roles=RAW({\"a\":7}) | description of \"a\" | 500",
                "palatine:transcribe?diarizationModel=auto&roles=auto&sourceUrl=https://a.example/b.mp3 | roles is not offered for a link | send the recording",
                "palatine:transcribe?profanityFilter=medium | profanityFilter \"medium\" | false, hard, soft, true",
                "palatine:transcribe?profanityFilter=soft&profanityMask=half | profanityMask \"half\" | full, partial",
                "palatine:transcribe?profanityMask=full | profanityMask \"full\" needs a profanityFilter | profanityFilter=soft",
                "palatine:transcribe?profanityFilter=false&profanityMask=full | needs a profanityFilter | profanityFilter=soft",
                "palatine:transcribe?profanityPositions=true | profanityPositions needs a profanityFilter | or remove it",
                "palatine:profanity?profanityFilter=medium | profanityFilter \"medium\" | false, hard, soft, true",
                "palatine:profanity?outputFormat=srt | outputFormat srt makes no sense of a masked text | transcript, text, json, raw",
                "palatine:download?fileFormat=docx | fileFormat \"docx\" | csv, srt, txt, vtt, xlsx",
                "palatine:openai-transcription?fileFormat=xlsx | fileFormat \"xlsx\" | diarized_json, json, srt, text, verbose_json, vtt",
                "palatine:download?exportType=lines | exportType \"lines\" | segments, words",
                "palatine:stream?codec=pcm | codec \"pcm\" | linear16, linear32, opus",
                "palatine:stream?sampleRate=11025 | sampleRate 11025 | 8000, 16000, 22050, 32000, 44100, 48000",
                "palatine:stream?channels=3 | channels 3 | 1 or 2",
                "palatine:stream?chunkDuration=5ms | chunkDuration 5 ms | 50ms to 300ms",
                "palatine:stream?chunkDuration=2s | chunkDuration 2000 ms | 50ms to 300ms",
                "palatine:stream?codec=mp3&realtime=true | realtime | use linear16",
                "palatine:stream?reconnectAttempts=-1 | reconnectAttempts -1 | 0 means none",
                "palatine:stream?idleTimeout=0 | idleTimeout 0 | longer than 0",
                "palatine:stream?streamAuth=cookie | streamAuth | cookie",
                "palatine:summarize?task=minutes | task \"minutes\" | meeting_summary, user_prompt",
                "palatine:summarize?task=user_prompt | task user_prompt needs a prompt | add prompt=",
                "palatine:summarize?prompt=risks | prompt \"risks\" has no effect with task meeting_summary | add task=user_prompt",
                "palatine:summarize?task=meeting_summary&prompt=risks | prompt \"risks\" | or remove prompt",
                "palatine:transcribe?task=user_prompt | task \"user_prompt\" has no effect on palatine:transcribe | it is for summarize",
                "palatine:sentiment?prompt=risks | prompt \"risks\" has no effect on palatine:sentiment | it is for summarize",
                "palatine:diarize?thinking=true | thinking \"true\" has no effect on palatine:diarize | it is for summarize",
                "palatine:summarize?outputFormat=srt | outputFormat srt makes no sense of a summary | transcript, text, json, raw",
                "palatine:sentiment?outputFormat=text | outputFormat text makes no sense of a sentiment | transcript, json, raw",
                "palatine:await?jobOperation=sentiment&outputFormat=vtt | outputFormat vtt makes no sense of a sentiment | json",
                "palatine:await?jobOperation=balance | jobOperation \"balance\" | diarize, sentiment, summarize, transcribe",
                "palatine:transcribe?jobOperation=diarize | jobOperation \"diarize\" has no effect | remove it",
                "palatine:transcribe?outputFormat=docx | outputFormat | docx",
                "palatine:transcribe?nonsense=1 | nonsense | Unknown parameters"
            })
    void aBadOptionIsNamedWithItsValueAndTheFix(String uri, String problem, String fix) {
        assertThatThrownBy(() -> start(uri))
                .hasStackTraceContaining(problem.strip())
                .hasStackTraceContaining(fix.strip());
    }

    @Test
    void aMissingKeyIsNamedWithItsProperty() {
        context.getComponent("palatine", PalatineComponent.class)
                .getConfiguration()
                .setApiKey(null);

        assertThatThrownBy(() -> start("palatine:transcribe"))
                .hasStackTraceContaining("apiKey is missing")
                .hasStackTraceContaining("camel.component.palatine.api-key");
    }

    @Test
    void nothingIsConsumedFromPalatine() {
        assertThatThrownBy(() -> context.getEndpoint("palatine:transcribe").createConsumer(exchange -> {}))
                .hasMessageContaining("palatine:transcribe cannot be consumed from");
    }

    @Test
    void everyOptionOfTheComponentIsOneOfTheEndpointToo() {
        PalatineConfiguration component =
                context.getComponent("palatine", PalatineComponent.class).getConfiguration();
        component.setModel("of_component");
        component.getParameters().put("a", "1");

        PalatineEndpoint endpoint = context.getEndpoint("palatine:transcribe?param.b=2", PalatineEndpoint.class);

        assertThat(endpoint.getConfiguration().getModel()).isEqualTo("of_component");
        assertThat(endpoint.getConfiguration().getParameters())
                .containsEntry("a", "1")
                .containsEntry("b", "2");
        assertThat(component.getParameters()).doesNotContainKey("b");
    }

    @ParameterizedTest
    @CsvSource({"alaw, true", "alaw&sampleRate=16000, true", "alaw&sampleRate=8000, false", "linear16, false"})
    void aTelephoneCodecAtAnotherRateIsWarnedOf(String codec, boolean warned) throws Exception {
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            context.getEndpoint("palatine:stream?codec=" + codec).start();

            assertThat(outside.logged().stream()
                            .anyMatch(line -> line.contains("codec alaw") && line.contains("sampleRate=8000")))
                    .isEqualTo(warned);
        }
    }
}
