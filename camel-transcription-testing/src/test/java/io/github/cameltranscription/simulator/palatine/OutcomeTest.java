/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.job.JobState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OutcomeTest extends PalatineTestBase {

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(1));
    }

    private String submit(String fileName) throws IOException, InterruptedException {
        return client.submit("", fileName, WavFile.of(1));
    }

    private String error(String id) throws IOException, InterruptedException {
        return client.status(id).getString("error");
    }

    @Test
    void jobsFailAsAsked() throws IOException, InterruptedException {
        palatine.faults().onProcessing().insufficientBalance().once();
        palatine.faults().onProcessing().noRecognizableSpeech().once();
        palatine.faults().onProcessing().error("Слишком тихо").times(2);
        String balance = submit("a.wav");
        String speech = submit("a.wav");
        String first = submit("a.wav");
        String second = submit("a.wav");
        String good = submit("a.wav");
        assertThat(client.status(balance).getString("status")).isEqualTo("pending");

        clock.advance(Duration.ofMinutes(1));

        assertThat(client.status(balance).getString("status")).isEqualTo("error");
        assertThat(error(balance)).isEqualTo("Not enough balance");
        assertThat(error(speech)).isEqualTo("No recognizable speech");
        assertThat(error(first)).isEqualTo("Слишком тихо");
        assertThat(error(second)).isEqualTo("Слишком тихо");
        assertThat(client.status(good).getString("status")).isEqualTo("success");
        assertThat(palatine.job(balance).orElseThrow().error()).isEqualTo("Not enough balance");
    }

    @Test
    void onlyForOneFile() throws IOException, InterruptedException {
        palatine.faults().onProcessing().error("x").onlyForFile("b.wav").always();
        String good = submit("a.wav");
        String bad = submit("b.wav");
        clock.advance(Duration.ofMinutes(1));

        assertThat(error(good)).isNull();
        assertThat(error(bad)).isEqualTo("x");
    }

    @Test
    void jobsThatNeverFinish() throws IOException, InterruptedException {
        palatine.faults().onProcessing().neverFinishes().once();
        String id = submit("a.wav");
        clock.advance(Duration.ofDays(365));

        assertThat(client.status(id).getString("status")).isEqualTo("pending");
    }

    @Test
    void jobsThatAreLost() throws IOException, InterruptedException {
        palatine.faults().onProcessing().lost().once();
        String id = submit("a.wav");
        assertThat(client.status(id).getString("status")).isEqualTo("pending");
        clock.advance(Duration.ofMinutes(1));

        assertStatus(404, client.get("/transcribe/task_status/" + id));
        assertThat(palatine.job(id).orElseThrow().state()).isEqualTo(JobState.LOST);
    }

    @Test
    void jobsThatTakeLessTime() throws IOException, InterruptedException {
        palatine.faults().onProcessing().processingTime(Duration.ofSeconds(1)).once();
        String quick = submit("a.wav");
        String usual = submit("a.wav");
        clock.advance(Duration.ofSeconds(1));

        assertThat(client.status(quick).getString("status")).isEqualTo("success");
        assertThat(client.status(usual).getString("status")).isEqualTo("pending");
    }

    @Test
    void clearingDoesNotChangeExistingJobs() throws IOException, InterruptedException {
        palatine.faults().onProcessing().error("x").always();
        String bad = submit("a.wav");
        palatine.faults().clear();
        String good = submit("a.wav");
        clock.advance(Duration.ofMinutes(1));

        assertThat(error(bad)).isEqualTo("x");
        assertThat(error(good)).isNull();
    }

    @Test
    void anOutcomeWithoutAnEffectOrAnEndIsRefused() {
        PalatineFaults faults = palatine.faults();

        assertThatIllegalStateException()
                .isThrownBy(() -> faults.onProcessing().onlyForFile("a").once());
        assertThatIllegalStateException()
                .isThrownBy(faults::onProcessing)
                .withMessageContaining("processing was not ended");
    }
}
