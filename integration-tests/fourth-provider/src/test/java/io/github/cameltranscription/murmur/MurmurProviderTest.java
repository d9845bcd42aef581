/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.testing.ProviderContract;
import io.github.cameltranscription.testing.ProviderPeer.Call;
import io.github.cameltranscription.testing.ProviderPeer.Trouble;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class MurmurProviderTest extends ProviderContract {

    @Override
    public String scheme() {
        return "murmur";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("apiKey", "murmur-secret-82be");
    }

    @Override
    protected String submitted(String jobId) {
        return "{\"id\":\"" + jobId + "\"}";
    }

    @Override
    protected String pending(String jobId) {
        return "{\"id\":\"" + jobId + "\",\"state\":\"waiting\"}";
    }

    @Override
    protected String done(String jobId, String peer) {
        return "{\"id\":\"" + jobId + "\",\"state\":\"ready\",\"transcript\":{\"segments\":"
                + "[{\"start\":0.5,\"end\":1.5,\"speaker\":\"A\",\"text\":\"[simulated speech 1]\"}]}}";
    }

    @Override
    protected String error(String message) {
        return "{\"error\":\"" + message + "\"}";
    }

    @Override
    protected String badOptions() {
        return "transcribe?speakers=perhaps | speakers | perhaps";
    }

    @Test
    void aTranscriptHasItsTimesAndSpeakers() {
        Exchange reply = send("murmur:transcribe?outputFormat=vtt&speakers=true", Recordings.wav(1));

        assertThat(reply.getMessage().getBody(String.class)).contains("00:00:00.500 --> ", "<v A>[simulated speech 1]");
        assertThat(send("murmur:transcribe", Recordings.wav(1)).getMessage().getBody())
                .isInstanceOf(Transcript.class);
    }

    @Test
    void aFailedJobSaysWhy() {
        peer().next(Call.POLL, Trouble.json(200, "{\"state\":\"failed\",\"reason\":\"No speech found\"}"));

        assertThat(send("murmur:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("No speech found");
    }
}
