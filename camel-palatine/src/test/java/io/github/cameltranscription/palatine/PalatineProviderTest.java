/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.testing.ProviderContract;
import io.github.cameltranscription.testing.ProviderPeer.Call;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineProviderTest extends ProviderContract {

    @Override
    public String scheme() {
        return "palatine";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("apiKey", "palatine-secret-82be");
    }

    @Override
    protected String submitted(String jobId) {
        return "{\"task_id\":\"" + jobId + "\"}";
    }

    @Override
    protected String pending(String jobId) {
        return "{\"task_id\":\"" + jobId + "\",\"status\":\"pending\"}";
    }

    @Override
    protected String done(String jobId, String peer) {
        return "{\"task_id\":\"" + jobId + "\",\"status\":\"success\",\"data\":{\"segments\":"
                + "[{\"start\":0.5,\"end\":1.5,\"text\":\"[simulated speech 1]\"}]}}";
    }

    @Override
    protected String error(String message) {
        return "{\"detail\":\"" + message + "\"}";
    }

    @Override
    protected List<String> emptyAnswers() {
        return List.of(
                "{\"status\":\"success\",\"data\":null}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"error\":\"Bad gateway\"}");
    }

    /** A release is a POST too. */
    @Override
    protected Call callOf(String method, String path) {
        return path.contains("/task_done/") ? Call.OTHER : super.callOf(method, path);
    }

    @Override
    protected String badOptions() {
        return """
                transcribe?speakers=2 | need a diarizationModel | diarizationModel=auto
                transcribe?diarizationModel=auto&speakers=0 | speakers 0 | at least 1
                transcribe?diarizationModel=auto&speakers=2&minSpeakers=1 | speakers 2 | remove minSpeakers
                transcribe?diarizationModel=auto&minSpeakers=3&maxSpeakers=2 | minSpeakers 3 | maxSpeakers 2
                transcribe?diarizationModel=palatine_diarize&speakers=5 | up to 4 speakers | palatine_diarize_multi
                diarize?maxSpeakers=5 | default takes up to 4 speakers, not 5 | palatine_diarize_multi
                diarize?speakers=8 | default takes up to 4 speakers, not 8 | palatine_diarize_multi
                transcribe?language=Haw | language "Haw" | such as ru, en or haw
                transcribe?roles=auto | roles needs a diarizationModel | diarizationModel=auto
                submit?emotions=true | emotions needs a diarizationModel | diarizationModel=auto
                openai-transcription?roles=auto | roles needs a diarizationModel | diarizationModel=auto
                transcribe?diarizationModel=auto&roles=Operator | roles "Operator" is neither auto nor JSON | RAW(
                transcribe?diarizationModel=auto&roles=RAW([]) | names 0 roles | 1 to 10
                transcribe?diarizationModel=auto&roles=RAW([1]) | no text of 1 to 64 | roles
                transcribe?diarizationModel=auto&roles=RAW(["a","A "]) | the name "A " twice | roles
                transcribe?diarizationModel=auto&roles=RAW(["a\\n"]) | a line break | roles
                transcribe?diarizationModel=auto&roles=RAW({"a":7}) | description of "a" | 500
                transcribe?diarizationModel=auto&roles=auto&sourceUrl=https://a.example/b.mp3 | roles is not offered for a link | send the recording
                transcribe?profanityFilter=medium | profanityFilter "medium" | false, hard, soft, true
                transcribe?profanityFilter=soft&profanityMask=half | profanityMask "half" | full, partial
                transcribe?profanityMask=full | profanityMask "full" needs a profanityFilter | profanityFilter=soft
                transcribe?profanityFilter=false&profanityMask=full | needs a profanityFilter | profanityFilter=soft
                transcribe?profanityPositions=true | profanityPositions needs a profanityFilter | or remove it
                profanity?profanityFilter=medium | profanityFilter "medium" | false, hard, soft, true
                profanity?outputFormat=srt | outputFormat srt does not apply to a masked text | transcript, text, json, raw
                download?fileFormat=docx | fileFormat "docx" | csv, srt, txt, vtt, xlsx
                openai-transcription?fileFormat=xlsx | fileFormat "xlsx" | diarized_json, json, srt, text, verbose_json, vtt
                download?exportType=lines | exportType "lines" | segments, words
                stream?codec=pcm | codec "pcm" | linear16, linear32, opus
                stream?sampleRate=11025 | sampleRate "11025" | 8000, 16000, 22050, 32000, 44100, 48000
                stream?channels=3 | channels "3" | 1, 2
                stream?chunkDuration=5ms | chunkDuration 5 ms | 50ms to 300ms
                stream?chunkDuration=2s | chunkDuration 2000 ms | 50ms to 300ms
                stream?codec=mp3&realtime=true | realtime | use linear16
                stream?reconnectAttempts=-1 | reconnectAttempts -1 | 0 means none
                stream?idleTimeout=0 | idleTimeout 0 | longer than 0
                stream?streamAuth=cookie | streamAuth | cookie
                summarize?task=minutes | task "minutes" | meeting_summary, user_prompt
                summarize?task=user_prompt | task user_prompt needs a prompt | add prompt=
                summarize?prompt=risks | prompt "risks" has no effect with task meeting_summary | add task=user_prompt
                summarize?task=meeting_summary&prompt=risks | prompt "risks" | or remove prompt
                transcribe?task=user_prompt | task "user_prompt" has no effect on palatine:transcribe | it is for summarize
                sentiment?prompt=risks | prompt "risks" has no effect on palatine:sentiment | it is for summarize
                diarize?thinking=true | thinking "true" has no effect on palatine:diarize | it is for summarize
                summarize?outputFormat=srt | outputFormat srt does not apply to a summary | transcript, text, json, raw
                sentiment?outputFormat=text | outputFormat text does not apply to a sentiment | transcript, json, raw
                await?jobOperation=sentiment&outputFormat=vtt | outputFormat vtt does not apply to a sentiment | json
                await?jobOperation=balance | jobOperation "balance" | diarize, sentiment, summarize, transcribe
                transcribe?jobOperation=diarize | jobOperation "diarize" has no effect | remove it
                """;
    }

    @ParameterizedTest
    @CsvSource({"alaw, true", "alaw&sampleRate=16000, true", "alaw&sampleRate=8000, false", "linear16, false"})
    void aTelephoneCodecAtAnotherRateLogsAWarning(String codec, boolean warned) throws Exception {
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            context.getEndpoint("palatine:stream?codec=" + codec).start();

            assertThat(outside.logged().stream()
                            .anyMatch(line -> line.contains("codec alaw") && line.contains("sampleRate=8000")))
                    .isEqualTo(warned);
        }
    }
}
