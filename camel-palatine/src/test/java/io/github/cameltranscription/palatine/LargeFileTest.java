/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.SmallHeap;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording larger than the heap is transcribed by a JVM with 64 MB of heap; the simulator is in this JVM. */
@Tag("server")
class LargeFileTest {

    private static final String NAME = "Заседание \"Север\" часть 1.wav";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"file", "stream", "spooled"})
    void itIsTranscribedInASmallHeap(String source) throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("in"));
        SmallHeap.writeRecording(inbox.resolve(NAME));
        try (ProviderSimulator simulator = ProviderSimulator.builder().start()) {
            String from = source.equals("file")
                    ? "file:" + inbox + "?noop=true&initialDelay=0"
                    : "stream:" + inbox.resolve(NAME);

            SmallHeap.transcribe(
                    folder,
                    from,
                    source.equals("spooled"),
                    "palatine:transcribe?initialDelay=50&apiKey=" + ProviderSimulatorBuilder.DEFAULT_API_KEY
                            + "&baseUrl=" + simulator.palatine().baseUrl());

            RecordedRequest request =
                    simulator.palatine().requests().of(PalatineCall.SUBMIT).get(0);
            assertThat(request.file().size()).isEqualTo(SmallHeap.LENGTH);
            assertThat(request.file().fileName()).isEqualTo(NAME);
            assertThat(request.file().contentType()).isEqualTo("audio/wav");
            assertThat(request.chunked()).isEqualTo(source.equals("stream"));
        }
    }
}
